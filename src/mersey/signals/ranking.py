"""Forty charts at once: which have the strongest evidence, and how many by chance?

On unchanged 36-month charts about one in three shows an old signal. So a dashboard
ranks by how surprising a chart is, and says how many would show a signal by chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.serial import lag_1
from mersey.signals.ties import slack_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.results import Floats, SignalChart

MOST_MEMORY: Final = 0.9
NEAR_SIGMAS: Final = 2.0
LEAST_DRIFT: Final = 0.2
"""Below this Kolmogorov's tail is 1 to twelve digits, and its series converges slowly."""

DRIFT_TERMS: Final = 60
NORMAL: Final = NormalDist()


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A chart and how surprising it would be if nothing had changed.

    Attributes:
        p: 1 where points are too few to judge, else the chance that in an unchanged series of this length and memory a point, or the
            running total, strays as far; twice the smaller of the two.
        has_signal: Whether any point has a special cause.
    """

    chart: SignalChart
    p: float
    has_signal: bool


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """Charts, the most surprising first; those with a season after those without.

    Attributes:
        n_with_signal: Charts with any signal. n_by_chance: How many would have one if
            nothing had changed anywhere (from each chart's false-alarm rate).
    """

    ranked: tuple[Ranked, ...]
    n_with_signal: int
    n_by_chance: float


def rank_by_evidence(charts: Sequence[SignalChart]) -> Dashboard:
    """The charts by strength of evidence; equals keep their order.

    A chart whose season comes back is put last whatever it shows: its distance from the
    centre is no evidence of a change.
    """
    ranked = [
        Ranked(
            chart=chart,
            p=_p(chart) if chart.is_judged else 1.0,
            has_signal=bool(chart.signals),
        )
        for chart in charts
    ]
    ranked.sort(key=lambda one: (one.chart.serial.is_seasonal, one.p))
    return Dashboard(
        ranked=tuple(ranked),
        n_with_signal=sum(one.has_signal for one in ranked),
        n_by_chance=float(sum(_by_chance(chart) for chart in charts)),
    )


def chance_of_drift(x: float) -> float:
    """Chance that a Brownian bridge strays further than `x` (Kolmogorov 1933)."""
    if x < LEAST_DRIFT:
        return 1.0
    terms = (
        (-1.0) ** (k - 1) * math.exp(-2 * (k * x) ** 2) for k in range(1, DRIFT_TERMS)
    )
    return min(1.0, max(0.0, 2 * sum(terms)))


def _by_chance(chart: SignalChart) -> float:
    if chart.false_alarms is None or not chart.is_judged:
        return 0.0
    return chart.false_alarms.any_point


def _p(chart: SignalChart) -> float:
    z = _distances(chart)
    values = np.array([point.value for point in chart.points])
    memory = _memory(values)
    # Sigma is taken from steps, and neighbours that are alike take small ones: a point's
    # own variance is 1 / (1 - memory) of it, that of the total (1 + memory) / (1 - memory)
    # of the point's.
    far = float(np.abs(z).max()) * math.sqrt(1 - memory)
    drift = (1 - memory) ** 2 / (1 + memory)
    return min(
        1.0, 2 * min(_chance_of_distance(far, z.size), _chance_of_drift(z, drift))
    )


def _distances(chart: SignalChart) -> Floats:
    """Each point's distance from the centre, in its own sigmas; 0 without limits."""
    slack = float(slack_of(np.array([point.value for point in chart.points]))[0])
    distances = []
    for point in chart.points:
        away = point.value - point.centre
        away = 0.0 if abs(away) <= slack else away
        near = point.near_upper if away > 0 else point.near_lower
        room = 0.0 if near is None else abs(near - point.centre) / NEAR_SIGMAS
        distances.append(away / room if room > slack else np.sign(away))
    return np.array(distances)


def _memory(values: Floats) -> float:
    """Autocorrelation from the steps between points: one change of level leaves it."""
    steps = np.diff(values)
    found = lag_1(steps - steps.mean()) if steps.size else None
    return 0.0 if found is None else min(max(1 + 2 * found, 0.0), MOST_MEMORY)


def _chance_of_distance(sigmas: float, n: int) -> float:
    tail = 2 * NORMAL.cdf(-sigmas)
    return -math.expm1(n * math.log1p(-min(tail, 1 - 1e-12)))


def _chance_of_drift(z: Floats, shrink: float) -> float:
    """How likely the running total strays so far from a straight line by chance.

    A lasting change of level shows in it long before single points do (Page 1954).
    """
    total = np.cumsum(z - z.mean())
    return chance_of_drift(float(np.abs(total).max()) * math.sqrt(shrink / z.size))
