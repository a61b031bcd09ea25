"""Tables as one Excel workbook: numbers as numbers, texts as texts, no formula, no link.

What a spreadsheet would run if it were copied begins with an apostrophe, as in the CSV.

A number has 16 digits there, of which Excel shows 15.
The same tables always make the same bytes.
"""

from __future__ import annotations

import csv
import io
import math
import re
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from mersey.fields import said_plainly
from mersey.formulas import WORKBOOK, as_text_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mersey.charts.chart import Table

WORKBOOK_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)
MOST_ROWS: Final = 1_000_000
"""Of a sheet; what is more goes to another. Excel takes 1,048,576 (its specification)."""

LONGEST_CELL: Final = 32_767
"""Characters that a cell of Excel takes (its specification)."""

LONGEST_NAME: Final = 28
"""Of a sheet: Excel takes 31, and a number may follow."""

MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (Excel knows no zone)
"""What each workbook says of when it was made."""

_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']")


def workbook_of(tables: Mapping[str, Table], texts: Mapping[str, str]) -> bytes:
    """The workbook.

    Args:
        tables: Name of a sheet → its table, unrounded.
        texts: The same for tables that are CSV already.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK) as book:
        book.set_properties({"created": MADE})
        for name, table in tables.items():
            _sheets(book, name, table.columns, table.raw)
        for name, text in texts.items():
            heading, *rows = list(csv.reader(io.StringIO(text))) or [[]]
            _sheets(book, name, heading, ([_read(one) for one in row] for row in rows))
    return out.getvalue()


def _sheets(
    book: Any, name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """A sheet, and further ones where it has more rows than one takes."""
    bold = book.add_format({"bold": True})
    for n, part in enumerate(_parts(rows)):
        sheet = book.add_worksheet(_named(book, name, n))
        for place, title in enumerate(heading):
            sheet.write_string(0, place, _text(title), bold)
        for line, row in enumerate(part, start=1):
            for place, value in enumerate(row):
                _write(sheet, line, place, value)
        sheet.freeze_panes(1, 0)


def _parts(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    left = iter(rows)
    yield list(islice(left, MOST_ROWS))
    while part := list(islice(left, MOST_ROWS)):
        yield part


def _named(book: Any, name: str, n: int) -> str:
    """A name that no other sheet has: Excel tells none apart by capitals."""
    start = _NO_NAME.sub(" ", name)[:LONGEST_NAME].strip() or "Numbers"
    taken = {one.get_name().casefold() for one in book.worksheets()}
    tries = (f"{start} {k}" if k else start for k in range(n, n + len(taken) + 2))
    return next(one for one in tries if one.casefold() not in taken)


def _write(sheet: Any, line: int, place: int, value: Any) -> None:
    if value is None or value == "":
        return
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and math.isfinite(value):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, _text(str(value)))


def _text(said: str) -> str:
    return as_text_cell(said_plainly(said))[:LONGEST_CELL]


def _read(cell: str) -> Any:
    """A cell of CSV: a number where it is one, else its text."""
    try:
        return float(cell) if cell.strip() == cell and cell else cell
    except ValueError:
        return cell
