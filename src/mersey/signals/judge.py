"""A series and its rules → a chart on which every point is judged.

New limits begin only where a person decided so, on a date and for a reason: redrawing
them at each signal would hide what the chart is for (NHS England, Making Data Count).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from mersey.signals.choice import Choice, choice_for
from mersey.signals.how_to_judge import Judging
from mersey.signals.kinds import SHARES, check_data, limits_of, log_limits
from mersey.signals.limits import sigma_z
from mersey.signals.parts import parts_of, placed
from mersey.signals.rare import LEAST_GAPS, gaps_between, is_rare
from mersey.signals.results import (
    ControlChartKind,
    Limits,
    Scale,
    Segment,
    SignalChart,
)
from mersey.signals.serial import serial_tests
from mersey.signals.trust import By, base_of, trust_in
from mersey.signals.verdicts import assurance_of, judge_points, signals_in
from mersey.signals.warned import warned
from mersey.vocabulary import Better
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.results import PointJudgement, SerialTests
    from mersey.signals.trust import Trust

LANEY: Final = {ControlChartKind.PP, ControlChartKind.UP}

TURNED: Final = {
    Better.LOWER: Better.HIGHER,
    Better.HIGHER: Better.LOWER,
    Better.NEITHER: Better.NEITHER,
}
"""Fewer events are longer gaps."""


def judge(series: ChartedSeries, how: Judging | None = None) -> SignalChart:
    """The chart of a series: each point's limits, its special cause and what it says.

    Where no chart was asked for, counts of rare events give way to the gaps between
    them. A chart that would be wrong more often than right judges no point.

    Raises:
        UsageError: The chart does not fit the columns, or a rebase falls outside them.
        DataError: The values cannot be what the chart counts.
    """
    how = how or Judging()
    if how.chart is None and is_rare(series):
        return _of_rare(series, how)
    chosen = Choice(how.chart, how.why) if how.chart else choice_for(series)
    check_data(chosen.chart, series)
    starts = parts_of(series, how.rebases)
    spans = [slice(a, b) for a, b in pairwise([*starts, len(series.periods)])]
    limits = [_limits(series, span, chosen=chosen.chart, how=how) for span in spans]
    serial = serial_tests(series.rates, series.dates, parts=spans)
    trust = trust_in(
        series,
        spans,
        chart=chosen.chart,
        centre=limits[-1].centre,
        how=how,
        serial=serial,
    )
    points = tuple(
        point
        for span, drawn in zip(spans, limits, strict=True)
        for point in judge_points(
            series, span, chart=chosen.chart, limits=drawn, how=how, by=trust.by
        )
    )
    return _drawn(series, chosen, spans, points, how=how, found=_Found(serial, trust))


class _Found(NamedTuple):
    """What was found out about a series before it was judged."""

    serial: SerialTests
    trust: Trust


def _drawn(
    series: ChartedSeries,
    chosen: Choice,
    spans: Sequence[slice],
    points: tuple[PointJudgement, ...],
    *,
    how: Judging,
    found: _Found,
) -> SignalChart:
    serial, trust = found
    starts = {span.start for span in spans}
    return SignalChart(
        name=series.name,
        chart=chosen.chart,
        why=chosen.why,
        rule_set=how.rules.id,
        better=how.better,
        target=how.target,
        points=points,
        segments=tuple(_segment(span, how) for span in spans),
        rebased=placed(series, how.rebases),
        variation=points[-1].point_type,
        assurance=assurance_of(
            points[spans[-1]], how.target, how.better, is_judged=trust.by is By.RULES
        ),
        signals=signals_in(points, starts | {*series.breaks}),
        runs=trust.runs,
        serial=serial,
        false_alarms=trust.false_alarms,
        warnings=warned(
            series, spans, chart=chosen.chart, how=how, serial=serial, trust=trust
        ),
        sigma_z=_sigma_z(series, spans[-1], chosen.chart, how),
        scale=_scale(series, chosen.chart),
        notes=series.notes,
        missing_periods=series.missing_periods,
        unit=series.unit,
        charted=how.charted,
    )


def _of_rare(series: ChartedSeries, how: Judging) -> SignalChart:
    """Counts of rare events: by the gaps between them, or where these are few by runs."""
    n_events, n = int(series.values.sum()), len(series.periods)
    within = f"{plural(n_events, 'event')} in {plural(n, series.unit)}"
    is_are = either(n_events, "is", "are")
    if how.rebases or how.fix_after:
        why = f"c: {within}, with limits from where you said."
        return judge(series, replace(how, chart=ControlChartKind.C, why=why))
    gaps = gaps_between(series)
    if gaps is None:
        why = (
            f"run: {within} {is_are} too rare for limits. From {LEAST_GAPS + 1} events "
            "on, the gaps between them are charted."
        )
        return judge(series, replace(how, chart=ControlChartKind.RUN, why=why))
    charted = f"{series.unit}s from one event to the next"
    why = (
        f"{gaps.chart.value}: {within} are too rare to chart their counts, so the "
        f"{charted} are charted; longer means fewer events."
    )
    if how.target is not None:
        why += " The target is one of counts, so it is not held against them."
    if series.missing_periods:
        why += f" A missing {series.unit} makes no gap longer."
    if gaps.counts_on:
        why += " The last gap is still open: no event since, for longer than usual."
    return judge(
        gaps.series,
        replace(
            how,
            chart=gaps.chart,
            why=why,
            better=TURNED[how.better],
            target=None,
            fix_after=len(gaps.series.periods) - 1 if gaps.counts_on else None,
            charted=charted,
            events=gaps.events,
        ),
    )


def _scale(series: ChartedSeries, chart: ControlChartKind) -> Scale:
    """What the charted values are said in: counts out of cases are shares."""
    if series.denominators is None:
        return series.scale
    return Scale.SHARE if chart in SHARES else Scale.PLAIN


def _limits(
    series: ChartedSeries, span: slice, *, chosen: ControlChartKind, how: Judging
) -> Limits:
    base = base_of(span, how.fix_after)
    if chosen in {ControlChartKind.XMR, ControlChartKind.RUN}:
        values = series.rates[span]
        if how.on_logs and chosen is ControlChartKind.XMR:
            return log_limits(values, base, how.rules)
        return limits_of(chosen, values, None, base=base, rules=how.rules)
    n = None if series.denominators is None else series.denominators[span]
    return limits_of(chosen, series.values[span], n, base=base, rules=how.rules)


def _segment(span: slice, how: Judging) -> Segment:
    return Segment(
        first=span.start,
        n=span.stop - span.start,
        n_base=int(base_of(span, how.fix_after).sum()),
    )


def _sigma_z(
    series: ChartedSeries, last: slice, chart: ControlChartKind, how: Judging
) -> float | None:
    if chart not in LANEY or series.denominators is None:
        return None
    n, rates = series.denominators[last], series.rates[last]
    base = base_of(last, how.fix_after)
    plain = ControlChartKind.P if chart is ControlChartKind.PP else ControlChartKind.U
    centre = _limits(series, last, chosen=plain, how=how).centre
    variance = centre * (1 - centre) if chart is ControlChartKind.PP else centre
    return float(sigma_z(rates, centre, np.sqrt(variance / n), base)[0])
