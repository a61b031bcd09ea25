"""A sheet as it lies: rows of cells, and the table inside it below its headings.

A merged cell means the same for every row that it spans. Rows of totals and notes below
the table are no records: they are counted, and left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from mersey.load.files.headings import find_headings
from mersey.load.files.sheet_cells import as_text
from mersey.load.files.tails import tail_faults
from mersey.load.files.value_forms import ValueForm, main_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.load.files.headings import FoundHeadings

ROWS_LOOKED_AT: Final = 1_000
ROWS_JUDGED: Final = 200
MOST_OF_NOTES: Final = 3
"""Columns that a sheet of notes or codes may have."""

Row = list[Any]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of a workbook, or a table of a page.

    Attributes:
        name: Its name.
        rows: Its cells, empty ones as "" or None; rows may differ in length.
        first_row: Number of the first of `rows` in the file, from 1.
        merged: First row, last row and column of each merged cell that spans rows,
            counted among `rows`, from 0.
    """

    name: str
    rows: list[Row]
    first_row: int = 1
    merged: tuple[tuple[int, int, int], ...] = ()

    def filled(self) -> Sheet:
        """The sheet with merged cells filled down the rows that they span."""
        rows = self.rows
        for first, last, column in self.merged:
            if first >= len(rows) or column >= len(rows[first]):
                continue
            for row in rows[first + 1 : last + 1]:
                row.extend([None] * (column + 1 - len(row)))
                row[column] = rows[first][column]
        return replace(self, rows=rows, merged=())


@dataclass(frozen=True, kw_only=True)
class SheetTable:
    """What a sheet holds below its headings.

    Attributes:
        sheet: The sheet.
        found: Its headings.
        place: Position of their last row among the sheet's rows; -1 where there is none.
        records: Its rows that are records, none of them blank.
        left_out: Row number in the file and reason of rows that are none.
        n_merged: Merged cells that were filled down.
    """

    sheet: Sheet
    found: FoundHeadings
    place: int
    records: list[Row] = field(repr=False)
    left_out: tuple[tuple[int, str], ...] = ()
    n_merged: int = 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, as written."""
        return self.found.headings

    @property
    def kind(self) -> tuple[str, ...]:
        """What is alike in sheets of one kind: their headings."""
        return tuple(heading.casefold() for heading in self.headings)

    @property
    def has_dates(self) -> bool:
        """Whether a column mostly holds dates."""
        return ValueForm.DATE in self._forms

    @property
    def is_prose(self) -> bool:
        """Whether it has few columns, all of words: notes, or a list of codes."""
        plain = self._forms[ValueForm.WORDS] + self._forms[ValueForm.BLANK]
        return plain == len(self.headings) <= MOST_OF_NOTES

    @cached_property
    def _forms(self) -> Counter[ValueForm]:
        rows = [
            [as_text(cell) or "" for cell in row] for row in self.records[:ROWS_JUDGED]
        ]
        columns = (
            [row[i] for row in rows if i < len(row)] for i in range(len(self.headings))
        )
        return Counter(map(main_form, columns))


def find_table(sheet: Sheet) -> SheetTable | None:
    """The table of a sheet; None where it has no headings with records below them."""
    n_merged, sheet = len(sheet.merged), sheet.filled()
    rows = [
        [as_text(cell) or "" for cell in row] for row in sheet.rows[:ROWS_LOOKED_AT]
    ]
    width = _width(rows)
    shown = [(i, row) for i, row in enumerate(rows) if any(row)]
    if width < 2:
        return None
    found = find_headings([row for _, row in shown], width=width)
    if found is None:
        return None
    place = shown[found.index][0] if found.index >= 0 else shown[0][0] - 1
    numbered = [
        (number, row)
        for number, row in enumerate(sheet.rows[place + 1 :], place + 1)
        if any(cell not in ("", None) for cell in row)
    ]
    faults = tail_faults([row for _, row in numbered], n_columns=len(found.headings))
    records = [row for i, (_, row) in enumerate(numbered) if i not in faults]
    if not records:
        return None
    return SheetTable(
        sheet=sheet,
        found=found,
        place=place,
        records=records,
        left_out=tuple(
            (sheet.first_row + numbered[i][0], why) for i, why in faults.items()
        ),
        n_merged=n_merged,
    )


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many columns the table has: the most common place of the last filled cell."""
    ends = Counter(
        max(i for i, cell in enumerate(row, start=1) if cell)
        for row in rows
        if any(row)
    )
    return max(ends, key=lambda end: (ends[end], end)) if ends else 0
