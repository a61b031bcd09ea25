"""The cases of a version as a table for other programs: pseudonyms, dates, attributes.

`cases.parquet` and `cases.csv` lie beside the store. The CSV is UTF-8, its times are UTC,
and no cell of it is run by a spreadsheet as a formula.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from mersey.formulas import as_text_cell
from mersey.scratch import passing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from mersey.eventlog import EventLog

PARQUET: Final = "cases.parquet"
CSV: Final = "cases.csv"

KEPT: Final = (
    *("pseudonym", "state", "opened", "closed", "opened_date", "closed_date"),
    *("days", "n_events", "last_activity", "outcome"),
)
"""What is told of every case, besides its attributes."""

ATTRIBUTE: Final = "attribute__"


def write_case_tables(log: EventLog, folder: Path) -> None:
    """Write both; what is there already stays, as the version it is of never changes.

    Raises:
        WorkspaceError: There is no room left to write them.
    """
    if (folder / CSV).is_file() and (folder / PARQUET).is_file():
        return
    with (
        _made(folder / ".all-cases.parquet") as whole,
        _made(folder / f".{PARQUET}") as parquet,
        _made(folder / f".{CSV}") as text,
    ):
        log.store.write_parquet(log.cases, whole, order=("case_id",))
        with ParquetFile(whole) as cases:
            _write(cases, parquet, text)
        parquet.replace(folder / PARQUET)
        text.replace(folder / CSV)


@contextmanager
def _made(place: Path) -> Iterator[Path]:
    """A place for what is only being made; nothing is there afterwards."""
    with passing(place):
        yield place


def _write(cases: ParquetFile, parquet: Path, text: Path) -> None:
    """The columns that are told, part by part: the table may be larger than memory."""
    told = _columns(cases.schema_arrow.names)
    schema = pa.schema(
        [cases.schema_arrow.field(name).with_name(said) for said, name in told.items()]
    )
    with (
        ParquetWriter(parquet, schema, compression="zstd") as table,
        text.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([as_text_cell(said) for said in told])
        for batch in cases.iter_batches(columns=list(told.values())):
            part = batch.select(list(told.values())).rename_columns(list(told))
            table.write_batch(part)
            columns = [column.to_pylist() for column in part.columns]
            writer.writerows(_row(row) for row in zip(*columns, strict=True))


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Name in the table → column; an attribute that is called like one of ours has `_`."""
    found = {name: name for name in KEPT if name in names}
    for name in names:
        if name.startswith(ATTRIBUTE):
            said = name.removeprefix(ATTRIBUTE)
            found[f"{said}_" if said in found else said] = name
    return found


def _row(row: Iterable[Any]) -> list[Any]:
    return [_cell(one) for one in row]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return as_text_cell(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
