"""A table before it is written: typed cells, and the role of each column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["DATED", "Cell", "Column", "Row", "Sheet"]

Cell = str | int | float | datetime | None
Row = tuple[Cell, ...]

DATED = frozenset(
    {"time", "start", "end", "from", "until", "changed", "opened", "closed", "milestone",
     "final", "updated", "viewed", "synced", "due", "review", "snapshot", "bought",
     "born"}
)  # fmt: skip
"""Roles of the columns that hold moments."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column, by its role and its heading."""

    role: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Columns and rows. A moment is a datetime; a text among moments is dirt."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def place(self, role: str) -> int | None:
        """Where the first column of that role stands; None where there is none."""
        return next((i for i, c in enumerate(self.columns) if c.role == role), None)

    def places(self, *roles: str) -> tuple[int, ...]:
        """Where the columns of those roles stand."""
        return tuple(i for i, c in enumerate(self.columns) if c.role in roles)
