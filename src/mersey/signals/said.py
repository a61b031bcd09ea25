"""How rows and lines are said in a message: counts and places, never what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES_NAMED: Final = 5


def rows_said(lines: Sequence[int]) -> str:
    """Their number, as in: 1 row, 12 rows."""
    return plural(len(lines), "row")


def at_lines(lines: Sequence[int]) -> str:
    """Where they stand, as in: lines 3, 4, 5, 6, 7 and 20 more."""
    shown = ", ".join(str(line) for line in sorted(lines)[:LINES_NAMED])
    more = len(lines) - LINES_NAMED
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {shown}" + (f" and {more} more" if more > 0 else "")
