"""How many of its days each case's clock did not count, because it was paused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mersey.clocks.clock import TimeUnit
from mersey.flow.clocks.working_days import working_days_of

if TYPE_CHECKING:
    from mersey.clocks.clock import Clock
    from mersey.flow.clocks.dating import CaseDates, Pauses

ONE: np.timedelta64 = np.timedelta64(1, "D")


def paused_days(
    clock: Clock, pauses: Pauses, dates: CaseDates, *, due: Any, as_at: Any
) -> Any:
    """Days that do not count, in the clock's own days, one element per case.

    A pause without a finish runs to the stop, else to the as-at date. A pause counts
    only if it began before the limit, as earlier pauses had moved it.

    Args:
        clock: Whose days: working days, or days of the week.
        pauses: What `pauses_of` found.
        dates: When the clocks ran.
        due: Limits without the pauses.
        as_at: Local moment up to which the log is known.
    """
    rule, case = pauses.rule, pauses.case
    finish = _finishes(pauses, dates, as_at)
    has_finish = ~np.isnat(pauses.finish)
    first = pauses.begin.astype("datetime64[D]")
    last = finish.astype("datetime64[D]")
    begin = first + (ONE if rule.first_day_counts else 0 * ONE)
    keeps_last = has_finish & rule.last_day_counts
    end = np.where(keeps_last, last, last + ONE)  # the first day that counts again
    end = np.maximum(end, begin)
    if rule.most_days is not None:
        end = np.minimum(end, begin + rule.most_days)
    before = _spans_before(case, (end - begin).astype(np.int64))
    counts = first <= due[case].astype("datetime64[D]") + before
    spent = np.where(counts, _days_between(clock, begin, end), 0)
    return np.bincount(case, weights=spent, minlength=dates.start.size).astype(np.int64)


def paused_time(pauses: Pauses, dates: CaseDates, *, due: Any, as_at: Any) -> Any:
    """The same for a clock that runs in hours: the very time that each case was paused.

    How the days at the ends of a pause count does not matter to it.
    """
    case = pauses.case
    spans = _finishes(pauses, dates, as_at) - pauses.begin
    if pauses.rule.most_days is not None:
        spans = np.minimum(spans, pauses.rule.most_days * ONE)
    spans = spans.astype("timedelta64[us]").astype(np.int64)
    before = _spans_before(case, spans).astype("timedelta64[us]")
    counts = pauses.begin <= due[case] + before
    total = np.zeros(dates.start.size, dtype=np.int64)
    np.add.at(total, case[counts], spans[counts])
    return total.astype("timedelta64[us]")


def _finishes(pauses: Pauses, dates: CaseDates, as_at: Any) -> Any:
    """The end of each pause: at the latest the stop, else the as-at moment."""
    stop = dates.stop[pauses.case]
    running = np.where(np.isnat(stop), np.datetime64(as_at, "us"), stop)
    return np.fmin(pauses.finish, running)


def _days_between(clock: Clock, begin: Any, end: Any) -> Any:
    """Days from `begin` to before `end`: those that the clock would have counted."""
    if clock.duration is None or clock.duration.unit is not TimeUnit.WORKING_DAYS:
        return (end - begin).astype(np.int64)
    return np.busday_count(begin, end, busdaycal=working_days_of(clock))


def _spans_before(case: Any, spans: Any) -> Any:
    """Days of the case's earlier pauses, for each pause; pauses are sorted by case."""
    before = np.cumsum(spans) - spans
    is_first = np.ones(case.size, dtype=bool)
    is_first[1:] = case[1:] != case[:-1]
    groups = np.cumsum(is_first) - 1
    return before - before[is_first][groups]
