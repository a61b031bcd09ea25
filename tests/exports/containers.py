"""From a sheet to bytes: delimited text, a workbook, or JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from random import Random
from typing import Any, Final

from tests.exports.date_writings import Writing
from tests.exports.sheet import DATED, Cell, Sheet
from tests.exports.words import heading, in_style
from tests.unit.load.formats.workbooks import Dated, xlsx

__all__ = ["as_json", "as_text", "as_workbook", "written"]

Table = tuple[list[str], list[list[Any]]]

ENCODINGS: Final = ("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "iso8859-14")
DELIMITERS: Final = (",", ",", ",", ";", "\t", "|")
PREAMBLES: Final = (
    ("Open cases report",),
    ("Service requests", "Printed on 3 March", ""),
    ("Council", "", "All wards", ""),
)


def written(sheet: Sheet, writing: Writing, *, language: str, style: str) -> Table:
    """Headings, and rows with every moment in writing; a day and its time may part."""
    headings: list[str] = []
    for column in sheet.columns:
        headings.append(column.heading)
        if writing.splits and column.role in DATED:
            # A seed of its own: the heading is the same whenever this file is written.
            clock = heading("clock", language, Random(column.heading))
            clock = in_style(clock, style)
            headings.append(clock if clock not in headings else f"{column.heading} 2")
    rows = []
    for row in sheet.rows:
        cells: list[Any] = []
        for column, cell in zip(sheet.columns, row, strict=True):
            cells.append(_cell(cell, writing, language))
            if writing.splits and column.role in DATED:
                is_moment = isinstance(cell, datetime)
                cells.append(f"{cell:%H:%M}" if is_moment else None)
        rows.append(cells)
    return headings, rows


def as_text(table: Table, rng: Random, *, is_clean: bool) -> bytes:
    """Delimited text; unless clean, with lines above, a trailing delimiter, or odd ends."""
    delimiter = rng.choice(DELIMITERS)
    is_trailing = not is_clean and rng.random() < 0.12
    above = rng.choice(PREAMBLES) if not is_clean and rng.random() < 0.15 else ()
    ends = rng.choice(("\n", "\r\n", "\r\n", "\r"))
    out = io.StringIO()
    for line in above:
        out.write(line + ends)
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends)
    headings, rows = table
    for row in (headings, *rows):
        writer.writerow([*row, None] if is_trailing else row)
    return _encoded(out.getvalue(), rng.choice(ENCODINGS))


def as_workbook(sheet: Sheet, table: Table, rng: Random, *, has_time: bool) -> bytes:
    """A workbook: its moments as cells of dates, or as the text of the writing."""
    headings, rows = table
    if rng.random() < 0.7:
        headings = [column.heading for column in sheet.columns]
        rows = [[_as_excel(c, has_time=has_time) for c in row] for row in sheet.rows]
    return xlsx({"Export": [headings, *rows]})


def as_json(table: Table, rng: Random) -> bytes:
    """A list of records, alone or in an object, on one line or on many."""
    headings, rows = table
    records = [dict(zip(headings, row, strict=True)) for row in rows]
    wrapper = rng.choice(("", "", "data", "results", "issues"))
    data: Any = {"total": len(rows), wrapper: records} if wrapper else records
    indent = rng.choice((None, 1))
    return json.dumps(data, ensure_ascii=rng.random() < 0.5, indent=indent).encode()


def _cell(cell: Cell, writing: Writing, language: str) -> str | int | float | None:
    return writing.write(cell, language) if isinstance(cell, datetime) else cell


def _as_excel(cell: Cell, *, has_time: bool) -> Any:
    if not isinstance(cell, datetime):
        return cell
    since = cell - datetime(1899, 12, 30)  # noqa: DTZ001  (naive, as in the file)
    return Dated(since.days + since.seconds / 86400, 1 if has_time else 2)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")
