"""Rows of any table → places with their counts, for a funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import UsageError
from mersey.signals.funnel import funnel
from mersey.signals.table import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.signals.funnel import Funnel
    from mersey.signals.table import SeriesRow

__all__ = ["places_in"]


def places_in(rows: Iterable[SeriesRow]) -> tuple[Funnel, int]:
    """The places of a table against each other, and how many rows were left out.

    Rows of one place are added up; places stand in the order in which they first come.

    Args:
        rows: Each with the place in `by`, a count in `value`, and what it is out of in
            `denominator`. Periods are not looked at.

    Raises:
        UsageError: No column of places or no denominator was named.
        DataError: A cell is no number, a denominator is not over 0, or a count is under
            0 or over what it is out of.
    """
    every = list(rows)
    if any(row.by is None or row.denominator is None for row in every):
        msg = "A funnel compares shares of places: it needs --by and --denominator."
        raise UsageError(
            msg, next_step="Name the column of places, and what each count is out of."
        )
    read = numbers_in(every)
    sums: dict[str, np.ndarray] = {}
    for row in read:
        counted = np.array([row.value, row.denominator])
        sums[row.by] = sums.get(row.by, np.zeros(2)) + counted
    counts, out_of = np.array(list(sums.values())).T
    return funnel(list(sums), counts, out_of), len(every) - len(read)
