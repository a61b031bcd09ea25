"""The weeks of the year in which a council rests, and a log without events lost nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

CHRISTMAS: Final = frozenset({(12, 25), (12, 26), (1, 1)})
"""(month, day): a council that rests in these weeks has lost nothing."""


def has_christmas(first_day: date, n_days: int) -> bool:
    """Whether Christmas or New Year lies in the days from `first_day` on."""
    days = (first_day + timedelta(days=n) for n in range(n_days))
    return any((day.month, day.day) in CHRISTMAS for day in days)
