"""Rows in order, each with values of the row that follows it in its group.

Only the next row is ever looked at, so an engine that has sorted the rows need not ask
again for each group: it may read the values one place further on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Following:
    """How rows follow each other.

    Attributes:
        by: The column of whole numbers that names the group; never null.
        order: The columns that order the rows of a group; no two rows share them all.
        told: New column → the column of the next row that it is told from; null in the
            last row of a group.
    """

    by: str
    order: tuple[str, ...]
    told: Mapping[str, str]
