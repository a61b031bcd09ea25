"""Cells of a sheet that lie so far from its table that nearly all before them are empty.

The reader of a workbook holds every cell up to the last that has something in it. Where
a sheet says itself that it ends is no help: programs state too little and too much.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

from mersey.errors import FileUnreadable
from mersey.load.files.signatures import ZIP_DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from mersey.load.files.format import Source

BYTES_A_CELL: Final = 48
"""What a reader and its rows hold of each cell, empty or not."""

MOST_COLUMNS: Final = 16_384
"""Columns that a sheet can have."""

MOST_CELLS: Final = 60_000_000
"""Cells up to the last one: twenty seconds of reading."""

SHEET: Final = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
CELL: Final = re.compile(
    rb'[ \t\n]r="([A-Za-z]{1,7})([0-9]{1,10})"[^<>]{0,60}+(?<!/)>(?!</)'
)
"""A cell that holds something: it does not end in its own tag, or at once."""

FAR_CELL: Final = re.compile(
    rb'[ \t\n]r="([A-Za-z]{2,7})([0-9]{1,10})"[^<>]{0,60}+(?<!/)>(?!</)'
)
"""The same beyond column Z."""

FIRST_COLUMNS: Final = 26
PIECE: Final = 1 << 20
OVERLAP: Final = 100


def refuse_far_cells(source: Source) -> None:
    """Say so where a sheet reaches further than memory, or time, would.

    Raises:
        FileUnreadable: One does; it names the cell in its furthest row and column.
    """
    most = min(MOST_CELLS, source.session.memory // BYTES_A_CELL)
    for n_columns, n_rows in _sizes(source):
        if n_columns * n_rows > most or n_columns > MOST_COLUMNS:
            place = f"{_letters(n_columns)}{n_rows}"
            msg = (
                f"A sheet of {source.name} reaches to cell {place}: "
                f"{n_columns * n_rows:,} cells, nearly all of them empty."
            )
            hint = (
                "Delete the empty rows and columns around its table (a single space in "
                "one is enough) and save it again, or save the sheet as CSV."
            )
            raise FileUnreadable(msg, next_step=hint)


def _sizes(source: Source) -> Iterator[tuple[int, int]]:
    """Columns and rows of each sheet, up to the last that holds something."""
    with zipfile.ZipFile(source.path) as archive:
        for entry in archive.infolist():
            if not SHEET.fullmatch(entry.filename):
                continue
            try:
                with archive.open(entry) as part:
                    yield _size(part)
            except ZIP_DAMAGED:  # its reader will say so
                continue


def _size(part: IO[bytes]) -> tuple[int, int]:
    """Columns, 26 at least, and rows.

    Rows come in order, so that the last are those of the last piece; cells of the first
    columns need no look elsewhere.
    """
    column, row, piece = b"Z", 0, b""
    while more := part.read(PIECE):
        piece = piece[-OVERLAP:] + more
        for letters, number in FAR_CELL.findall(piece):
            column = max(column, letters.upper(), key=_in_order)
            row = max(row, int(number))
    for _, number in CELL.findall(piece):
        row = max(row, int(number))
    return max(FIRST_COLUMNS, _number(column)), row


def _in_order(letters: bytes) -> tuple[int, bytes]:
    return len(letters), letters


def _number(letters: bytes) -> int:
    """The column's number, from 1."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _letters(column: int) -> str:
    """What a sheet calls its column, from 1."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name
