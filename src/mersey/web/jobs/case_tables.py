"""The cases of a version as a table for other programs: pseudonyms, dates, attributes.

`cases.parquet` and `cases.csv` lie beside the store. The CSV is UTF-8, its times are UTC,
and no cell of it is run by a spreadsheet as a formula.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from mersey.formulas import as_text_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    """Write both; what is there already stays, as the version it is of never changes."""
    if (folder / CSV).is_file() and (folder / PARQUET).is_file():
        return
    whole = folder / ".cases-whole.parquet"
    log.store.write_parquet(log.cases, whole, order=("case_id",))
    _write_both(whole, folder, _columns(log))
    whole.unlink()
    for name in (PARQUET, CSV):
        (folder / f".{name}").replace(folder / name)


def _columns(log: EventLog) -> dict[str, str]:
    """Column → its name in the table; an attribute that is called like one of ours has `_`."""
    found = {name: name for name in KEPT if name in log.cases.columns}
    for name in log.cases.columns:
        if name.startswith(ATTRIBUTE):
            said = name.removeprefix(ATTRIBUTE)
            found[name] = f"{said}_" if said in found.values() else said
    return found


def _write_both(cases: Path, folder: Path, columns: Mapping[str, str]) -> None:
    """The columns as Parquet and as CSV, part by part: they may be larger than memory."""
    with (
        ParquetFile(cases) as table,
        (folder / f".{CSV}").open("w", encoding="utf-8", newline="") as file,
    ):
        sheet = csv.writer(file)
        sheet.writerow([as_text_cell(name) for name in columns.values()])
        schema = pa.schema(
            [
                table.schema_arrow.field(old).with_name(new)
                for old, new in columns.items()
            ]
        )
        made = folder / f".{PARQUET}"
        with ParquetWriter(made, schema, compression="zstd") as copy:
            for batch in table.iter_batches(columns=list(columns)):
                told = batch.select(list(columns)).columns
                copy.write_batch(pa.record_batch(told, schema=schema))
                values = [column.to_pylist() for column in told]
                sheet.writerows(_row(row) for row in zip(*values, strict=True))


def _row(row: Iterable[Any]) -> list[Any]:
    return [_cell(one) for one in row]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return as_text_cell(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
