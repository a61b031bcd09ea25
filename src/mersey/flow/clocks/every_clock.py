"""Every clock that a log can answer, each case judged by it once, for all who ask.

What is said of the clocks and what is foretold of their open cases rest on the same
judgement, so that both count the same cases.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.flow.clock_results import LimitOffered, Undated
from mersey.flow.clocks.judged import JudgedClock
from mersey.flow.clocks.judging import REASONS, judge
from mersey.flow.clocks.outlook import look_ahead, past_any
from mersey.flow.clocks.plans import (
    clock_plans,
    columns_of,
    gap_of,
    offered_plans,
    stated_deadline,
    steps_of,
)
from mersey.flow.clocks.records import case_records, step_records
from mersey.flow.clocks.working_days import working_days_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.eventlog import EventLog
    from mersey.flow.clock_results import ClockGap, PastAny
    from mersey.flow.clocks.judging import Judged
    from mersey.flow.clocks.outlook import LimitsAhead
    from mersey.flow.clocks.plans import ClockPlan
    from mersey.services.service_use import ServiceUse

NOTHING: Final = "no case of this log comes under it"

WHY_NOT: Final = {
    Undated.KIND_NOT_KNOWN: "says what kind of case it is",
    Undated.STOP_WITHOUT_START: "has a start before its stop",
    Undated.NO_START: "has a start",
    Undated.NO_LIMIT: "has a limit",
    Undated.CLOSED_WITHOUT_STOP: "records a stop",
}


@dataclass(frozen=True, kw_only=True)
class JudgedClocks:
    """All clocks of a log.

    Attributes:
        clocks: Those that judge some case: the file's own, then in the order of the pack.
        gaps: Those of the pack that could not be worked out.
        offered: Limits that this log could answer, and that nobody turned on.
        past_offered: Open cases past any of those.
    """

    clocks: tuple[JudgedClock, ...] = ()
    gaps: tuple[ClockGap, ...] = ()
    offered: tuple[LimitOffered, ...] = ()
    past_offered: PastAny | None = None


def judge_clocks(log: EventLog, use: ServiceUse | None) -> JudgedClocks:
    """Each case by each clock of the pack in use, and by the one that the file states.

    Without a pack and without a stated deadline no query is asked.
    """
    stated = stated_deadline(log)
    plans, gaps = clock_plans(log, use) if use else ((), ())
    plans = ((stated,) if stated else ()) + plans
    off = offered_plans(log, use) if use else ()
    if not plans and not off:
        return JudgedClocks(gaps=gaps)
    cases = case_records(log, columns_of((*plans, *off)))
    steps = step_records(log, cases, steps_of(use, (*plans, *off)) if use else {})
    as_at = _local_as_at(log)
    is_silent = ~cases.is_open & ~cases.is_closed

    def judged(plan: ClockPlan) -> JudgedClock:
        return JudgedClock(
            case_id=cases.case_id,
            plan=plan,
            judged=judge(plan, cases, steps, as_at=as_at),
            is_silent=is_silent,
        )

    counted = [judged(plan) for plan in plans]
    without = [one for one in counted if not one.n_started]
    offered, past_offered = _offered(map(judged, off), log)
    return JudgedClocks(
        clocks=tuple(one for one in counted if one.n_started),
        gaps=(*gaps, *(_gap(one.plan, one.judged, use) for one in without)),
        offered=offered,
        past_offered=past_offered,
    )


def ahead_of(one: JudgedClock, log: EventLog) -> LimitsAhead:
    """Who is past the limit at the log's as-at date, and who soon will be."""
    days = working_days_of(one.plan.latest)
    return look_ahead(one, as_at=log.facts.as_at_date, working_days=days)


def reasons(judged: Judged) -> dict[Undated, int]:
    """Why cases could not be dated → cases; in the order of the reasons."""
    counts = np.bincount(judged.undated[judged.undated >= 0], minlength=len(REASONS))
    return {r: n for r, n in zip(REASONS, counts.tolist(), strict=True) if n}


def _gap(plan: ClockPlan, judged: Judged, use: ServiceUse | None) -> ClockGap:
    """Why a clock that the log has the steps for judges no case of it."""
    why = reasons(judged)
    said = NOTHING
    if why:
        most = max(why, key=lambda reason: why[reason])
        n = sum(why.values())
        said = f"none of the {n:,} cases that it may be for {WHY_NOT[most]}"
    return replace(gap_of(plan, said, use), n_undated=sum(why.values()))


def _offered(
    clocks: Iterable[JudgedClock], log: EventLog
) -> tuple[tuple[LimitOffered, ...], PastAny | None]:
    """What each limit would judge, one at a time: each holds arrays of all cases."""
    offered, aheads = [], []
    for one in clocks:
        if not one.n_started:
            continue
        ahead = ahead_of(one, log)
        aheads.append(ahead)
        limit = LimitOffered(
            id=one.id,
            title=one.title,
            kind=one.plan.latest.kind,
            n=one.n_started,
            n_past=ahead.n_overdue,
        )
        offered.append(limit)
    return tuple(offered), past_any(aheads)


def _local_as_at(log: EventLog) -> Any:
    moment = np.array([log.facts.as_at], dtype="datetime64[us]")
    return log.arrays.local(moment)[0]
