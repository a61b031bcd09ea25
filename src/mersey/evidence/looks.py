"""What looking costs: false wins of many looks, and what a look ahead of the plan does.

A fixed interval of 95% errs at one look in twenty, so at many looks more often. The
chance is exact here, by following the score from look to look within its bounds.

Source: Armitage, McPherson & Rowe (1969); Pocock (1977).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.evidence.anytime import anytime_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

NODES: Final = 160
"""Points of the quadrature at each look: six figures at 100 even looks."""

HALVINGS: Final = 30


@dataclass(frozen=True, kw_only=True)
class LookCost:
    """What one look ahead of the plan costs at every later look.

    Attributes:
        wider: Times as wide as the interval that would have been.
        longer: Times as much would have to be seen for the interval that would have been.
    """

    wider: float
    longer: float


def false_wins(shares: Sequence[float], *, level: float = 0.95) -> float:
    """The chance that some look finds an effect where there is none.

    Args:
        shares: Information at each look as a share of the last, rising, above nought.
        level: Of the fixed interval made at each look.

    Raises:
        ValueError: No looks, or shares that do not rise from above nought.
    """
    _check(shares)
    return 1 - _unbroken(shares, NormalDist().inv_cdf((1 + level) / 2))


def level_of_each(shares: Sequence[float], *, level: float = 0.95) -> float:
    """The level of the interval at each planned look, so that all together hold `level`.

    Two even looks at 95% need 97.06% each (z = 2.178). One look needs no more.

    Raises:
        ValueError: As `false_wins`.
    """
    _check(shares)
    low = NormalDist().inv_cdf((1 + level) / 2)
    high = NormalDist().inv_cdf(1 - (1 - level) / 2 / len(shares))  # Bonferroni
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _unbroken(shares, middle) < level:
            low = middle
        else:
            high = middle
    return 2 * NormalDist().cdf(high) - 1


def early_look_cost(*, level: float = 0.95) -> LookCost:
    """What looking ahead of the plan costs at the planned look: 1.55 times as wide."""
    anytime = anytime_interval(0.0, 1.0, n=1, n_planned=1, level=level)
    wider = anytime.high / NormalDist().inv_cdf((1 + level) / 2)
    return LookCost(wider=wider, longer=wider**2)


def _unbroken(shares: Sequence[float], z: float) -> float:
    """The chance that the score stays within z √t at every look."""
    node, weight = _quadrature()
    edge = z * math.sqrt(shares[0])
    at, mass = node * edge, weight * edge
    density = np.exp(-(at**2) / (2 * shares[0])) / math.sqrt(2 * math.pi * shares[0])
    for earlier, later in pairwise(shares):
        step = later - earlier
        edge = z * math.sqrt(later)
        onto = node * edge
        kernel = np.exp(-((onto[:, None] - at[None, :]) ** 2) / (2 * step))
        density = kernel @ (density * mass) / math.sqrt(2 * math.pi * step)
        at, mass = onto, weight * edge
    return float(density @ mass)


@cache
def _quadrature() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    node, weight = np.polynomial.legendre.leggauss(NODES)
    return node, weight


def _check(shares: Sequence[float]) -> None:
    if not shares or any(
        later <= earlier for earlier, later in pairwise((0.0, *shares))
    ):
        msg = "looks need shares of the information that rise from above nought"
        raise ValueError(msg)
