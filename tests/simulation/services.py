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
    return KINDS[kind](np.random.default_rng(seed), n_weeks).astype(float)
