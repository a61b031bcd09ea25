"""A series and its rules → a chart on which every point is judged.

New limits begin only where a person decided so, on a date and for a reason: redrawing
them at each signal would hide what the chart is for (NHS England, Making Data Count).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import UsageError
from mersey.signals.choice import Choice, choice_for
from mersey.signals.false_alarms import false_alarms
from mersey.signals.kinds import SHARES, check_data, limits_of, log_limits
from mersey.signals.limits import sigma_z
from mersey.signals.parts import parts_of
from mersey.signals.results import (
    ChartKind,
    Limits,
    Rebase,
    Scale,
    Segment,
    SignalChart,
)
from mersey.signals.rule_set import RuleSet, rule_set
from mersey.signals.runs import runs_test
from mersey.signals.serial import serial_tests
from mersey.signals.verdicts import LEAST_JUDGED, assurance_of, judge_points, signals_in
from mersey.signals.warned import warned
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from mersey.signals.results import RunsTest
    from mersey.signals.series import Series

__all__ = ["Judging", "judge"]

LEAST_BASELINE: Final = 12
"""A fixed baseline has 12 points or more (Making Data Count)."""

LANEY: Final = {ChartKind.PP, ChartKind.UP}


@dataclass(frozen=True, kw_only=True)
class Judging:
    """How a series is to be judged.

    Attributes:
        chart: None: chosen from the data, and said.
        fix_after: Points of each part that set its limits; None: all.
        rebases: Decisions to draw new limits.
        on_logs: Draw an XmR chart on logarithms (durations); values are then over 0.
    """

    chart: ChartKind | None = None
    why: str = ""
    rules: RuleSet = field(default_factory=rule_set)
    better: Better = Better.NEITHER
    target: float | None = None
    fix_after: int | None = None
    rebases: tuple[Rebase, ...] = ()
    on_logs: bool = False

    def __post_init__(self) -> None:
        if self.fix_after is not None and self.fix_after < LEAST_BASELINE:
            msg = (
                f"A baseline of {self.fix_after} points is too short to fix limits by."
            )
            raise UsageError(msg, next_step=f"Use {LEAST_BASELINE} points or more.")


def judge(series: Series, how: Judging | None = None) -> SignalChart:
    """The chart of a series: each point's limits, its special cause and what it says.

    Raises:
        UsageError: The chart does not fit the columns, or a rebase falls outside them.
        DataError: The values cannot be what the chart counts.
    """
    how = how or Judging()
    chosen = Choice(how.chart, how.why) if how.chart else choice_for(series)
    check_data(chosen.chart, series)
    starts = parts_of(series, how.rebases)
    spans = [slice(a, b) for a, b in pairwise([*starts, len(series.periods)])]
    limits = [_limits(series, span, chosen=chosen.chart, how=how) for span in spans]
    parts = zip(spans, limits, strict=True)
    points = tuple(
        point
        for span, drawn in parts
        for point in judge_points(
            series, span, chart=chosen.chart, limits=drawn, how=how
        )
    )
    last = spans[-1]
    serial = serial_tests(series.rates, series.dates, parts=spans)
    is_judged = len(series.periods) >= LEAST_JUDGED
    runs = _runs(series, last, limits[-1]) if is_judged else None
    z = _sigma_z(series, last, chosen.chart, how)
    return SignalChart(
        name=series.name,
        chart=chosen.chart,
        why=chosen.why,
        rule_set=how.rules.id,
        better=how.better,
        target=how.target,
        points=points,
        segments=tuple(_segment(span, how) for span in spans),
        rebased=how.rebases,
        variation=points[-1].point_type,
        assurance=assurance_of(points[last], how.target, how.better),
        signals=signals_in(points, starts),
        runs=runs,
        serial=serial,
        false_alarms=(
            false_alarms(
                chosen.chart, how.rules.id, n=last.stop - last.start, serial=serial
            )
            if is_judged
            else None
        ),
        warnings=warned(series, spans, chart=chosen.chart, how=how, serial=serial),
        sigma_z=z,
        scale=_scale(series, chosen.chart),
        notes=series.notes,
        missing_periods=series.missing_periods,
    )


def _scale(series: Series, chart: ChartKind) -> Scale:
    """What the charted values are said in: counts out of cases are shares."""
    if series.denominators is None:
        return series.scale
    return Scale.SHARE if chart in SHARES else Scale.PLAIN


def _limits(series: Series, span: slice, *, chosen: ChartKind, how: Judging) -> Limits:
    base = _base(span, how)
    if chosen in {ChartKind.XMR, ChartKind.RUN}:
        values = series.rates[span]
        if how.on_logs and chosen is ChartKind.XMR:
            return log_limits(values, base, how.rules)
        return limits_of(chosen, values, None, base=base, rules=how.rules)
    n = None if series.denominators is None else series.denominators[span]
    return limits_of(chosen, series.values[span], n, base=base, rules=how.rules)


def _base(span: slice, how: Judging) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    n = span.stop - span.start
    return np.arange(n) < (how.fix_after or n)


def _segment(span: slice, how: Judging) -> Segment:
    return Segment(
        first=span.start,
        n=span.stop - span.start,
        n_base=int(_base(span, how).sum()),
    )


def _runs(series: Series, last: slice, limits: Limits) -> RunsTest | None:
    return runs_test(series.rates[last], float(limits.centre[-1]))


def _sigma_z(
    series: Series, last: slice, chart: ChartKind, how: Judging
) -> float | None:
    if chart not in LANEY or series.denominators is None:
        return None
    n, rates, base = series.denominators[last], series.rates[last], _base(last, how)
    plain = ChartKind.P if chart is ChartKind.PP else ChartKind.U
    centre = _limits(series, last, chosen=plain, how=how).centre
    variance = centre * (1 - centre) if chart is ChartKind.PP else centre
    return float(sigma_z(rates, centre, np.sqrt(variance / n), base)[0])
