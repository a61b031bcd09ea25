"""What a plan's design looks at, at one look: windows, cases, series and panels."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
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
from mersey.evidence.sides import side_of
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.measured import Definition
    from mersey.evidence.observed import CaseTimes, Observed

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
    plan: Experiment,
    measure: Definition,
    known: LogCases,
    window: Window,
    *,
    needs: Needs = Needs.CASES,
) -> Asked:
    """What a design is asked of a measure at this look; `needs` is the design's."""
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
        n_planned=_n_planned(plan, known, window, needs),
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


def _n_planned(plan: Experiment, known: LogCases, window: Window, needs: Needs) -> int:
    """What the last planned look was to see: cases at the rate of before, or periods."""
    last = max(plan.looks, key=lambda one: one.on)
    days = (last.on - plan.since).days
    if needs is not Needs.CASES:
        return max(n_periods(days, plan, horizon_days=last.horizon_days), 1)
    before = known.opened_between(window.before.first, window.before.last)
    return max(round(before.n / window.before.n_days * days), 1)


def n_periods(n_days: int, plan: Experiment, *, horizon_days: float) -> int:
    """Whole periods of so many days whose cases have been followed to the horizon."""
    return max(int(n_days - horizon_days) // PERIOD_DAYS[plan.design.per], 0)


def series_of(plan: Experiment, known: LogCases, window: Window) -> Series:
    """The plan's own measure for the cases of each period of opening.

    A period is not known before its last cases have been followed to the horizon.
    """
    if isinstance(plan.measure, Count):
        msg = (
            f'the measure "{plan.measure.measure}" counts periods of a whole log:'
            " it is not followed by experiments yet"
        )
        raise EvidenceError(msg, next_step="Measure the time or the share of cases.")
    asked = asked_of(plan, plan.measure, known, window, needs=Needs.SERIES)
    horizon = asked.horizon_days or window.horizon_days
    empty = _empty_series(plan, window)
    last = np.timedelta64(PERIOD_DAYS[plan.design.per] - 1, "D")
    followed = np.datetime64(known.known_until, "D") - np.timedelta64(int(horizon), "D")
    value = empty.value
    for at, start in enumerate(empty.start):
        if start + last <= followed:
            cases = known.opened_between(start.item(), (start + last).item())
            value[at] = _value(case_times(cases, plan.measure), asked, horizon)
    return _without_gap(replace(empty, value=value), window)


def _value(cases: CaseTimes, asked: Asked, horizon: float) -> float:
    """What the statistic makes of some cases; NaN where there are none to make it of."""
    try:
        return side_of(cases, asked, horizon).value
    except EvidenceError:
        return math.nan


def medians_of(plan: Experiment, known: LogCases, window: Window) -> Series:
    """The median days of the cases of each period of opening, open ones counted.

    For the eye: it is known sooner than the mean up to a horizon, and is not judged by.
    """
    empty = _empty_series(plan, window)
    times = case_times(
        known.opened_between(empty.start[0].item(), window.since.last), plan.measure
    )
    places, medians = cohort_medians(
        times, start=empty.start[0], cohort_days=PERIOD_DAYS[plan.design.per]
    )
    empty.value[places] = medians
    return _without_gap(empty, window)


def _empty_series(plan: Experiment, window: Window) -> Series:
    """The periods from the baseline to the look, one of them beginning with the change."""
    days = PERIOD_DAYS[plan.design.per]
    n_before = (window.since.first - window.before.first).days // days
    n_since = window.since.n_days // days + (window.since.n_days % days > 0)
    since = np.datetime64(window.since.first, "D")
    starts = since + ((np.arange(n_before + n_since) - n_before) * days).astype(
        "timedelta64[D]"
    )
    return Series(
        start=starts,
        value=np.full(starts.size, np.nan),
        exposure=np.ones(starts.size),
        n_per_year=YEAR_DAYS / days,
        since=n_before,
    )


def _without_gap(series: Series, window: Window) -> Series:
    """Nothing is told of periods between the baseline and the change."""
    last = series.start + (series.start[1] - series.start[0]) - np.timedelta64(1, "D")
    is_between = last > np.datetime64(window.before.last, "D")
    is_between[series.since :] = False
    return replace(
        series,
        value=np.where(is_between, np.nan, series.value),
        n_skipped=int(is_between.sum()),
    )


def that_changed(plan: Experiment, known: LogCases) -> LogCases:
    """The cases of the unit that changed, where the plan compares units; else all.

    Raises:
        EvidenceError: No case is of one of the units.
    """
    is_of_units = bool(plan.design.unit and plan.design.comparison)
    return _units(plan, known)[0] if is_of_units and not known.by_lot else known


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
