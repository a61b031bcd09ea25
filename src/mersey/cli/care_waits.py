"""`mersey care-waits`: waiting times of adult social care, by the department's method."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.cli.options import Memory, Shown, memory_bytes, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json, progress_bar, scratch_folder

if TYPE_CHECKING:
    from mersey.flow.client_level_data import ClientLevelData


@spread
def care_waits(
    file: Annotated[Path, typer.Argument(help="Client Level Data, as submitted.")],
    *,
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sheet of a workbook.")
    ] = None,
    memory: Memory = None,
    shown: Shown,
) -> None:
    """Print waiting times of adult social care from Client Level Data.

    The median days to the first response and to the first service, by quarter and age
    band, as the department's provisional method 1.0 has it: to check before you submit.

    Example: mersey care-waits cld_2025_26.csv
    """
    from mersey.flow.asc_waiting_times import summarise_waits, waits
    from mersey.report.care_waits import (
        care_waits_json,
        care_waits_said,
        care_waits_table,
    )
    from mersey.report.plain import table_lines

    data = _read(file, table=table, memory=memory_bytes(memory))
    found = waits(data.events)
    medians = summarise_waits(found)
    if shown.as_json:
        print_json(care_waits_json(data, found, medians))
        return
    rows = care_waits_table(medians)
    if shown.as_csv:
        say(rows.csv(), nl=False)
        return
    say_lines(table_lines(rows, width=width()))
    for line in care_waits_said(data, found):
        say_lines(("", line))


def _read(file: Path, *, table: str | None, memory: int | None) -> ClientLevelData:
    from mersey.engine import open_duckdb
    from mersey.engine.queries import query
    from mersey.flow.client_level_data import columns_needed, read_client_level_data
    from mersey.load import read_raw
    from mersey.load.files.raw import ROW

    with scratch_folder() as folder, progress_bar() as progress:
        session = open_duckdb(folder, memory=memory)
        try:
            raw = read_raw(file, session=session, table=table, progress=progress)
            headings = columns_needed(raw.columns)
            asked = query(
                "SELECT {wanted} FROM {rows} ORDER BY {row}",
                wanted=list(headings.values()),
                rows=raw.table,
                row=ROW,
            )
            rows = session.to_pyarrow(asked)
            cells = {
                name: [_as_text(cell) for cell in rows[heading].to_pylist()]
                for name, heading in headings.items()
            }
        finally:
            session.close()
    n_unreadable = raw.n_read - rows.num_rows
    return read_client_level_data(cells, n_unreadable=n_unreadable)


def _as_text(cell: Any) -> str:
    """A cell as a person would write it; a date-time at midnight is its date."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
