"""Was a system filled on one day? Then that day says nothing of when its cases came.

When a new system starts, the cases of the old one are often written into it under the date
of that day. Thousands seem to come at once, and their time is counted from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mersey.eventlog.arrays import CLOSED
from mersey.eventlog.ended import LEAST_CASES
from mersey.eventlog.timed import timed_in
from mersey.findings.about_the_log.days import (
    CROWDED_DAY,
    MIGRATION_DAY,
    MIGRATION_DAY_ALONE,
)
from mersey.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.days import LogDays
    from mersey.eventlog.eventlog import EventLog, LogFacts
    from mersey.vocabulary import Finding

    Dates = npt.NDArray[np.datetime64]
    Counts = npt.NDArray[np.int64]

LEAST_ON: Final = 50
LEAST_SHARE: Final = 0.02
TIMES_NEXT: Final = 5
"""A crowd: 50 and 1 in 50 of all on one day, and five times as many as on any other.

Days that come again (a closing date, a run of bills) are not alone, so not one is a crowd.
"""

LEAST_DAYS: Final = 20
"""Of events nothing is said where fewer other days have any."""


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """A day with far more than any other.

    Attributes:
        day: The local date. n: How many on it. usual: Median of the other days with any.
        n_other_closed: Cases closed that were opened on other days.
    """

    day: date
    n: int
    usual: float
    n_other_closed: int = 0

    @property
    def is_left_out(self) -> bool:
        """Whether enough cases are left to tell times from without those of the day."""
        return self.n_other_closed >= LEAST_CASES


def crowd_of(dates: Dates, counts: Counts) -> Crowd | None:
    """The one day with far more than any other; None where there is none."""
    if not counts.size:
        return None
    at = int(np.argmax(counts))
    n, others = int(counts[at]), np.delete(counts, at)
    rest = int(others.max()) if others.size else 0
    if n < max(LEAST_ON, LEAST_SHARE * counts.sum(), TIMES_NEXT * rest):
        return None
    return Crowd(
        day=dates[at].item(),
        n=n,
        usual=float(np.median(others)) if others.size else 0.0,
    )


def crowd_of_openings(arrays: LogArrays) -> Crowd | None:
    """The day on which far more cases were opened than on any other."""
    opened, state = arrays.cases("opened_date", "state")
    is_known = ~np.isnat(opened)
    crowd = crowd_of(*np.unique(opened[is_known], return_counts=True))
    if crowd is None:
        return None
    is_other = is_known & (opened != np.datetime64(crowd.day))
    n_other = int(((state == CLOSED) & is_other).sum())
    return Crowd(day=crowd.day, n=crowd.n, usual=crowd.usual, n_other_closed=n_other)


def are_timed(log: EventLog) -> Any:
    """Which cases of a log have a known time from opening; see `timed_in`."""
    return timed_in(log.arrays, log.facts.migration_day)


def are_filled_in(log: EventLog) -> Any:
    """Which cases were opened on the day on which a system was filled: an array."""
    (opened,) = log.arrays.cases("opened_date")
    if log.facts.migration_day is None:
        return np.zeros(opened.size, dtype=np.bool_)
    return opened == np.datetime64(log.facts.migration_day)


def findings_of_crowds(
    days: LogDays, opened: Crowd | None, facts: LogFacts
) -> Iterator[Finding | None]:
    """A day on which the cases of an old system were written in; or a day of many events."""
    if opened is not None:
        yield _opened_at_once(opened, facts)
        return
    crowd = crowd_of(days.dates, days.n_events)
    if crowd is None or days.dates.size <= LEAST_DAYS:
        return
    yield CROWDED_DAY.found_in(
        crowd.n, of=int(days.n_events.sum()), day=day(crowd.day), usual=crowd.usual
    )


def _opened_at_once(crowd: Crowd, facts: LogFacts) -> Finding | None:
    kind = MIGRATION_DAY if crowd.is_left_out else MIGRATION_DAY_ALONE
    return kind.found_in(
        crowd.n,
        of=facts.n_cases,
        n_cases=facts.n_cases,
        day=day(crowd.day),
        usual=crowd.usual,
    )
