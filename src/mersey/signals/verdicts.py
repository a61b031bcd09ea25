"""From limits to words: each point's special cause, and what the latest one says."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from mersey.signals.results import (
    Assurance,
    ControlChartKind,
    Limits,
    PointJudgement,
    PointType,
    Signal,
    SpecialCause,
)
from mersey.signals.rules import Masks, causes_met, first_cause, sides
from mersey.signals.runs import LEAST_USEFUL, longest_run_max
from mersey.signals.ties import slack_of
from mersey.signals.trust import By
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy.typing as npt

    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.how_to_judge import Judging
    from mersey.signals.results import Floats
    from mersey.signals.rule_set import RuleSet

WAY = {Better.HIGHER: 1, Better.LOWER: -1, Better.NEITHER: 0}


def judge_points(
    series: ChartedSeries,
    span: slice,
    *,
    chart: ControlChartKind,
    limits: Limits,
    how: Judging,
    by: By,
) -> Iterator[PointJudgement]:
    """Each point of one part; rules start afresh with each part."""
    values = series.rates[span]
    stops = [at - span.start for at in series.breaks if span.start < at < span.stop]
    met = _met(values, stops, chart=chart, limits=limits, rules=how.rules, by=by)
    prefer = WAY[how.better] if how.rules.prefers_improvement else 0
    for i, value in enumerate(values):
        hits = {rule: int(signs[i]) for rule, signs in met.items()}
        cause = first_cause(hits, prefer_direction=prefer)
        is_judged = by is By.RULES or cause is not None
        yield PointJudgement(
            period=series.periods[span.start + i],
            value=float(value),
            centre=float(limits.centre[i]),
            lower=_or_none(limits.lower[i]),
            upper=_or_none(limits.upper[i]),
            near_lower=_or_none(limits.near_lower[i]),
            near_upper=_or_none(limits.near_upper[i]),
            special_cause=cause,
            point_type=(
                type_of(cause, how.better) if is_judged else PointType.NOT_JUDGED
            ),
            begins=None if series.dates is None else series.dates[span.start + i],
        )


def _met(
    values: Floats,
    stops: Sequence[int],
    *,
    chart: ControlChartKind,
    limits: Limits,
    rules: RuleSet,
    by: By,
) -> Masks:
    """The rules met; no run, trend or three goes over a stop (a hole in time)."""
    if by is By.NOTHING:
        return {}
    if by is By.RULES and chart is ControlChartKind.RUN:
        return {"shift": long_runs(sides(values, limits.centre))}
    used = rules if by is By.RULES else rules.trend_alone()
    cuts = [0, *stops, values.size]
    each = [
        causes_met(values[a:b], _part_of(limits, slice(a, b)), used)
        for a, b in pairwise(cuts)
    ]
    return {rule: np.concatenate([met[rule] for met in each]) for rule in each[0]}


def _part_of(limits: Limits, span: slice) -> Limits:
    return Limits(
        centre=limits.centre[span],
        lower=limits.lower[span],
        upper=limits.upper[span],
        near_lower=limits.near_lower[span],
        near_upper=limits.near_upper[span],
    )


def type_of(cause: SpecialCause | None, better: Better) -> PointType:
    """What a special cause means, given which way is better."""
    if cause is None:
        return PointType.COMMON
    if better is Better.NEITHER:
        is_up = cause.direction > 0
        return PointType.NEUTRAL_HIGH if is_up else PointType.NEUTRAL_LOW
    is_good = cause.direction == WAY[better]
    return PointType.IMPROVEMENT if is_good else PointType.CONCERN


def assurance_of(
    points: Sequence[PointJudgement],
    target: float | None,
    better: Better,
    *,
    is_judged: bool,
) -> Assurance | None:
    """Whether the latest limits leave the target within reach; a target on one does.

    Where limits have no width the values themselves meet it, always or never. None
    without a target, a better direction or limits, or where points are too few.

    Args:
        points: Those of the last part.
        target: In the unit of the values.
        better: Which way is.
        is_judged: Whether the chart is judged by its limits.
    """
    latest = points[-1]
    if target is None or latest.lower is None or latest.upper is None:
        return None
    if better is Better.NEITHER or not is_judged:
        return None
    values = np.array([point.value for point in points])
    slack = float(slack_of(np.append(values, target))[0])
    if latest.upper - latest.lower <= slack:
        return _by_values(WAY[better] * (values - target) >= -slack)
    if latest.lower - slack <= target <= latest.upper + slack:
        return Assurance.INCONSISTENT
    is_pass = (target < latest.lower) == (better is Better.HIGHER)
    return Assurance.CONSISTENT_PASS if is_pass else Assurance.CONSISTENT_FAIL


def _by_values(met: npt.NDArray[np.bool_]) -> Assurance:
    if met.all():
        return Assurance.CONSISTENT_PASS
    return Assurance.INCONSISTENT if met.any() else Assurance.CONSISTENT_FAIL


def signals_in(
    points: Sequence[PointJudgement], starts: Collection[int]
) -> tuple[Signal, ...]:
    """Neighbours that point one way, as one signal; a new part begins a new one."""
    groups: list[list[tuple[PointJudgement, SpecialCause]]] = []
    way_before = 0
    for i, point in enumerate(points):
        cause = point.special_cause
        way = cause.direction if cause else 0
        if cause and way == way_before and i not in starts:
            groups[-1].append((point, cause))
        elif cause:
            groups.append([(point, cause)])
        way_before = way
    return tuple(
        Signal(
            first=group[0][0].period,
            last=group[-1][0].period,
            n=len(group),
            causes=tuple(dict.fromkeys(cause for _, cause in group)),
            point_type=group[0][0].point_type,
        )
        for group in groups
    )


def long_runs(side: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """The side of points in a run longer than chance explains (Anhøj), else 0.

    Points on the centre neither lengthen nor break a run. One series.
    """
    met = np.zeros(side.shape, dtype=np.int8)
    useful = np.flatnonzero(side)
    if useful.size < LEAST_USEFUL or 2 * useful.size < side.size:
        return met
    cuts = np.flatnonzero(np.diff(side[useful])) + 1
    for run in np.split(useful, cuts):
        if run.size > longest_run_max(int(useful.size)):
            met[run] = side[run]
    return met


def _or_none(value: Floats | float) -> float | None:
    number = float(value)
    return None if math.isnan(number) else number
