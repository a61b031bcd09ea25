"""Are places different from what was expected of them? Observed over expected.

Limits of standardised ratios on the logarithmic scale, where a ratio O/E has standard
error 1/√E: Spiegelhalter (2005), Statistics in Medicine 24: 1185-1202, appendix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import DataError
from mersey.signals.funnel import Funnel, FunnelCurve, FunnelKind, FunnelUnit
from mersey.signals.funnel_scores import (
    LEAST_UNITS,
    THREE_SIGMA,
    TWO_SIGMA,
    Screening,
    spread_of,
    verdict_of,
)
from mersey.signals.intervals import poisson_interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.results import Floats

INSTEAD_OF_ZERO: Final = 0.5
"""No case has no logarithm: half a case is taken instead (Spiegelhalter 2005)."""


def ratio_funnel(
    names: Sequence[str],
    observed: Floats,
    expected: Floats,
    *,
    screening: Screening = Screening.WINSORISE,
) -> Funnel:
    """Observed over expected against 1, with limits that allow for real spread.

    Raises:
        DataError: Lengths differ, a count is under 0, or an expected one not over 0.
    """
    _check(names, observed, expected)
    ratio = observed / expected
    sigma = 1 / np.sqrt(expected)
    z = np.log(np.maximum(observed, INSTEAD_OF_ZERO) / expected) / sigma
    phi, tau2 = (
        spread_of(z, sigma, screening) if len(names) >= LEAST_UNITS else (None, None)
    )
    adjusted = None if tau2 is None else z * sigma / np.sqrt(sigma**2 + tau2)
    return Funnel(
        units=tuple(
            _unit(i, names, observed, expected, z=z, adjusted=adjusted)
            for i in range(len(names))
        ),
        average=float(ratio @ expected / expected.sum()),
        phi=phi,
        tau2=tau2,
        curve=None if tau2 is None else _curve(tau2, expected),
        n_outside_unadjusted=int((np.abs(z) > THREE_SIGMA).sum()),
        kind=FunnelKind.RATIO,
    )


def _check(names: Sequence[str], observed: Floats, expected: Floats) -> None:
    if not len(names) == observed.size == expected.size or not names:
        msg = "A funnel needs a name, a count and an expected count for each unit."
        raise DataError(msg)
    if not ((observed >= 0) & (expected > 0)).all():
        msg = "A funnel of ratios needs counts from 0, and expected counts over 0."
        raise DataError(msg, next_step="Leave out units of which nothing is expected.")


def _unit(
    i: int,
    names: Sequence[str],
    observed: Floats,
    expected: Floats,
    *,
    z: Floats,
    adjusted: Floats | None,
) -> FunnelUnit:
    count, out_of = float(observed[i]), float(expected[i])
    lower, upper = poisson_interval(count)
    score = None if adjusted is None else float(adjusted[i])
    return FunnelUnit(
        name=names[i],
        count=count,
        n=out_of,
        share=count / out_of,
        lower=lower / out_of,
        upper=upper / out_of,
        z=float(z[i]),
        z_adjusted=score,
        verdict=verdict_of(score),
    )


def _curve(tau2: float, expected: Floats, *, n_points: int = 120) -> FunnelCurve:
    sizes = np.geomspace(float(expected.min()), float(expected.max()), n_points)
    wide = np.sqrt(1 / sizes + tau2)
    lower_95, upper_95, lower_998, upper_998 = (
        np.exp(z * wide) for z in (-TWO_SIGMA, TWO_SIGMA, -THREE_SIGMA, THREE_SIGMA)
    )
    return FunnelCurve(
        n=sizes,
        lower_95=lower_95,
        upper_95=upper_95,
        lower_998=lower_998,
        upper_998=upper_998,
    )
