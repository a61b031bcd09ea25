"""Limits of the means and the standard deviations of small samples (x̄ and s).

Source: Montgomery, *Introduction to Statistical Quality Control*, §6.3.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.results import Limits

if TYPE_CHECKING:
    from mersey.signals.results import Floats

__all__ = ["c4", "mean_limits", "sd_limits"]

LIMIT_SIGMAS: Final = 3.0
NEAR_SIGMAS: Final = 2.0


def c4(n: Floats) -> Floats:
    """Expected standard deviation of `n` standard normal values; NaN for one value."""
    known = [
        math.sqrt(2 / (k - 1)) * math.exp(math.lgamma(k / 2) - math.lgamma((k - 1) / 2))
        if k > 1
        else math.nan
        for k in n.tolist()
    ]
    return np.array(known)


def mean_limits(means: Floats, n: Floats, *, sd: float) -> Limits:
    """Limits of means of `n` values; `sd` is the mean standard deviation of samples.

    The centre weighs each mean by its n. A mean of one value has no limits (NaN).
    """
    centre = np.full(means.shape, float((means * n).sum() / n.sum()))
    sigma = sd / (c4(n) * np.sqrt(n))
    return Limits(
        centre=centre,
        lower=centre - LIMIT_SIGMAS * sigma,
        upper=centre + LIMIT_SIGMAS * sigma,
        near_lower=centre - NEAR_SIGMAS * sigma,
        near_upper=centre + NEAR_SIGMAS * sigma,
    )


def sd_limits(sds: Floats, n: Floats) -> Limits:
    """Limits of standard deviations of samples of `n` values, clipped at 0."""
    centre = np.full(sds.shape, float(sds.mean()))
    expected = c4(n)
    sigma = centre / expected * np.sqrt(1 - expected**2)
    return Limits(
        centre=centre,
        lower=np.maximum(centre - LIMIT_SIGMAS * sigma, 0.0),
        upper=centre + LIMIT_SIGMAS * sigma,
        near_lower=np.maximum(centre - NEAR_SIGMAS * sigma, 0.0),
        near_upper=centre + NEAR_SIGMAS * sigma,
    )
