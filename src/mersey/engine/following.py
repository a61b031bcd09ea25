"""Rows in order, each with values of the row that follows it in its group.

Only the next row is ever looked at, so an engine that has sorted the rows need not ask
again for each group: it may read the values one place further on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

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


def followed(table: Any, following: Following) -> Any:
    """`table` with `seq` (int32, from 1 in each group) and the columns told, unsorted.

    An engine may do it in another way, but never with another result.
    """
    group = ibis.window(group_by=following.by, order_by=list(following.order))
    return table.mutate(
        seq=(ibis.row_number().over(group) + 1).cast("int32"),
        **{new: table[old].lead().over(group) for new, old in following.told.items()},
    )
