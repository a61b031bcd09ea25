"""The closed cases of a log: what tells how its extract was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.eventlog.arrays import CLOSED

if TYPE_CHECKING:
    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.eventlog import LogFacts

LEAST_CASES: Final = 20
"""Nothing is said about a smaller log."""

SETTLED: Final = 0.95
"""Cases opened longer ago than 95 in 100 take show how long cases take."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The closed cases: days from opening to the as-at date, and to the end."""

    ages: Floats
    days: Floats

    @property
    def since_end(self) -> Floats:
        """Days from the end to the as-at date."""
        return self.ages - self.days

    @property
    def span(self) -> float:
        """Days over which cases were opened; at least 1."""
        return max(float(self.ages.max() - self.ages.min()), 1.0)

    @property
    def settled(self) -> Floats:
        """Days of cases opened so long ago that nearly all of their kind have ended."""
        found = self.days[self.ages > np.quantile(self.days, SETTLED)]
        return found if found.size >= LEAST_CASES else self.days


def ended_cases(arrays: LogArrays, facts: LogFacts) -> Ended:
    """The closed cases of a log whose duration is known."""
    state, days, opened, day = arrays.cases("state", "days", "opened", "opened_date")
    known = (state == CLOSED) & ~np.isnan(days)
    if facts.migration_day is not None:  # their time is not known
        known &= ~np.isnat(day) & (day != np.datetime64(facts.migration_day))
    age_us = (np.datetime64(facts.as_at, "us") - opened[known]).astype(np.int64)
    return Ended(ages=age_us / 86_400e6, days=days[known])
