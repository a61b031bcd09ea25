"""Intervals of a single share or ratio, chance alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from mersey.signals.results import Floats

Z_95: Final = 1.959963984540054
HALVINGS: Final = 200


def wilson(counts: Floats, n: Floats) -> tuple[Floats, Floats]:
    """95 % interval of each share: Wilson (1927), JASA 22: 209-212."""
    share = counts / n
    centre = share + Z_95**2 / (2 * n)
    spread = Z_95 * np.sqrt(share * (1 - share) / n + Z_95**2 / (4 * n**2))
    below = 1 + Z_95**2 / n
    return (
        np.clip((centre - spread) / below, 0, 1),
        np.clip((centre + spread) / below, 0, 1),
    )


def poisson_interval(count: float) -> tuple[float, float]:
    """Exact 95 % interval of the mean behind a count (Garwood 1936, Biometrika 28)."""
    lower = _gamma_quantile(count, 0.025) if count > 0 else 0.0
    return lower, _gamma_quantile(count + 1, 0.975)


def _gamma_quantile(shape: float, p: float) -> float:
    """Where P(Gamma(shape) < x) = p, by halving; χ²(2·shape) is twice that."""
    low, high = 0.0, 10 * shape + 100
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _gamma_below(shape, middle) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _gamma_below(shape: float, x: float) -> float:
    """Regularised lower incomplete gamma function: its series (Abramowitz, 6.5.29)."""
    if x <= 0:
        return 0.0
    term = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    total, k = 0.0, 0
    while term > total * 1e-18:
        total += term
        k += 1
        term *= x / (shape + k)
    return min(1.0, total)
