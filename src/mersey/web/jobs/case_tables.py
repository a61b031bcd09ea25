"""The cases of a version as a table for other programs: pseudonyms, dates, attributes.

`cases.parquet` and `cases.csv` lie beside the store. The CSV is UTF-8, its times are UTC,
and no cell of it is run by a spreadsheet as a formula.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final

from pyarrow.parquet import ParquetFile

from mersey.engine import write_parquet
from mersey.formulas import as_text_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    cases = log.cases.order_by("case_id").select(**_columns(log))
    made = folder / f".{PARQUET}"
    write_parquet(cases, made)
    made.replace(folder / PARQUET)
    _write_csv(folder / PARQUET, folder / f".{CSV}")
    (folder / f".{CSV}").replace(folder / CSV)


def _columns(log: EventLog) -> dict[str, Any]:
    """Name in the table → column; an attribute that is called like one of ours has `_`."""
    found = {name: log.cases[name] for name in KEPT if name in log.cases.columns}
    for name in log.cases.columns:
        if name.startswith(ATTRIBUTE):
            said = name.removeprefix(ATTRIBUTE)
            found[f"{said}_" if said in found else said] = log.cases[name]
    return found


def _write_csv(cases: Path, place: Path) -> None:
    """The same table as CSV, part by part: it may be larger than memory."""
    with (
        ParquetFile(cases) as table,
        place.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([as_text_cell(name) for name in table.schema_arrow.names])
        for batch in table.iter_batches():
            columns = [column.to_pylist() for column in batch.columns]
            writer.writerows(_row(row) for row in zip(*columns, strict=True))


def _row(row: Iterable[Any]) -> list[Any]:
    return [_cell(one) for one in row]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return as_text_cell(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
