"""Are places different, or do they differ as chance and their size make them?

Funnel plots with overdispersion after Spiegelhalter (2005, Statistics in Medicine 24:
1185-1202) and Spiegelhalter et al. (2012, JRSS A 175: 1-47). Never a ranking: units keep
the order in which they came.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import DataError
from mersey.signals.funnel_scores import (
    LEAST_UNITS,
    THREE_SIGMA,
    TWO_SIGMA,
    FunnelVerdict,
    Screening,
    spread_of,
    verdict_of,
)
from mersey.signals.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.results import Floats, Warned


class FunnelKind(StrEnum):
    """What is compared: shares of cases, or what was observed over what was expected."""

    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True, kw_only=True)
class FunnelUnit:
    """One place, team or council.

    Attributes:
        share: Its count over its denominator; of ratios, observed over expected.
        lower, upper: 95 % interval, chance alone: Wilson's of the share, the exact
            Poisson one of a ratio.
        z: Distance from the average in sigmas of chance alone.
        z_adjusted: The same with the spread between units taken in; None under twenty.
    """

    name: str
    count: float
    n: float
    share: float
    lower: float
    upper: float
    z: float
    z_adjusted: float | None
    verdict: FunnelVerdict


@dataclass(frozen=True, kw_only=True)
class FunnelCurve:
    """The limits at a range of sizes, to draw."""

    n: Floats
    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """A comparison of units by their shares, or by observed over expected.

    Attributes:
        units: In the order in which they came.
        average: The share, or ratio, of all units together.
        phi: How many times wider the scores spread than chance would; None under 20.
        tau2: Variance between units on the arcsine scale (ratios: of logarithms); 0
            where chance explains all; None under twenty units.
        notes: What a reader must know of how the table was read.
        curve: None under twenty units.
        n_outside_unadjusted: Units beyond 99.8 % limits of chance alone.
    """

    units: tuple[FunnelUnit, ...]
    average: float
    phi: float | None
    tau2: float | None
    curve: FunnelCurve | None
    n_outside_unadjusted: int
    kind: FunnelKind = FunnelKind.SHARE
    notes: tuple[Warned, ...] = ()

    @property
    def target(self) -> float:
        """What the limits stand round."""
        return 1.0 if self.kind is FunnelKind.RATIO else self.average

    @property
    def is_judged(self) -> bool:
        """True where there are units enough for overdispersed limits."""
        return self.tau2 is not None


def funnel(
    names: Sequence[str],
    counts: Floats,
    n: Floats,
    *,
    screening: Screening = Screening.WINSORISE,
) -> Funnel:
    """Shares of units against their average, with limits that allow for real spread.

    Raises:
        DataError: Lengths differ, a count is under 0 or over its n, or an n is 0.
    """
    _check(names, counts, n)
    share = counts / n
    sigma = 1 / (2 * np.sqrt(n))
    average = float(counts.sum() / n.sum())
    theta = math.asin(math.sqrt(average))
    z = (np.arcsin(np.sqrt(share)) - theta) / sigma
    phi, tau2 = (
        spread_of(z, sigma, screening) if len(names) >= LEAST_UNITS else (None, None)
    )
    adjusted = None if tau2 is None else z * sigma / np.sqrt(sigma**2 + tau2)
    low, high = wilson(counts, n)
    units = tuple(
        FunnelUnit(
            name=name,
            count=float(counts[i]),
            n=float(n[i]),
            share=float(share[i]),
            lower=float(low[i]),
            upper=float(high[i]),
            z=float(z[i]),
            z_adjusted=None if adjusted is None else float(adjusted[i]),
            verdict=verdict_of(None if adjusted is None else float(adjusted[i])),
        )
        for i, name in enumerate(names)
    )
    return Funnel(
        units=units,
        average=average,
        phi=phi,
        tau2=tau2,
        curve=None if tau2 is None else _curve(theta, tau2, n),
        n_outside_unadjusted=int((np.abs(z) > THREE_SIGMA).sum()),
    )


def _check(names: Sequence[str], counts: Floats, n: Floats) -> None:
    if not len(names) == counts.size == n.size or not names:
        msg = "A funnel needs a name, a count and a denominator for each unit."
        raise DataError(msg)
    if not ((counts >= 0) & (counts <= n) & (n > 0)).all():
        msg = "A funnel of shares needs counts from 0 to their denominator, over 0."
        raise DataError(msg, next_step="Leave out units without cases.")


def _curve(theta: float, tau2: float, n: Floats, *, n_points: int = 120) -> FunnelCurve:
    sizes = np.geomspace(float(n.min()), float(n.max()), n_points)
    wide = np.sqrt(1 / (4 * sizes) + tau2)
    lower_95, upper_95, lower_998, upper_998 = (
        _share_of(theta + z * wide)
        for z in (-TWO_SIGMA, TWO_SIGMA, -THREE_SIGMA, THREE_SIGMA)
    )
    return FunnelCurve(
        n=sizes,
        lower_95=lower_95,
        upper_95=upper_95,
        lower_998=lower_998,
        upper_998=upper_998,
    )


def _share_of(angle: Floats) -> Floats:
    """Back from the arcsine scale; beyond its ends the share is 0 or 1."""
    return np.asarray(np.sin(np.clip(angle, 0, math.pi / 2)) ** 2)
