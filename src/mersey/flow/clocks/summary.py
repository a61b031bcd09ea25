"""Every clock that a log can answer: two queries for the dates, one for the names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks import STATUSES, ClockStatus
from mersey.flow.clock_results import ClockResult, Clocks, LimitOffered, Undated
from mersey.flow.clocks.judging import REASONS, judge
from mersey.flow.clocks.local_times import to_local
from mersey.flow.clocks.outlook import as_outlook, look_ahead, names_of
from mersey.flow.clocks.plans import (
    clock_plans,
    columns_of,
    gap_of,
    offered_plans,
    stated_deadline,
    steps_of,
)
from mersey.flow.clocks.rates import as_experienced, as_published
from mersey.flow.clocks.records import case_records, step_records
from mersey.flow.clocks.working_days import working_days_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.clocks.clock import Clock
    from mersey.eventlog import EventLog
    from mersey.flow.clock_results import AsExperienced, AsPublished, Outlook
    from mersey.flow.clocks.judging import Judged
    from mersey.flow.clocks.plans import ClockPlan
    from mersey.flow.clocks.records import CaseRecords, StepRecords
    from mersey.services.service_use import ServiceUse

__all__ = ["clocks_of"]

A_DAY: Final = np.timedelta64(86_400_000_000, "us")

NOTHING: Final = "no case of this log comes under it"

WHY_NOT: Final = {
    Undated.KIND_NOT_KNOWN: "says what kind of case it is",
    Undated.STOP_WITHOUT_START: "has a start before its stop",
    Undated.NO_START: "has a start",
    Undated.NO_LIMIT: "has a limit",
    Undated.CLOSED_WITHOUT_STOP: "records a stop",
}


def clocks_of(log: EventLog, use: ServiceUse | None) -> Clocks:
    """The clocks of the pack in use, and the one that the file states itself.

    Without a pack and without a stated deadline no query is asked.
    """
    stated = stated_deadline(log)
    plans, gaps = clock_plans(log, use) if use else ((), ())
    plans = ((stated,) if stated else ()) + plans
    off = offered_plans(log, use) if use else ()
    if not plans and not off:
        return Clocks(gaps=gaps)
    cases = case_records(log, columns_of((*plans, *off)))
    steps = step_records(log, cases, steps_of(use, (*plans, *off)) if use else {})
    as_at = _local_as_at(log)
    worked = []
    for plan in plans:
        judged = judge(plan, cases, steps, as_at=as_at)
        if not judged.is_started.any():
            gap = gap_of(plan, _why_nothing(judged), use)
            n_undated = int((judged.undated >= 0).sum())
            gaps += (replace(gap, n_undated=n_undated),)
            continue
        ahead = look_ahead(
            judged,
            cases,
            as_at=log.facts.as_at_date,
            working_days=working_days_of(plan.latest),
        )
        worked.append((plan, judged, ahead))
    names = names_of(log, [ahead for _, _, ahead in worked])
    return Clocks(
        results=tuple(
            _result(plan, judged, log=log, outlook=as_outlook(ahead, names))
            for plan, judged, ahead in worked
        ),
        gaps=gaps,
        offered=_offered(off, cases, steps, as_at=as_at),
    )


def _offered(
    plans: Sequence[ClockPlan], cases: CaseRecords, steps: StepRecords, *, as_at: Any
) -> tuple[LimitOffered, ...]:
    """Limits that nobody turned on, with the cases that each would judge."""
    counted = [
        (plan.latest, int(judge(plan, cases, steps, as_at=as_at).is_started.sum()))
        for plan in plans
    ]
    return tuple(
        LimitOffered(id=clock.id, title=clock.title, kind=clock.kind, n=n)
        for clock, n in counted
        if n
    )


def _why_nothing(judged: Judged) -> str:
    """Why a clock that the log has the steps for judges no case of it."""
    why = _reasons(judged)
    if not why:
        return NOTHING
    most = max(why, key=lambda reason: why[reason])
    return f"none of the {sum(why.values()):,} cases that it may be for {WHY_NOT[most]}"


def _result(
    plan: ClockPlan, judged: Judged, *, log: EventLog, outlook: Outlook
) -> ClockResult:
    clock, n_started = plan.latest, int(judged.is_started.sum())
    statuses = _counted(judged)
    n_undatable = statuses[ClockStatus.UNDATABLE]
    published = _official(clock, judged, as_at=log.facts.as_at_date)
    return ClockResult(
        id=clock.id,
        title=clock.title,
        authority=clock.authority,
        source=clock.source,
        limit=clock.duration.said if clock.duration else "",
        statuses=statuses,
        n_started=n_started,
        n_projected=int(judged.is_projected.sum()),
        published=published,
        experienced=_met(judged, since=published.period_start),
        experienced_in_all=_met(judged),
        extensions_share=_share(judged.is_extended, judged.is_started),
        undatable_share=n_undatable / (n_started + n_undatable),
        exempt_share=_share(judged.is_exempt, judged.is_started),
        outlook=outlook,
        target=clock.target,
        target_by=clock.target_by,
        note=clock.note,
        basis=plan.basis,
        undated=_reasons(judged),
    )


def _counted(judged: Judged) -> dict[ClockStatus, int]:
    counts = np.bincount(judged.status, minlength=len(STATUSES)).tolist()
    return dict(zip(STATUSES, counts, strict=True))


def _reasons(judged: Judged) -> dict[Undated, int]:
    """Why cases could not be dated → cases; in the order of the reasons."""
    counts = np.bincount(judged.undated[judged.undated >= 0], minlength=len(REASONS))
    return {r: n for r, n in zip(REASONS, counts.tolist(), strict=True) if n}


def _official(clock: Clock, judged: Judged, *, as_at: date) -> AsPublished:
    """The official rate; a case whose limit is projected is in neither figure."""
    rule = clock.as_published
    limit = judged.due if rule.agreed_extensions_count else judged.plain
    is_dated = judged.is_started & ~judged.is_projected
    stop = np.where(is_dated, judged.stop, np.datetime64("NaT"))
    return as_published(
        rule,
        stop_days=stop.astype("datetime64[D]"),
        is_in_time=judged.stop <= limit,
        is_excluded=judged.is_excluded,
        as_at=as_at,
    )


def _met(judged: Judged, *, since: date | None = None) -> AsExperienced:
    """The rate of all who started, or who started on or after a local date."""
    chosen = judged.is_started & ~judged.is_projected
    if since is not None:
        chosen &= judged.start.astype("datetime64[D]") >= np.datetime64(since)
    past = (judged.end[chosen] - judged.plain[chosen]) / _day_of(judged.plain)
    return as_experienced(
        past,
        has_stopped=~np.isnat(judged.stop[chosen]),
        is_waiting=judged.is_waiting[chosen],
    )


def _share(flags: Any | None, among: Any) -> float | None:
    return None if flags is None else float(flags[among].mean())


def _day_of(times: Any) -> Any:
    is_date = np.datetime_data(times.dtype)[0] == "D"
    return np.timedelta64(1, "D") if is_date else A_DAY


def _local_as_at(log: EventLog) -> Any:
    moment = np.array([log.facts.as_at], dtype="datetime64[us]")
    if log.facts.date_only:
        return moment[0]
    return to_local(moment, log.facts.time_zone)[0]
