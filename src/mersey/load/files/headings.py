"""Which row of a table holds its headings, and how each column gets a name of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.findings.about_the_file.text import (
    DUPLICATE_HEADINGS,
    EMPTY_HEADINGS,
    HEADINGS_LOOK_LIKE_DATA,
)
from mersey.load.files.heading_rows import completes, groups, joined
from mersey.load.files.raw import ROW
from mersey.load.files.value_forms import has_no_headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.vocabulary import Finding

ROWS_LOOKED_AT: Final = 40
"""Titles and notes above the headings end well before this row."""

LONGEST: Final = 200
"""Characters of a heading that are read."""

DATA: Final = re.compile(
    r"""[+-]?[\d.,\s]+%?            # a number
      | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*   # a date
      | \d{1,2}[-\s][A-Za-z]{3,9}[-\s]\d{2,4}.*""",
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True)
class FoundHeadings:
    """Where the headings are.

    Attributes:
        index: Position of their last row among the rows looked at, from 0; -1 where
            the table has none and begins with its first record.
        headings: As written, without spaces around; empty where there is none.
        n_above: Rows above them.
        n_rows: Rows that hold them: two where groups stand over columns, none where
            the table has no headings.
    """

    index: int
    headings: tuple[str, ...]
    n_above: int
    n_rows: int = 1


def find_headings(rows: Sequence[Sequence[str]], *, width: int) -> FoundHeadings | None:
    """The first row that names at least half of `width` columns; None if there is none.

    Titles and notes above a table have one or two cells. A row one short of four or
    more is taken too: exports leave the last heading, or a closing delimiter, out.
    """
    least = width - 1 if width >= 4 else width
    for index, row in enumerate(rows[:ROWS_LOOKED_AT]):
        filled = sum(bool(cell.strip()) for cell in row)
        is_title = width > 1 and filled == 1 and bool(row[0].strip())
        if len(row) >= least and filled >= max(1, width / 2) and not is_title:
            return _found(rows, index, width=width)
    return None


def _found(rows: Sequence[Sequence[str]], index: int, *, width: int) -> FoundHeadings:
    """The headings at `index`, with those of a second row, or the lack of any."""
    headings = _fitted(rows[index], rows, width)
    below = rows[index + 1 :]
    if has_no_headings(headings, below):
        names = tuple(f"column {i}" for i in range(1, len(headings) + 1))
        return FoundHeadings(index=index - 1, headings=names, n_above=index, n_rows=0)
    if below and completes(headings, below[0], below[1:]):
        both = joined(headings, [cell.strip() for cell in below[0]])
        return FoundHeadings(index=index + 1, headings=both, n_above=index, n_rows=2)
    if index and groups(rows[index - 1], headings):
        above = [cell.strip() for cell in rows[index - 1]]
        both = joined(above, headings)
        return FoundHeadings(index=index, headings=both, n_above=index - 1, n_rows=2)
    return FoundHeadings(index=index, headings=headings, n_above=index)


def name_columns(
    headings: Sequence[str],
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """A name of its own for every column, and what had to be changed to give it one.

    Names that differ only in their capitals count as one: databases see them so. An
    empty heading becomes `column 3`; a second `Status` becomes `Status (2)`. Names that
    begin with two underscores are mersey's own: `__person` becomes `person`.
    """
    taken: set[str] = {ROW}
    copies: dict[str, int] = {}
    names: list[str] = []
    for position, heading in enumerate(headings, start=1):
        # The engine's names end at a NUL.
        plain = heading.replace("\0", "").strip()[:LONGEST]
        plain = plain.lstrip("_ ") if plain.startswith("__") else plain
        wanted = plain or f"column {position}"
        name, copy = wanted, copies.get(wanted.casefold(), 2)
        while name.casefold() in taken:
            name, copy = f"{wanted} ({copy})", copy + 1
        copies[wanted.casefold()] = copy
        taken.add(name.casefold())
        names.append(name)
    return tuple(names), _findings(headings)


def looks_like_data(heading: str) -> bool:
    """True where a heading is a number or a date: the file may have no headings."""
    return DATA.fullmatch(heading.strip()[:LONGEST]) is not None


def _fitted(
    row: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> tuple[str, ...]:
    headings = [cell.strip() for cell in row]
    while len(headings) > width and not headings[-1]:
        headings.pop()
    wide = [other for other in rows if other is not row and len(other) == width]
    if len(headings) < width and any(other[-1].strip() for other in wide):
        headings += [""] * (width - len(headings))
    return tuple(headings)


def _findings(headings: Sequence[str]) -> tuple[Finding, ...]:
    counts = Counter(heading.strip().casefold() for heading in headings)
    empty = counts.pop("", 0)
    repeated = {name: n for name, n in counts.items() if n > 1}
    data_like = sum(looks_like_data(heading) for heading in headings)
    found = []
    if repeated:
        names = ", ".join(f'"{name}"' for name in sorted(repeated)[:5])
        n = sum(repeated.values()) - len(repeated)
        found.append(DUPLICATE_HEADINGS.found(n, names=names))
    if empty:
        found.append(EMPTY_HEADINGS.found(empty))
    if data_like and data_like >= len(headings) / 3:
        found.append(HEADINGS_LOOK_LIKE_DATA.found(data_like))
    return tuple(found)
