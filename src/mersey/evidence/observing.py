"""What a plan's design looks at, at one look: windows, cases, series and panels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.choices import Statistic
from mersey.evidence.design import Asked, Days, Needs
from mersey.evidence.lotted import lotted_pair
from mersey.evidence.measured import Count, GapDays, Incidence, ShareBy
from mersey.evidence.medians import cohort_medians
from mersey.evidence.observe import case_times
from mersey.evidence.observed import CasePair, ControlledSeries, Panel, Series
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.measured import Definition
    from mersey.evidence.observed import Observed

A_DAY: Final = timedelta(days=1)
PERIOD_DAYS: Final = {Per.DAY: 1, Per.WEEK: 7, Per.MONTH: 28}
"""Series of cases go by cohorts of so many days: months of four weeks are even."""

YEAR_DAYS: Final = 365.25


@dataclass(frozen=True, kw_only=True)
class Window:
    """What a look compares: whose cases, and how far each is followed."""

    before: Days
    since: Days
    horizon_days: float


def window_of(plan: Experiment, on: date) -> Window:
    """The windows of a look on this day; the horizon is that of the latest planned one.

    Ahead of the first look it is what the first cases have been followed for, at most
    that of the first.

    Raises:
        EvidenceError: The change has not begun by then.
    """
    if on <= plan.since:
        msg = f"The comparison begins on {plan.since}, and the look is of {on}."
        raise EvidenceError(msg, next_step="Look when cases have come in since.")
    come = [one for one in plan.looks if one.on <= on]
    if come:
        horizon = max(come, key=lambda one: one.on).horizon_days
    else:
        first = min(plan.looks, key=lambda one: one.on)
        watched = (on - A_DAY - plan.since).days
        horizon = min(first.horizon_days, float(max(watched, 1)))
    return Window(
        before=Days(first=plan.baseline.from_day, last=plan.baseline.to_day),
        since=Days(first=plan.since, last=on - A_DAY),
        horizon_days=horizon,
    )


def pair_of(
    known: LogCases, measure: Definition, window: Window, *, mix: str = ""
) -> CasePair:
    """The cases of both sides, as the measure counts them: of a lot, or of two times."""
    if known.by_lot is not None:
        return lotted_pair(
            known, measure, days=window.since, by_lot=known.by_lot, mix=mix
        )
    sides = [
        case_times(known.opened_between(days.first, days.last), measure, mix=mix)
        for days in (window.before, window.since)
    ]
    return CasePair(before=sides[0], since=sides[1])


def asked_of(
    plan: Experiment, measure: Definition, known: LogCases, window: Window
) -> Asked:
    """What the design is asked of a measure at this look."""
    return Asked(
        measure=measure.kind,
        measure_hash=measure.hash,
        unit=measure.unit,
        better=measure.better,
        statistic=_statistic(measure),
        horizon_days=_horizon(measure, window),
        season=plan.design.season,
        model=plan.design.model,
        family=plan.design.family,
        per=plan.design.per,
        worth_having=plan.worth_having,
        before=window.before,
        since=window.since,
        picked_on=plan.baseline.picked_on,
        n_planned=_n_planned(plan, known, window),
        ratio=plan.design.ratio,
    )


def observed_of(
    plan: Experiment,
    known: LogCases,
    window: Window,
    *,
    needs: Needs,
    mix: str = "",
) -> Observed:
    """What the plan's own design looks at.

    Raises:
        EvidenceError: The measure counts periods and the design cases, or the plan names
            nothing to compare with.
    """
    match needs:
        case Needs.CASES:
            return pair_of(known, plan.measure, window, mix=mix)
        case Needs.SERIES:
            return series_of(plan, known, window)
        case Needs.CONTROLLED_SERIES:
            changed, others = _units(plan, known)
            return ControlledSeries(
                changed=series_of(plan, changed, window),
                comparison=tuple(series_of(plan, one, window) for _, one in others),
            )
        case Needs.PANEL:
            return _panel(plan, known, window)
        case _:
            assert_never(needs)


def _statistic(measure: Definition) -> Statistic:
    if isinstance(measure, GapDays):
        return Statistic.GAP
    if isinstance(measure, ShareBy | Incidence):
        return Statistic.INCIDENCE
    return Statistic.RESTRICTED_MEAN


def _horizon(measure: Definition, window: Window) -> float | None:
    if isinstance(measure, Count):
        return None
    if isinstance(measure, ShareBy | Incidence) and measure.within_days:
        return measure.within_days
    return window.horizon_days


def _n_planned(plan: Experiment, known: LogCases, window: Window) -> int:
    """Cases that the last planned look was to see, at the rate of the time before."""
    before = known.opened_between(window.before.first, window.before.last)
    last = max(one.on for one in plan.looks)
    days = max((last - plan.since).days, 1)
    return max(round(before.n / window.before.n_days * days), 1)


def series_of(plan: Experiment, known: LogCases, window: Window) -> Series:
    """The measure per period of opening: the median of its cases, open ones counted."""
    if isinstance(plan.measure, Count):
        msg = (
            f'the measure "{plan.measure.measure}" counts periods of a whole log:'
            " it is not followed by experiments yet"
        )
        raise EvidenceError(msg, next_step="Measure the time or the share of cases.")
    days = PERIOD_DAYS[plan.design.per]
    since = np.datetime64(window.since.first, "D")
    n_before = (window.since.first - window.before.first).days // days
    n_since = (window.since.last - window.since.first).days // days + 1
    start = since - np.timedelta64(n_before * days, "D")
    starts = start + (np.arange(n_before + n_since) * days).astype("timedelta64[D]")
    asked = known.opened_between(start.item(), window.since.last)
    times = case_times(asked, plan.measure)
    places, medians = cohort_medians(times, start=start, cohort_days=days)
    value = np.full(starts.size, np.nan)
    value[places] = medians
    ends = starts + np.timedelta64(days - 1, "D")
    is_between = (ends > np.datetime64(window.before.last, "D")) & (starts < since)
    value[is_between] = np.nan
    return Series(
        start=starts,
        value=value,
        exposure=np.ones(starts.size),
        n_per_year=YEAR_DAYS / days,
        since=n_before,
        n_skipped=int(is_between.sum()),
    )


def _units(
    plan: Experiment, known: LogCases
) -> tuple[LogCases, list[tuple[str, LogCases]]]:
    """The cases of the unit that changed, and of each that it is compared with."""
    design = plan.design
    if not design.unit or not design.comparison:
        msg = "the plan names no column of units (design.unit) or none to compare with"
        raise EvidenceError(msg, next_step="Name both in the plan: [design].")
    column = known.attributes[design.unit]
    others = [(name, known.where(column.are([name]))) for name in design.comparison]
    empty = [name for name, cases in others if not cases.n]
    changed = known.where(column.are([plan.team]))
    if empty or not changed.n:
        names = ", ".join(f'"{name}"' for name in empty or [plan.team])
        msg = f'no case of the column "{design.unit}" is of {names}'
        raise EvidenceError(msg, next_step="Name units as the file writes them.")
    return changed, others


def _panel(plan: Experiment, known: LogCases, window: Window) -> Panel:
    changed, others = _units(plan, known)
    every = sorted([(plan.team, changed), *others], key=lambda one: one[0])
    series = [series_of(plan, cases, window) for _, cases in every]
    since = series[0].since
    value = np.array([one.value for one in series])
    kept = np.isfinite(value).all(axis=0)
    has_begun = known.known_until >= window.since.first  # else: what a look could see
    if not kept[:since].any() or (has_begun and not kept[since:].any()):
        msg = "no period is known of every unit on both sides of the change"
        raise EvidenceError(msg, next_step="Compare by month, or look later.")
    return Panel(
        units=tuple(name for name, _ in every),
        periods=np.flatnonzero(kept).astype(np.int64) + 1,
        value=value[:, kept],
        weight=np.ones(len(every)),
        first_treated=np.array(
            [since + 1 if name == plan.team else 0 for name, _ in every]
        ),
    )
