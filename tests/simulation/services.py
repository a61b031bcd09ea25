"""Made-up services whose truth is known, by kind: closures of each week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

MEAN = 20.0


def _iid(draw: Any, n: int) -> Any:
    return draw.poisson(MEAN, n)


def _overdispersed(draw: Any, n: int) -> Any:
    """Negative binomial: variance six times the mean."""
    return draw.poisson(draw.gamma(MEAN / 5, 5, n))


def _autocorrelated(draw: Any, n: int) -> Any:
    """The logarithm of the rate is AR(1) with 0.7 and a standard deviation of 0.21."""
    level, levels = draw.normal() / np.sqrt(1 - 0.7**2), []
    for _ in range(n):
        level = 0.7 * level + draw.normal()
        levels.append(level)
    return draw.poisson(MEAN * np.exp(0.15 * np.array(levels)))


def _drifting(draw: Any, n: int) -> Any:
    """The rate walks at random, 3 % a week."""
    return draw.poisson(MEAN * np.exp(np.cumsum(draw.normal(0, 0.03, n))))


def _growing(draw: Any, n: int) -> Any:
    """The rate grows by 0.3 % a week: a sixth in a year."""
    return draw.poisson(MEAN * np.exp(0.003 * np.arange(n)))


def _seasonal(draw: Any, n: int) -> Any:
    """A yearly wave of 30 %, begun anywhere in the year."""
    turn = 2 * np.pi * (np.arange(n) / 52 + draw.random())
    return draw.poisson(MEAN * (1 + 0.3 * np.sin(turn)))


AHEAD = 8
"""Weeks that are foretold; what a kind does "so long ago" is so long before those."""


def _stepped(factor: float, *, mean: float = MEAN) -> Callable[[Any, int], Any]:
    """The rate was multiplied six weeks ago."""

    def made(draw: Any, n: int) -> Any:
        return draw.poisson(mean * np.where(np.arange(n) < n - AHEAD - 6, 1.0, factor))

    return made


def _shut(weeks_ago: int) -> Callable[[Any, int], Any]:
    """Shut for eight weeks, and open again since."""

    def made(draw: Any, n: int) -> Any:
        at, end = np.arange(n), n - AHEAD - weeks_ago
        return draw.poisson(MEAN * np.where((at >= end - 8) & (at < end), 0.02, 1.0))

    return made


def _august_and_christmas(draw: Any, n: int) -> Any:
    """Five weeks of August at 60 %, two of Christmas at 15 %; begun anywhere in the year."""
    week = (np.arange(n) + draw.integers(52)) % 52
    level = np.where((week >= 31) & (week <= 35), 0.6, 1.0)
    return draw.poisson(MEAN * np.where((week >= 51) | (week == 0), 0.15, level))


CHANGING: Mapping[str, Callable[[Any, int], Any]] = {
    "stepped, half": _stepped(0.5),
    "stepped, 70 %": _stepped(0.7),
    "stepped, 130 %": _stepped(1.3),
    "stepped, 150 %": _stepped(1.5),
    "stepped, double": _stepped(2.0),
    "stepped, half of 100": _stepped(0.5, mean=100),
    "stepped, 120 % of 100": _stepped(1.2, mean=100),
    "shut until ten weeks ago": _shut(10),
    "shut until thirty weeks ago": _shut(30),
    "August and Christmas": _august_and_christmas,
}

KINDS: Mapping[str, Callable[[Any, int], Any]] = {
    "iid": _iid,
    "overdispersed": _overdispersed,
    "autocorrelated": _autocorrelated,
    "drifting": _drifting,
    "growing": _growing,
    "seasonal": _seasonal,
}


def service(kind: str, n_weeks: int, *, seed: int) -> Any:
    """Cases finished in each week of one made-up service."""
    return {**KINDS, **CHANGING}[kind](np.random.default_rng(seed), n_weeks).astype(
        float
    )
