"""Until when is each case in time? By a legal clock, else by what is usual.

A clock of the service pack, or the deadline that the file states, if there is one: the
clock with the most cases waiting on it. Else the time by which 85 in 100 cases end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.flow.clocks.judging import covers_most, judge
from mersey.flow.clocks.local_times import to_local
from mersey.flow.clocks.plans import (
    clock_plans,
    columns_of,
    stated_deadline,
    steps_of,
)
from mersey.flow.clocks.records import case_records, step_records
from mersey.forecast.breach import horizon_of

if TYPE_CHECKING:
    from mersey.eventlog import EventLog
    from mersey.flow.clocks.judging import Judged
    from mersey.flow.clocks.plans import ClockPlan
    from mersey.forecast.paths import CasePaths
    from mersey.services import ServiceUse

__all__ = ["Limited", "limited"]

MICROSECONDS_A_DAY: Final = 86_400e6


@dataclass(frozen=True, kw_only=True)
class Limited:
    """Cases with a limit.

    Attributes:
        paths: The cases that the limit is for, from its start to its stop.
        places: Their places in the log, rising.
        days: Days from the start to the last moment in time; NaN where none.
        clock: Id of the clock; None where the limit is what is usual.
        basis: Where the limit comes from, in a sentence.
    """

    paths: CasePaths
    places: Any
    days: Any
    clock: str | None
    basis: str


def limited(
    log: EventLog, use: ServiceUse | None, paths: CasePaths, *, days: float | None
) -> Limited:
    """The cases and their limits.

    Args:
        log: The log.
        use: The service pack in use.
        paths: The cases of the log.
        days: The same limit for every case; None to look for a clock.
    """
    everyone = np.arange(len(paths.opened))
    if days is None:
        found = _by_clock(log, use)
        if found:
            return _on_clock(paths, *found, date_only=log.facts.date_only)
        usual = horizon_of(paths)
        basis = "No limit is known, so the time by which 85 in 100 cases end was taken."
        if usual is None:
            usual = horizon_of(paths, 0.5)
            basis = "No limit is known, so the time by which half of all cases end was."
    else:
        usual, basis = days, f"The limit of {days:g} days was given."
    return Limited(
        paths=paths,
        places=everyone,
        days=np.full(len(everyone), np.nan if usual is None else usual),
        clock=None,
        basis=basis,
    )


def _by_clock(log: EventLog, use: ServiceUse | None) -> tuple[ClockPlan, Judged] | None:
    """The clock on which most cases wait; None where no clock has any.

    A clock of the pack that could not judge most of its cases foretells nothing.
    """
    stated = stated_deadline(log)
    plans, _ = clock_plans(log, use) if use else ((), ())
    plans = ((stated,) if stated else ()) + tuple(plans)
    if not plans:
        return None
    cases = case_records(log, columns_of(plans))
    steps = step_records(log, cases, steps_of(use, plans) if use else {})
    as_at = np.array([log.facts.as_at], dtype="datetime64[us]")
    if not log.facts.date_only:
        as_at = to_local(as_at, log.facts.time_zone)
    judged = [judge(plan, cases, steps, as_at=as_at[0]) for plan in plans]
    waiting = [
        int(one.is_waiting.sum()) if covers_most(one) or plan is stated else 0
        for plan, one in zip(plans, judged, strict=True)
    ]
    best = int(np.argmax(waiting))
    return (plans[best], judged[best]) if waiting[best] else None


def _on_clock(
    paths: CasePaths, plan: ClockPlan, judged: Judged, *, date_only: bool
) -> Limited:
    """Local times stand for UTC here: an hour does not change a risk in days."""
    places = np.flatnonzero(judged.is_started & ~np.isnat(judged.due))
    start, due = (_days(times[places]) for times in (judged.start, judged.due))
    if not date_only and np.datetime_data(judged.due.dtype)[0] == "D":
        due = due + 1.0
    stop = np.where(judged.is_waiting[places], np.nan, _days(judged.end[places]))
    mine = replace(paths.of(places), opened=start, closed=stop)
    clock = plan.latest
    return Limited(
        paths=mine,
        places=places,
        days=due - start,
        clock=clock.id,
        basis=f"The limit is that of {clock.title}.",
    )


def _days(times: Any) -> Any:
    exact = times.astype("datetime64[us]")
    return np.where(
        np.isnat(exact), np.nan, exact.astype(np.int64) / MICROSECONDS_A_DAY
    )
