"""How far places lie from the average, and how much of that is chance.

Overdispersion after Spiegelhalter (2005, Statistics in Medicine 24: 1185-1202): scores
are drawn in at the ends, and the variance between places is added to that of chance.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from mersey.signals.results import Floats

LEAST_UNITS: Final = 20
"""Under twenty units the spread between units cannot be told from that of a few."""

TWO_SIGMA: Final = 1.959963984540054
"""97.5 % quantile of the standard normal: limits that 95 % lie within."""

THREE_SIGMA: Final = 3.090232306167813
"""99.9 % quantile: limits that 99.8 % lie within."""

TAIL: Final = 0.1
"""Share of units at each end whose scores are drawn in, or left out."""


class Screening(StrEnum):
    """What is done about the outermost units before the spread is measured."""

    NONE = "none"
    WINSORISE = "winsorise"
    TRUNCATE = "truncate"


class FunnelVerdict(StrEnum):
    """Where a unit lies; `not_judged` under twenty units."""

    INSIDE = "inside"
    ABOVE_95 = "above_95"
    BELOW_95 = "below_95"
    ABOVE_998 = "above_998"
    BELOW_998 = "below_998"
    NOT_JUDGED = "not_judged"


def spread_of(z: Floats, sigma: Floats, screening: Screening) -> tuple[float, float]:
    """Overdispersion and the variance between units (DerSimonian-Laird)."""
    low, high = np.quantile(z, [TAIL, 1 - TAIL])  # type 7, as R's default
    if screening is Screening.WINSORISE:
        z = np.clip(z, low, high)
    elif screening is Screening.TRUNCATE:
        n_cut = int(TAIL * z.size)
        kept = np.argsort(z, kind="stable")[n_cut : z.size - n_cut]
        z, sigma = z[kept], sigma[kept]
    k = z.size
    phi = float((z**2).mean())
    weight = 1 / sigma**2
    below = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, max(0.0, float((k * phi - (k - 1)) / below))


def verdict_of(z: float | None) -> FunnelVerdict:
    """Where a score lies; None where too few units were compared."""
    if z is None:
        return FunnelVerdict.NOT_JUDGED
    if abs(z) > THREE_SIGMA:
        return FunnelVerdict.ABOVE_998 if z > 0 else FunnelVerdict.BELOW_998
    if abs(z) > TWO_SIGMA:
        return FunnelVerdict.ABOVE_95 if z > 0 else FunnelVerdict.BELOW_95
    return FunnelVerdict.INSIDE
