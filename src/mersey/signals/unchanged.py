"""Services in which nothing changes, by the hundred: what chance alone puts on a chart.

Each chart meets the process that it is made for, at its own level, length and
denominators. Randomness comes from the generator that is passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.results import ControlChartKind

if TYPE_CHECKING:
    from mersey.signals.results import Floats

AS_NORMAL: Final = 25.0
"""Binomial counts with this variance or more are drawn as rounded normal ones."""


@dataclass(frozen=True, kw_only=True)
class Unchanged:
    """A process in control, of which a chart is drawn.

    Attributes:
        chart: The kind of chart. n: Points on it.
        n_base: How many of them, from the first, set the limits.
        level: Mean count a period (c; XmR of counts), share (p, p′), rate (u, u′), mean
            gap (g), mean (XmR of rounded values); None where the chart does not depend
            on it: normal values, exponential times.
        events: Mean events a period, where gaps between counted events are charted (g in
            whole periods, t in parts of them); None for gaps that were measured.
        out_of: The denominator of each point; empty where there is none.
        spread: Standard deviation of counts, in those of chance alone; of rounded values,
            in their own unit.
        grain: To what values are rounded; 0 for counts, and where it does not matter.
    """

    chart: ControlChartKind
    n: int
    n_base: int
    level: float | None = None
    events: float | None = None
    out_of: tuple[float, ...] = ()
    spread: float = 1.0
    grain: float = 0.0


def unchanged(
    process: Unchanged, n_series: int, rng: np.random.Generator
) -> tuple[Floats, Floats | None]:
    """Values and denominators, a series a row; denominators None where there are none.

    Normal values on XmR and run charts, or counts and rounded values where `level` says so; binomial and
    Poisson counts on p, u and c, with extra variation where `spread` is over 1;
    geometric gaps on g; exponential times on t, or gaps between events of which only
    the period is known; means of unequal samples on I′.
    """
    shape = (n_series, process.n)
    if process.chart in {ControlChartKind.G, ControlChartKind.T}:
        return _gaps(process, shape, rng), None
    if not process.out_of:
        return _without_denominator(process, shape, rng), None
    n = np.broadcast_to(np.array(process.out_of), shape)
    if process.chart is ControlChartKind.IP:
        return np.asarray((rng.normal(size=shape) / np.sqrt(n) + 5) * n), n
    if process.chart in {ControlChartKind.P, ControlChartKind.PP}:
        return _shares(process, n, rng), n
    return _counts((process.level or 0.0) * n, process.spread, rng), n


def spread_gaps(periods: Floats) -> Floats:
    """Times between neighbouring events, in periods; the last axis loses one.

    Args:
        periods: The period of each event, counted from 0, ascending. Events of one
            period are spread evenly over it.
    """
    n = periods.shape[-1]
    at = np.arange(n)
    is_new = np.ones(periods.shape, dtype=bool)
    is_new[..., 1:] = np.diff(periods, axis=-1) > 0
    first = np.maximum.accumulate(np.where(is_new, at, 0), axis=-1)
    ends = np.ones(periods.shape, dtype=bool)
    ends[..., :-1] = is_new[..., 1:]
    last = np.where(ends, at, n)[..., ::-1]
    last = np.minimum.accumulate(last, axis=-1)[..., ::-1]
    within = (at - first + 0.5) / (last - first + 1)
    return np.asarray(np.diff(periods + within, axis=-1))


def _gaps(
    process: Unchanged, shape: tuple[int, int], rng: np.random.Generator
) -> Floats:
    if process.events is not None:
        steps = rng.exponential(1 / process.events, (shape[0], shape[1] + 1))
        periods = np.asarray(np.floor(np.cumsum(steps, axis=-1)))
        is_whole = process.chart is ControlChartKind.G
        return np.asarray(np.diff(periods)) if is_whole else spread_gaps(periods)
    if process.chart is ControlChartKind.T:
        return rng.exponential(1.0, shape)
    return np.asarray(rng.geometric(1 / (1 + (process.level or 0.0)), shape) - 1.0)


def _without_denominator(
    process: Unchanged, shape: tuple[int, int], rng: np.random.Generator
) -> Floats:
    level, grain = process.level, process.grain
    if level is None:
        return rng.normal(size=shape)
    if grain > 0:
        values = level + process.spread * rng.normal(size=shape)
        return np.asarray(np.round(values / grain) * grain)
    return _counts(np.full(shape, level), process.spread, rng)


def _counts(means: Floats, spread: float, rng: np.random.Generator) -> Floats:
    """Poisson counts, or where they spread wider gamma-Poisson (negative binomial)."""
    extra = spread**2 - 1
    if extra <= 0:
        return rng.poisson(means).astype(float)
    # Variance m + m²/k is m·spread² where k = m / (spread² − 1).
    held = np.maximum(means, 1e-12)
    return rng.poisson(rng.gamma(held / extra, extra)).astype(float)


def _shares(process: Unchanged, n: Floats, rng: np.random.Generator) -> Floats:
    """Binomial counts; where they spread wider, each period has a share of its own."""
    level, extra = process.level or 0.0, process.spread**2 - 1
    variance = n * level * (1 - level)
    if variance.min() >= AS_NORMAL:
        wide = np.sqrt(variance) * max(process.spread, 1.0)
        values = np.round(n * level + wide * rng.normal(size=n.shape))
        return np.asarray(np.clip(values, 0.0, n))
    share = np.full(n.shape, level)
    if extra > 0 and 0 < level < 1:
        # Beta-binomial: variance is that of chance times 1 + (n - 1) / (a + b + 1).
        held = np.maximum((n - 1) / extra - 1, 1e-3)
        share = rng.beta(share * held, (1 - share) * held)
    return rng.binomial(np.round(n).astype(np.int64), share).astype(float)
