"""The unchanged service that a chart is held against: its own kind, level and length."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.limits import D2, mean_moving_range, sigma_z
from mersey.signals.results import ControlChartKind
from mersey.signals.ties import grain_of
from mersey.signals.unchanged import Unchanged

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.results import Floats

LARGE_COUNT: Final = 50.0
"""Counts of this mean and more are charted by XmR as normal values are."""

COARSE: Final = 0.25
"""Values rounded to less than this part of their spread are as good as not rounded."""

MORE_THAN_CHANCE: Final = 1.25
"""A spread of up to this many times that of chance may be chance, in 24 points."""

TOO_NARROW: Final = 1.5
"""From this ratio of real to expected variation a p or u chart cries wolf."""


def process_of(
    series: ChartedSeries,
    last: slice,
    chart: ControlChartKind,
    *,
    base: npt.NDArray[np.bool_],
    events: float | None = None,
    on_logs: bool = False,
) -> Unchanged:
    """What would be charted if nothing had changed since the last limits began.

    Args:
        series: What is charted.
        last: The points with the latest limits.
        chart: The kind of chart; no run chart, which depends on its length alone.
        base: Which of those set the limits.
        events: Mean events a period, where gaps between counted events are charted.
        on_logs: XmR of logarithms.
    """
    n = last.stop - last.start
    values = series.values[last]
    n_base = int(base.sum())
    if series.denominators is not None and chart is not ControlChartKind.XMR:
        return _of_rates(chart, values, series.denominators[last], base)
    if chart is ControlChartKind.XMR:
        level, spread, grain = (
            (None, 1.0, 0.0)
            if on_logs or series.denominators is not None
            else _of_values(values, base)
        )
        return Unchanged(
            chart=chart, n=n, n_base=n_base, level=level, spread=spread, grain=grain
        )
    needs_level = chart in {ControlChartKind.C, ControlChartKind.G} and events is None
    level = float(values[base].mean()) if needs_level else None
    return Unchanged(chart=chart, n=n, n_base=n_base, level=level, events=events)


def _of_rates(
    chart: ControlChartKind, counts: Floats, n: Floats, base: npt.NDArray[np.bool_]
) -> Unchanged:
    level = float(counts[base].sum() / n[base].sum())
    is_share = chart in {ControlChartKind.P, ControlChartKind.PP}
    centre = np.full(n.shape, level)
    variance = centre * (1 - centre) if is_share else centre
    sigma = np.sqrt(np.maximum(variance, 0.0) / n)
    spread = float(sigma_z(counts / n, centre, sigma, base)[0])
    is_plain = chart in {ControlChartKind.P, ControlChartKind.U}
    return Unchanged(
        chart=chart,
        n=n.size,
        n_base=int(base.sum()),
        level=level,
        out_of=tuple(n.tolist()),
        spread=1.0 if is_plain and spread <= TOO_NARROW else spread,
    )


def _of_values(
    values: Floats, base: npt.NDArray[np.bool_]
) -> tuple[float | None, float, float]:
    """Level, spread and grain of XmR's values: normal, rounded, or counts."""
    grain, level = grain_of(values), float(values[base].mean())
    sigma = float(mean_moving_range(values, base)[0]) / D2
    is_fine = grain == 0 or grain < COARSE * sigma
    may_be_counts = grain == 1 and 0 < level < LARGE_COUNT and (values >= 0).all()
    chance = sigma / np.sqrt(level) if may_be_counts else 0.0
    if may_be_counts and chance > 1 / MORE_THAN_CHANCE:
        spread = _near(chance) if chance > MORE_THAN_CHANCE else 1.0
        return _near(level), spread, 0.0
    if is_fine or sigma == 0:
        return (None, 1.0, 0.0) if is_fine else (level, sigma, grain)
    # Only where the level lies between two steps matters, and the spread in steps.
    return round(level / grain % 1, 2) % 1, _near(sigma / grain), 1.0


def _near(number: float) -> float:
    """From 1 on one of 24 values a decade, so that like series share one simulation.

    Limits from steps move with the values, so the rate hardly does (under 0.01). Under 1
    it does: there the number stays.
    """
    if number < 1:
        return float(number)
    return float(10 ** (round(24 * math.log10(number)) / 24))
