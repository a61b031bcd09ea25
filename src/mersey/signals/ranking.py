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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.results import Floats, SignalChart

__all__ = ["Dashboard", "Ranked", "chance_of_run", "rank_by_evidence"]

MOST_MEMORY: Final = 0.9
NEAR_SIGMAS: Final = 2.0
NORMAL: Final = NormalDist()


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A chart and how surprising it would be if nothing had changed.

    Attributes:
        p: Chance that an unchanged series of this length and memory strays as far from
            its centre, or stays as long on one side of it; twice the smaller of the two.
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
        Ranked(chart=chart, p=_p(chart), has_signal=bool(chart.signals))
        for chart in charts
    ]
    ranked.sort(key=lambda one: (one.chart.serial.is_seasonal, one.p))
    return Dashboard(
        ranked=tuple(ranked),
        n_with_signal=sum(one.has_signal for one in ranked),
        n_by_chance=float(sum(chart.false_alarms.any_point for chart in charts)),
    )


def chance_of_run(n: int, length: int) -> float:
    """Chance that `n` fair flips hold a run of `length` or more of one side.

    Counts the sequences whose longest run is shorter (Schilling 2012).
    """
    if length <= 1 or n < length:
        return float(n >= length)
    # share[i]: share of sequences so far whose last run has i + 1 flips, none too long
    share = np.zeros(length - 1)
    share[0] = 1.0
    for _ in range(n - 1):
        share = np.concatenate([[share.sum() / 2], share[:-1] / 2])
    return float(1 - share.sum())


def _p(chart: SignalChart) -> float:
    z = _distances(chart)
    values = np.array([point.value for point in chart.points])
    memory = _memory(values)
    shrink = (1 - memory) / (1 + memory)
    far = _chance_of_distance(float(np.abs(z).max()) * math.sqrt(shrink), z.size)
    return min(1.0, 2 * min(far, _chance_of_stay(z, shrink)))


def _distances(chart: SignalChart) -> Floats:
    """Each point's distance from the centre, in its own sigmas; 0 without limits."""
    distances = []
    for point in chart.points:
        away = point.value - point.centre
        near = point.near_upper if away > 0 else point.near_lower
        room = 0.0 if near is None else abs(near - point.centre) / NEAR_SIGMAS
        distances.append(away / room if room > 0 else np.sign(away))
    return np.array(distances)


def _memory(values: Floats) -> float:
    """Autocorrelation from the steps between points: one change of level leaves it."""
    steps = np.diff(values)
    found = lag_1(steps - steps.mean()) if steps.size else None
    return 0.0 if found is None else min(max(1 + 2 * found, 0.0), MOST_MEMORY)


def _chance_of_distance(sigmas: float, n: int) -> float:
    tail = 2 * NORMAL.cdf(-sigmas)
    return -math.expm1(n * math.log1p(-min(tail, 1 - 1e-12)))


def _chance_of_stay(z: Floats, shrink: float) -> float:
    side = np.sign(z)[z != 0]
    if side.size == 0:
        return 1.0
    edges = np.flatnonzero(np.diff(side)) + 1
    longest = max(run.size for run in np.split(side, edges))
    return chance_of_run(
        max(1, round(side.size * shrink)), math.floor(longest * shrink)
    )
