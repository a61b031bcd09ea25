"""Unchanged services by the thousand: how often does a chart cry wolf?

Each process gives an array of series (one a row). Randomness comes from the generator
that is passed in, so a seed settles every number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.kinds import limits_of
from mersey.signals.results import ChartKind
from mersey.signals.rules import causes_met, sides
from mersey.signals.runs import runs_test
from mersey.signals.verdicts import long_runs

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.signals.results import Floats
    from mersey.signals.rule_set import RuleSet

__all__ = ["autocorrelated", "has_signal", "runs_signal", "seasonal", "unchanged"]

Shape = tuple[int, int]

VOLUME: Final = 5000.0
"""Cases a period of the simulated Laney charts; 200 on p and u charts."""

EXTRA: Final = 0.02
"""Standard deviation of the share between periods, over and above chance."""


def unchanged(
    chart: ChartKind, shape: Shape, rng: np.random.Generator
) -> tuple[Floats, Floats | None]:
    """Values and denominators of services in which nothing changes.

    Each chart meets the process it is made for: normal values on XmR and run charts,
    binomial and Poisson counts on p, u and c, counts with extra variation on Laney's,
    geometric and exponential gaps on g and t, means of unequal samples on I′.
    """
    many = np.full(shape, VOLUME)
    share = np.clip(rng.normal(0.3, EXTRA, shape), 0, 1)
    match chart:
        case ChartKind.PP:
            return rng.binomial(int(VOLUME), share).astype(float), many
        case ChartKind.UP:
            return rng.poisson(VOLUME * share).astype(float), many
        case ChartKind.P | ChartKind.U | ChartKind.IP:
            return _of_chance(chart, shape, rng)
        case _:
            return _without_denominator(chart, shape, rng), None


def _of_chance(
    chart: ChartKind, shape: Shape, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    if chart is ChartKind.IP:
        sizes = rng.integers(20, 200, shape).astype(float)
        return (rng.normal(size=shape) / np.sqrt(sizes) + 5) * sizes, sizes
    n = np.full(shape, 200.0)
    counts = (
        rng.binomial(200, 0.3, shape)
        if chart is ChartKind.P
        else rng.poisson(60.0, shape)
    )
    return counts.astype(float), n


def _without_denominator(
    chart: ChartKind, shape: Shape, rng: np.random.Generator
) -> Floats:
    match chart:
        case ChartKind.C:
            return rng.poisson(15.0, shape).astype(float)
        case ChartKind.G:
            return rng.geometric(0.03, shape).astype(float) - 1
        case ChartKind.T:
            return rng.exponential(10.0, shape)
        case _:
            return rng.normal(size=shape)


def autocorrelated(rho: float, shape: Shape, rng: np.random.Generator) -> Floats:
    """Normal series of variance 1 in which neighbours correlate by `rho`."""
    noise = rng.normal(size=shape)
    values = np.empty(shape)
    values[:, 0] = noise[:, 0]
    for i in range(1, shape[1]):
        values[:, i] = rho * values[:, i - 1] + np.sqrt(1 - rho**2) * noise[:, i]
    return values


def seasonal(
    shape: Shape, rng: np.random.Generator, *, amplitude: float = 2.0
) -> Floats:
    """Monthly series with a yearly wave of that amplitude on noise of variance 1."""
    month = np.arange(shape[1])
    wave = amplitude * np.sin(2 * np.pi * month / 12)
    return np.asarray(rng.normal(size=shape) + wave)


def has_signal(
    chart: ChartKind, values: Floats, n: Floats | None, rules: RuleSet
) -> npt.NDArray[np.bool_]:
    """For each series (row) and point: does it have a special cause?"""
    base = np.ones(values.shape[-1], dtype=bool)
    limits = limits_of(chart, values, n, base=base, rules=rules)
    rates = values if n is None else values / n
    if chart is ChartKind.RUN:
        side = sides(rates, limits.centre)
        return np.array([long_runs(row) != 0 for row in side])
    met = causes_met(rates, limits, rules)
    return np.asarray(np.any([signs != 0 for signs in met.values()], axis=0))


def runs_signal(values: Floats) -> npt.NDArray[np.bool_]:
    """For each series (row): do Anhøj's rules call it non-random?"""
    tests = (runs_test(row, float(np.median(row))) for row in values)
    return np.array([test is not None and test.is_signal for test in tests])
