"""What the clocks say of a log, from what became of each case by each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks import STATUSES, ClockStatus
from mersey.clocks.clock import CountFrom, TimeUnit
from mersey.flow.clock_results import ClockResult, Clocks
from mersey.flow.clocks.every_clock import ahead_of, judge_clocks, reasons
from mersey.flow.clocks.outlook import as_outlook, names_of, past_any
from mersey.flow.clocks.rates import as_experienced, as_published, year_before
from mersey.flow.clocks.working_days import working_days_of
from mersey.flow.time_to_event import days_until, kaplan_meier

if TYPE_CHECKING:
    from datetime import date

    from mersey.clocks.clock import Clock
    from mersey.eventlog import EventLog
    from mersey.flow.clock_results import AsExperienced, AsPublished, Outlook
    from mersey.flow.clocks.every_clock import JudgedClocks
    from mersey.flow.clocks.judged import JudgedClock
    from mersey.flow.clocks.judging import Judged
    from mersey.services.service_use import ServiceUse

A_DAY: Final = np.timedelta64(86_400_000_000, "us")


def clocks_of(log: EventLog, use: ServiceUse | None) -> Clocks:
    """The clocks of the pack in use, and the one that the file states itself."""
    return tell_clocks(log, judge_clocks(log, use))


def tell_clocks(log: EventLog, found: JudgedClocks) -> Clocks:
    """What is said of clocks that were judged: at most one query, for the names."""
    told = [(one, ahead_of(one, log)) for one in found.clocks]
    names = names_of(log, [ahead for _, ahead in told])
    return Clocks(
        results=tuple(
            _result(one, log=log, outlook=as_outlook(ahead, names))
            for one, ahead in told
        ),
        gaps=found.gaps,
        offered=found.offered,
        past=past_any([ahead for one, ahead in told if one.speaks]),
        past_offered=found.past_offered,
    )


def met_among(one: JudgedClock, chosen: Any, *, as_at: date) -> AsExperienced:
    """The share in time of those chosen (one flag a case) that started in the last year."""
    return _met(one.judged, since=year_before(as_at), among=chosen)


def _result(one: JudgedClock, *, log: EventLog, outlook: Outlook) -> ClockResult:
    plan, judged = one.plan, one.judged
    clock, n_started = plan.latest, one.n_started
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
        undated=reasons(judged),
        working_days=_working_days(clock, judged, since=published.period_start),
    )


def _working_days(clock: Clock, judged: Judged, *, since: date) -> float | None:
    """Working days within which half stopped; None for a limit in another unit."""
    duration = clock.duration
    if duration is None or duration.unit is not TimeUnit.WORKING_DAYS:
        return None
    start, end = (at.astype("datetime64[D]") for at in (judged.start, judged.end))
    chosen = judged.is_started & (start >= np.datetime64(since)) & ~np.isnat(end)
    first = int(clock.count_from is not CountFrom.SAME_DAY)
    taken = np.busday_count(
        start[chosen] + first,
        np.maximum(end[chosen], start[chosen]) + 1,
        busdaycal=working_days_of(clock),
    )
    has_stopped = ~np.isnat(judged.stop[chosen])
    return days_until(kaplan_meier(taken.astype(np.float64), has_stopped), 0.5)


def _counted(judged: Judged) -> dict[ClockStatus, int]:
    counts = np.bincount(judged.status, minlength=len(STATUSES)).tolist()
    return dict(zip(STATUSES, counts, strict=True))


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


def _met(
    judged: Judged, *, since: date | None = None, among: Any = True
) -> AsExperienced:
    """The rate of all who started, or who started on or after a local date."""
    chosen = judged.is_started & ~judged.is_projected & among
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
