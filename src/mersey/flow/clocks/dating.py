"""When each case's clock started, stopped, paused, or ended with nothing owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from mersey.clocks.clock import Clock, Pause
    from mersey.flow.clocks.records import CaseRecords, StepRecords


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Where the case's own dates serve because no step of the log does.

    Attributes:
        opened: The case's opening serves as the start.
        closed: The case's closing serves as the stop.
    """

    opened: bool = False
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseDates:
    """One element per case; local times; not a time where there is none.

    Attributes:
        start: When the clock started, or last started afresh.
        stop: The first stop at or after the first start.
        released: When nothing more was owed, without a stop before it.
        is_reversed: There is a stop, and only before the start.
    """

    start: Any
    stop: Any
    released: Any
    is_reversed: Any


@dataclass(frozen=True, kw_only=True)
class Pauses:
    """Times that do not count, in order of case and time.

    Attributes:
        case: Place of the case. begin, finish: Local times; finish is not a time where
            the pause has not ended.
        rule: What the clock says of such a pause.
    """

    case: Any
    begin: Any
    finish: Any
    rule: Pause


def dates_of(
    clock: Clock, cases: CaseRecords, steps: StepRecords, *, ends: Ends
) -> CaseDates:
    """The dates by which `clock` judges each case."""
    start = first_times(steps, steps.are(clock.start.events), n=cases.n)
    if ends.opened:
        start = np.where(np.isnat(start), cases.opened, start)
    is_stop = steps.are(clock.stop.events)
    any_stop = first_times(steps, is_stop, n=cases.n)
    stop = first_times(steps, is_stop & (steps.at >= start[steps.case]), n=cases.n)
    if ends.closed:
        any_stop = np.where(np.isnat(any_stop), cases.closed, any_stop)
        stop = np.where(cases.closed >= start, cases.closed, stop)
    begun = _afresh(clock, steps, start=start, stop=stop)
    released = first_times(
        steps,
        steps.are(clock.ends_without_breach) & (steps.at >= begun[steps.case]),
        n=cases.n,
    )
    nothing = np.datetime64("NaT", "us")
    return CaseDates(
        start=begun,
        stop=stop,
        released=np.where(stop <= released, nothing, released),
        is_reversed=~np.isnat(any_stop) & np.isnat(stop),
    )


def first_times(steps: StepRecords, chosen: Any, *, n: int) -> Any:
    """For each of `n` cases, the time of the first of the chosen steps."""
    case, at = steps.case[chosen], steps.at[chosen]
    found = np.full(n, np.datetime64("NaT", "us"))
    is_first = np.ones(case.size, dtype=bool)
    is_first[1:] = case[1:] != case[:-1]
    found[case[is_first]] = at[is_first]
    return found


def pauses_of(rule: Pause, dates: CaseDates, steps: StepRecords) -> Pauses:
    """Every pause of that kind that began while the clock ran.

    A second beginning before the finish is part of the same pause.
    """
    kept = steps.are((rule.begin, rule.finish))
    kept &= steps.at >= dates.start[steps.case]
    kept &= ~(steps.at > dates.stop[steps.case])
    case, at = steps.case[kept], steps.at[kept]
    begins = steps.are((rule.begin,))[kept]
    again = np.zeros(case.size, dtype=bool)
    again[1:] = begins[:-1] & (case[1:] == case[:-1])
    opening = np.flatnonzero(begins & ~again)
    closing = np.flatnonzero(~begins & again)
    place = np.searchsorted(closing, opening)
    finish = np.full(opening.size, np.datetime64("NaT", "us"))
    has = place < closing.size
    nearest = closing[place[has]]
    same = case[nearest] == case[opening[has]]
    finish[np.flatnonzero(has)[same]] = at[nearest[same]]
    return Pauses(case=case[opening], begin=at[opening], finish=finish, rule=rule)


def _afresh(clock: Clock, steps: StepRecords, *, start: Any, stop: Any) -> Any:
    """The start, or the last event after it and before the stop that begins anew."""
    if not clock.start.later:
        return start
    anew = steps.are(clock.start.later) & (steps.at >= start[steps.case])
    anew &= ~(steps.at > stop[steps.case])
    case, at = steps.case[anew], steps.at[anew]
    is_last = np.ones(case.size, dtype=bool)
    is_last[:-1] = case[1:] != case[:-1]
    begun = start.copy()
    begun[case[is_last]] = at[is_last]
    return begun
