"""Until when is each case in time? By a legal clock, else by what is usual.

The cases of a clock were judged before, and are taken as they were judged: who is past
the limit here is who is past it everywhere. Without a clock the limit is the time by
which 85 in 100 cases end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.breach import horizon_of

if TYPE_CHECKING:
    from mersey.flow.clocks import JudgedClock
    from mersey.forecast.as_known import CasePaths
    from mersey.forecast.results import Risks

MICROSECONDS_A_DAY: Final = 86_400e6


@dataclass(frozen=True, kw_only=True)
class Limited:
    """Cases with a limit.

    Attributes:
        paths: The cases that the limit is for, from its start to its stop.
        places: Their places in the log, rising.
        days: Days from the start to the last moment in time; NaN where none.
        is_timed: Which of them have a time to learn from, since they were not written in
            on a day on which a system was filled.
        is_open, is_overdue: Which of them the clock calls open with a limit, and past it;
            None where the limit is no clock's.
        clock: Id of the clock; None where the limit is what is usual.
        basis: Where the limit comes from, in a sentence.
    """

    paths: CasePaths
    places: Any
    days: Any
    is_timed: Any
    is_open: Any | None = None
    is_overdue: Any | None = None
    clock: str | None = None
    basis: str

    def counted(self, found: Risks) -> tuple[int, int]:
        """Open cases with a limit, and those past it: the clock's counts, if it is one."""
        if self.is_open is None or self.is_overdue is None:
            return len(found.case), int(found.is_overdue.sum())
        return int(self.is_open.sum()), int(self.is_overdue.sum())

    def as_judged(self, found: Risks) -> Risks:
        """The risks of cases that the clock calls open, past the limit where it says so."""
        if self.is_open is None or self.is_overdue is None:
            return found
        mine = found.where(self.is_open[found.case])
        is_overdue = self.is_overdue[mine.case]
        risk = np.where(is_overdue, 1.0, mine.risk)
        return replace(mine, is_overdue=is_overdue, risk=risk)


def limited(
    paths: CasePaths,
    clock: JudgedClock | None = None,
    *,
    days: float | None = None,
    date_only: bool = True,
    is_timed: Any = None,
) -> Limited:
    """The cases and their limits.

    Args:
        paths: The cases of the log.
        clock: The clock whose limit it is; None for what is usual.
        days: The same limit for every case, which goes before the clock's.
        date_only: The log has no times of day: a whole day is in time at its beginning.
        is_timed: Which cases have a time to learn from; None for all.
    """
    everyone = np.arange(len(paths.opened))
    if is_timed is None:
        is_timed = np.ones(len(everyone), bool)
    if days is None:
        if clock is not None:
            return _on_clock(paths, clock, is_timed, date_only=date_only)
        timed = paths if is_timed.all() else paths.of(np.flatnonzero(is_timed))
        usual = horizon_of(timed)
        basis = "No limit is known, so the time by which 85 in 100 cases end was taken."
        if usual is None:
            usual = horizon_of(timed, 0.5)
            basis = "No limit is known, so the time by which half of all cases end was."
    else:
        usual, basis = days, f"The limit of {days:g} days was given."
    return Limited(
        paths=paths,
        places=everyone,
        days=np.full(len(everyone), np.nan if usual is None else usual),
        is_timed=is_timed,
        basis=basis,
    )


def _on_clock(
    paths: CasePaths, one: JudgedClock, is_timed: Any, *, date_only: bool
) -> Limited:
    """Local times stand for UTC here: an hour does not change a risk in days."""
    judged = one.judged
    places = np.flatnonzero(one.is_bound & ~np.isnat(judged.due))
    start, due = (_days(times[places]) for times in (judged.start, judged.due))
    if not date_only and np.datetime_data(judged.due.dtype)[0] == "D":
        due = due + 1.0
    stop = np.where(judged.is_waiting[places], np.nan, _days(judged.end[places]))
    is_overdue = one.is_overdue[places]
    return Limited(
        paths=replace(paths.of(places), opened=start, closed=stop),
        places=places,
        days=due - start,
        is_timed=is_timed[places],
        is_open=is_overdue | one.is_in_time[places],
        is_overdue=is_overdue,
        clock=one.id,
        basis=f"The limit is that of “{one.title}”.",
    )


def _days(times: Any) -> Any:
    exact = times.astype("datetime64[us]")
    return np.where(
        np.isnat(exact), np.nan, exact.astype(np.int64) / MICROSECONDS_A_DAY
    )
