"""What changed since last Monday? Signals only: the rest is ordinary variation.

Every figure is the answer's own: the last full week of its weekly series with the limits
of its own chart, its count of open cases, its risks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from mersey.flow.today import list_grows
from mersey.forecast import RiskList
from mersey.signals import PointType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer.answer import Answer
    from mersey.answer.board.week import BoardWeek
    from mersey.answer.weekly import WeeklyChart
    from mersey.flow.results import DailyWip, MeasureSeries

A_DAY: Final = timedelta(days=1)
WEEKS_SHOWN: Final = 53
DAYS_SHOWN: Final = 365


@dataclass(frozen=True, kw_only=True)
class WeekChange:
    """How many came in, or were finished, in the week since last Monday.

    Attributes:
        measure: `arrivals` or `throughput`.
        value: Cases in that week; None where the log does not know it to its end.
        usual: Between what any week lies; None where its chart has no verdict.
        is_signal: The week is part of a signal. is_up: Of a high one.
        is_concern: The signal says that it got worse; what follows demand never does.
        weeks: The last year of full weeks, the latest last.
        why_not: Why there is no verdict; empty where there is one.
    """

    measure: str
    value: float | None
    usual: tuple[float, float] | None
    is_signal: bool
    is_up: bool
    is_concern: bool
    weeks: tuple[float, ...]
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class OpenNow:
    """The open cases, and those of earlier Mondays.

    Attributes:
        n: At the as-at date. n_before: As last Monday began; None where not known.
        days: Open at the end of each day of the last year.
    """

    n: int
    n_before: int | None
    days: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class LikelyToMiss:
    """How many open cases have missed their limit, or probably will.

    Attributes:
        clock: Title of the clock of the risks; of the one that leads where none are told.
        n_open: Open cases under it. n_past: Those past it.
        expected: How many of the others are expected to miss it; None where the risk is
            not told, and `why_not` says why.
        n_soon: Not past it and due within `working_days`.
    """

    clock: str
    n_open: int
    n_past: int
    n_soon: int
    working_days: int
    expected: float | None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class WeekChanges:
    """What changed since last Monday.

    Attributes:
        came, finished: None where the log does not have the series.
        open_now: None where open cases are not in the log.
        misses: None where no clock runs for an open case.
        list_grows: More comes than is finished, by more than chance explains.
    """

    came: WeekChange | None
    finished: WeekChange | None
    open_now: OpenNow | None
    misses: LikelyToMiss | None
    list_grows: bool = False

    @property
    def signals(self) -> tuple[WeekChange, ...]:
        """Those that are more than ordinary variation."""
        return tuple(one for one in (self.came, self.finished) if one and one.is_signal)

    @property
    def is_judged(self) -> bool:
        """Whether at least one of the weekly counts has a verdict."""
        return any(one and one.usual is not None for one in (self.came, self.finished))


def changes_of(found: Answer, week: BoardWeek) -> WeekChanges:
    """What changed in the week since last Monday."""
    flow = found.flow
    usual = flow.lead_times.quantiles[1].days if flow.lead_times else None
    return WeekChanges(
        came=_week_change("arrivals", found, week),
        finished=_week_change("throughput", found, week),
        open_now=_open_now(found.log.facts.n_open, flow.wip, week)
        if flow.knows_open_cases
        else None,
        misses=_misses(found) if flow.knows_open_cases else None,
        list_grows=flow.knows_open_cases
        and usual is not None
        and list_grows(flow.series, settle_days=usual),
    )


def _week_change(name: str, found: Answer, week: BoardWeek) -> WeekChange | None:
    """The week of a measure; None where the log's cases were chosen so that it lies.

    A file of closed cases holds few that came last week: the quick ones. A cohort holds
    none that came since.
    """
    log, series = found.log, found.flow.series.get(name)
    is_cut = log.misses_arrivals or log.holds_closed_only
    if series is None or log.is_finished_cohort or (name == "arrivals" and is_cut):
        return None
    charts = [one for one in found.signals if one.series.measure == name]
    told = _judged(series, charts, week)
    if log.knows_open_cases:
        return told
    return replace(told, why_not="no limits are drawn where open cases are left out")


def _judged(
    series: MeasureSeries, charts: Sequence[WeeklyChart], week: BoardWeek
) -> WeekChange:
    full = [r for r in series.rows if r.complete and r.start <= week.since]
    values = tuple(r.value or 0.0 for r in full[-WEEKS_SHOWN:])
    of_week = [r.value for r in full if r.start == week.since]
    chart = charts[0].chart if charts and charts[0].is_shown else None
    told = [p for p in chart.points if p.begins == week.since] if chart else []
    is_plain = chart is not None and not chart.charted and chart.is_judged
    point = told[-1] if told and is_plain else None
    limits = (
        (point.lower, point.upper)
        if point and point.lower is not None and point.upper is not None
        else None
    )
    cause = point.special_cause if point else None
    return WeekChange(
        measure=series.measure,
        value=of_week[-1] if of_week else None,
        usual=limits,
        is_signal=cause is not None,
        is_up=cause is not None and cause.direction > 0,
        is_concern=point is not None and point.point_type is PointType.CONCERN,
        weeks=values,
        why_not=""
        if limits
        else _why_not(has_chart=chart is not None, is_plain=is_plain),
    )


def _why_not(*, has_chart: bool, is_plain: bool) -> str:
    if not has_chart:
        return "too few full weeks are known to say what is ordinary"
    if not is_plain:
        return "there are too few in a week to say what is ordinary"
    return "what is ordinary in a week is not known"


def _open_now(n_open: int, wip: DailyWip, week: BoardWeek) -> OpenNow:
    by_day = dict(zip(wip.dates, wip.values, strict=True))
    return OpenNow(
        n=n_open,
        n_before=by_day.get(week.since - A_DAY),
        days=wip.values[-DAYS_SHOWN:],
    )


def _misses(found: Answer) -> LikelyToMiss | None:
    risks = found.forecast.risks if found.forecast else None
    clock = found.leading
    if isinstance(risks, RiskList) and risks.clock is not None:
        clock = next((c for c in found.clocks if c.id == risks.clock), clock)
    if clock is None or clock.outlook is None or not clock.n_open:
        return None
    is_told = isinstance(risks, RiskList) and risks.clock == clock.id
    return LikelyToMiss(
        clock=clock.title,
        n_open=clock.n_open,
        n_past=clock.n_overdue,
        n_soon=clock.outlook.n_soon,
        working_days=clock.outlook.working_days,
        expected=risks.expected_late
        if isinstance(risks, RiskList) and is_told
        else None,
        why_not="" if risks is None or is_told else getattr(risks, "why", ""),
    )
