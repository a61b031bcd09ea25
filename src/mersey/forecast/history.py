"""What came and what was finished, week by week, up to the as-at date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import DataError
from mersey.eventlog.arrays import OPEN

if TYPE_CHECKING:
    from datetime import date

    from mersey.eventlog import EventLog

DAYS: Final = 7
MOST_WEEKS: Final = 522
"""Ten years: what a service did before says little of the weeks to come, and a log that
goes back a century would cost minutes."""


@dataclass(frozen=True, kw_only=True)
class WeeklyHistory:
    """Weeks of seven days, the last of which ends on the as-at date.

    Attributes:
        as_at: Last local date that the log covers.
        arrivals, closures: Cases of each week, oldest first; float arrays.
        backlog: Cases open at the as-at date.

    Raises:
        DataError: The two columns are not of the same length, or a count is below 0.
    """

    as_at: date
    arrivals: Any
    closures: Any
    backlog: int

    def __post_init__(self) -> None:
        both = self.arrivals, self.closures
        if len(both[0]) != len(both[1]) or any((one < 0).any() for one in both):
            msg = "A history needs as many weeks of arrivals as of closures, none below 0."
            raise DataError(msg)

    @property
    def n_weeks(self) -> int:
        """How many weeks there are."""
        return len(self.arrivals)


def weekly_history(log: EventLog) -> WeeklyHistory:
    """The weeks of a log.

    Weeks before the first closure are left out: the log was still filling up. Silent
    cases are not backlog.
    """
    facts = log.facts
    opened, closed, state = log.arrays.cases("opened_date", "closed_date", "state")
    if facts.migration_day is not None:  # they did not come on it
        opened = opened[opened != np.datetime64(facts.migration_day)]
    return weeks_of(
        opened,
        closed,
        since=facts.plausible_from,
        as_at=facts.as_at_date,
        backlog=int((state == OPEN).sum()),
    )


def weeks_of(
    opened: Any, closed: Any, *, since: date, as_at: date, backlog: int
) -> WeeklyHistory:
    """The weeks of cases by their dates of opening and closing, not-a-time where none.

    Args:
        opened: numpy dates, one element a case.
        closed: The same.
        since: Weeks that begin earlier are left out, and those over ten years ago.
        as_at: Last date of the last week; what is later is not counted.
        backlog: Cases open at the end of that date.
    """
    n_weeks = min(max(((as_at - since).days + 1) // DAYS, 0), MOST_WEEKS)
    first = np.datetime64(as_at - timedelta(days=DAYS * n_weeks - 1), "D")
    arrivals, closures = (
        _per_week(dates, first, n_weeks) for dates in (opened, closed)
    )
    begun = int(np.argmax(closures > 0)) if closures.any() else n_weeks
    return WeeklyHistory(
        as_at=as_at,
        arrivals=arrivals[begun:],
        closures=closures[begun:],
        backlog=backlog,
    )


def _per_week(dates: Any, first: Any, n_weeks: int) -> Any:
    known = dates[~np.isnat(dates)]
    week = (known - first).astype(np.int64) // DAYS
    week = week[(week >= 0) & (week < n_weeks)]
    return np.bincount(week, minlength=n_weeks).astype(np.float64)
