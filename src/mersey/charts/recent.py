"""How many a period lately: the one mean that the tile and the chart both show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.wording import day_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.flow.results import PeriodRow
    from mersey.vocabulary import Per

PERIODS: Final = 13
"""A quarter of weeks: long enough that one odd week does not rule the mean."""


@dataclass(frozen=True, kw_only=True)
class RecentMean:
    """The mean of the last full periods.

    Attributes:
        mean: Of their values. n: How many they are, 1 to `PERIODS`.
        until: Last date of the last of them, where the series goes on long after it; else
            None.
    """

    mean: float
    n: int
    until: date | None = None

    def over(self, per: Per) -> str:
        """Which periods they are, such as `the last 13 full weeks`."""
        if self.until is not None:
            many = (
                f"the {self.n} full {per.value}s" if self.n > 1 else f"the {per.value}"
            )
            return f"{many} up to {day_short(self.until)}"
        if self.n == 1:
            return f"the last full {per.value}"
        return f"the last {self.n} full {per.value}s"


def recent(rows: Sequence[PeriodRow]) -> RecentMean | None:
    """The mean of the last periods covered in full; None where there is none."""
    full = [row for row in rows if row.complete and row.value is not None]
    last = full[-PERIODS:]
    if not last:
        return None
    return RecentMean(
        mean=sum(row.value or 0.0 for row in last) / len(last),
        n=len(last),
        until=None if last[-1] in rows[-2:] else last[-1].end,
    )
