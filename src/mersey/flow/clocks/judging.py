"""What became of each case by one clock: one of seven, never folded into another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks import ClockStatus, DueDates, Marks, place_of, statuses
from mersey.flow.clock_results import COVERS_MOST_FROM, Undated
from mersey.flow.clocks.applying import applies, exempt
from mersey.flow.clocks.case_limits import comparable, limits_of
from mersey.flow.clocks.dating import dates_of

if TYPE_CHECKING:
    from mersey.clocks.clock import Clock
    from mersey.flow.clocks.case_limits import CaseLimits
    from mersey.flow.clocks.dating import CaseDates
    from mersey.flow.clocks.plans import ClockPlan
    from mersey.flow.clocks.records import CaseRecords, StepRecords

NOT_APPLICABLE: Final = place_of(ClockStatus.NOT_APPLICABLE)

REASONS: Final = tuple(Undated)
"""Why a case cannot be dated, by place."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One element per case of the log; local times, in the unit of `due`.

    Attributes:
        status: Place in `STATUSES`.
        undated: Place in `REASONS` of why it is undatable; −1 where it is not.
        is_started: The clock applies, it started, and what became of it can be dated.
        start: When it started. stop: When it stopped. end: When watching ended: the stop, the release, or the
            last that is known of the case.
        due: The limit with agreed extensions. plain: Without.
        is_waiting: Started, and neither stopped nor released.
        is_projected: The limit lies beyond the calendar's horizon.
        is_excluded: Left out of the official figure.
        is_extended, is_exempt: None where the file cannot tell.
    """

    status: Any
    undated: Any
    is_started: Any
    start: Any
    stop: Any
    end: Any
    due: Any
    plain: Any
    is_waiting: Any
    is_projected: Any
    is_excluded: Any
    is_extended: Any | None
    is_exempt: Any | None


def judge(
    plan: ClockPlan, cases: CaseRecords, steps: StepRecords, *, as_at: Any
) -> Judged:
    """Each case by the version of the clock that was law when its clock started.

    Args:
        plan: The versions of one clock, the earliest first, and where to read them.
        cases: The cases of the log.
        steps: Their steps that are events of the pack.
        as_at: Local moment up to which the log is known.
    """
    *earlier, latest = plan.versions
    judged = judge_version(latest, plan, cases, steps, as_at=as_at)
    for version in earlier:
        other = judge_version(version, plan, cases, steps, as_at=as_at)
        covered = other.is_started | (
            (judged.status == NOT_APPLICABLE) & (other.status != NOT_APPLICABLE)
        )
        judged = _merged(covered, other, judged)
    return judged


def covers_most(judged: Judged) -> bool:
    """Whether a clock judged most of the cases that it should cover."""
    n, n_undated = int(judged.is_started.sum()), int((judged.undated >= 0).sum())
    return n > 0 and n >= COVERS_MOST_FROM * (n + n_undated)


def judge_version(
    clock: Clock,
    plan: ClockPlan,
    cases: CaseRecords,
    steps: StepRecords,
    *,
    as_at: Any,
) -> Judged:
    """Each case by one version of a clock; not applicable outside its dates."""
    dates = dates_of(clock, cases, steps, ends=plan.ends)
    limits = limits_of(
        clock, cases, steps, dates=dates, columns=plan.columns, as_at=as_at
    )
    applied = applies(clock, cases, columns=plan.columns)
    applicable = applied.holds & _covers(clock, dates)
    undated = np.where(
        applicable,
        _undated(plan, cases, dates, limits, unknown=applied.is_unknown),
        -1,
    )
    is_undatable = undated >= 0
    is_started = applicable & ~np.isnat(dates.start) & ~is_undatable
    has_stopped, is_released = ~np.isnat(dates.stop), ~np.isnat(dates.released)
    is_exempt, is_excluded = _left_out(clock, plan, cases, steps)
    marks = Marks(applies=is_started, exempt=is_exempt)
    status = _status(dates, limits, marks, as_at=as_at)
    status[is_undatable] = place_of(ClockStatus.UNDATABLE)
    return Judged(
        status=status,
        undated=undated,
        is_started=is_started,
        start=comparable(dates.start, limits.due),
        stop=comparable(dates.stop, limits.due),
        end=comparable(_watched_until(cases, dates, as_at), limits.due),
        due=limits.due,
        plain=limits.plain,
        is_waiting=is_started & ~has_stopped & ~is_released,
        is_projected=is_started & limits.is_projected,
        is_excluded=is_excluded,
        is_extended=limits.is_extended,
        is_exempt=is_exempt,
    )


def _covers(clock: Clock, dates: CaseDates) -> Any:
    """Cases whose start lies in the clock's dates.

    A case without a start is asked by the version still in force, never by an old law.
    """
    day = dates.start.astype("datetime64[D]")
    covered = np.ones(day.size, dtype=bool)
    if clock.valid_from is not None:
        covered &= ~(day < np.datetime64(clock.valid_from))
    if clock.valid_to is not None:
        covered &= day <= np.datetime64(clock.valid_to)
    return covered


def _undated(
    plan: ClockPlan,
    cases: CaseRecords,
    dates: CaseDates,
    limits: CaseLimits,
    *,
    unknown: Any,
) -> Any:
    """Why each case cannot be dated, as its place in `REASONS`; −1 where it can.

    A case that the log calls closed, whose clock runs with no stop on record, is neither
    open nor judged. Where the clock starts with the case itself, a case without a start
    lacks a date; elsewhere its clock has simply not begun. `unknown` are the cases of
    which it is not known whether this limit or another holds.
    """
    no_start = np.isnat(dates.start)
    unseen = np.isnat(dates.stop) & np.isnat(dates.released)
    lost = cases.is_closed & unseen & (cases.closed >= dates.start)
    begun = ~no_start | dates.is_reversed | plan.starts_with_case
    return np.select(
        [
            unknown & begun,
            dates.is_reversed,
            no_start & plan.starts_with_case,
            ~no_start & np.isnat(limits.due),
            lost,
        ],
        [
            REASONS.index(Undated.KIND_NOT_KNOWN),
            REASONS.index(Undated.STOP_WITHOUT_START),
            REASONS.index(Undated.NO_START),
            REASONS.index(Undated.NO_LIMIT),
            REASONS.index(Undated.CLOSED_WITHOUT_STOP),
        ],
        default=-1,
    )


def _status(dates: CaseDates, limits: CaseLimits, marks: Marks, *, as_at: Any) -> Any:
    """Where each case stands, were every one dated.

    What stopped in time is in time, though nothing was owed any more.
    """
    due = limits.due
    in_time = comparable(dates.stop, due) <= due
    released = np.where(in_time, np.datetime64("NaT"), dates.released)
    return statuses(
        DueDates(due=due, projected=limits.is_projected),
        dates.start,
        dates.stop,
        as_at=np.datetime64(as_at, "us"),
        released=released.astype("datetime64[us]"),
        marks=marks,
    )


def _watched_until(cases: CaseRecords, dates: CaseDates, as_at: Any) -> Any:
    """The stop; else the release; else as-at, or the last event of a silent case."""
    is_silent = ~cases.is_open & ~cases.is_closed
    last = np.where(is_silent, cases.last, np.datetime64(as_at, "us"))
    end = np.where(np.isnat(dates.released), last, dates.released)
    return np.where(np.isnat(dates.stop), end, dates.stop)


def _left_out(
    clock: Clock, plan: ClockPlan, cases: CaseRecords, steps: StepRecords
) -> tuple[Any | None, Any]:
    """Cases with an exemption coded, and those that the official figure leaves out."""
    exclusions = clock.as_published.exclusions
    is_exempt = None
    excluded = np.zeros(cases.n, dtype=bool)
    for exemption in clock.exemptions:
        coded = exempt(exemption, cases, columns=plan.columns)
        if coded is not None:
            is_exempt = coded if is_exempt is None else is_exempt | coded
            if exemption.excluded or exemption.code in exclusions:
                excluded |= coded
    excluded[steps.case[steps.are(exclusions)]] = True
    return is_exempt, excluded


def _merged(first: Any, one: Judged, other: Judged) -> Judged:
    """`one` where `first` is true, else `other`."""

    def pick(a: Any, b: Any) -> Any:
        return np.where(first, a, b)

    def pick_known(a: Any | None, b: Any | None) -> Any | None:
        if a is None and b is None:
            return None
        none = np.zeros(first.size, dtype=bool)
        return pick(none if a is None else a, none if b is None else b)

    return Judged(
        status=pick(one.status, other.status),
        undated=pick(one.undated, other.undated),
        is_started=pick(one.is_started, other.is_started),
        start=pick(one.start, other.start),
        stop=pick(one.stop, other.stop),
        end=pick(one.end, other.end),
        due=pick(one.due, other.due),
        plain=pick(one.plain, other.plain),
        is_waiting=pick(one.is_waiting, other.is_waiting),
        is_projected=pick(one.is_projected, other.is_projected),
        is_excluded=pick(one.is_excluded, other.is_excluded),
        is_extended=pick_known(one.is_extended, other.is_extended),
        is_exempt=pick_known(one.is_exempt, other.is_exempt),
    )
