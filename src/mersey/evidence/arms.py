"""Two arms that a lot made: how far apart they are, and whether it fell as drawn.

Source: Welch (1947) for the degrees of freedom; Fieller (1954) and the delta method for
the relative effect; Donner & Klar (2000) for arms of clusters; Fabijan et al. (2019) for
the check of the split.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import (
    chi_square_tail,
    student_t_quantile,
    student_t_two_sided_p,
)
from mersey.evidence.effect import Interval, Relative

if TYPE_CHECKING:
    import numpy.typing as npt

SPLIT_LEVEL: Final = 0.001
"""A split more surprising than this was not made by the lot that was drawn. It is looked
at again and again, so one in twenty would cry wolf."""


@dataclass(frozen=True, kw_only=True)
class Arm:
    """One number of one arm.

    Attributes:
        value: In the unit. error: Its standard error. freedom: Behind the error.
    """

    value: float
    error: float
    freedom: float


@dataclass(frozen=True, kw_only=True)
class Apart:
    """How far two arms are apart: with the change less without it.

    Attributes:
        error: Standard error. freedom: Welch's. p_value: Two-sided.
    """

    estimate: float
    error: float
    freedom: float
    interval: Interval
    p_value: float


def apart(without: Arm, with_change: Arm, *, level: float = 0.95) -> Apart:
    """The difference of two arms; neither needs to scatter like the other.

    Raises:
        ValueError: Nothing scatters in either.
    """
    estimate = with_change.value - without.value
    error = math.hypot(without.error, with_change.error)
    if not error > 0:
        msg = "nothing scatters in either arm, so no difference can be judged"
        raise ValueError(msg)
    freedom = _welch(without.error, without, with_change.error, with_change)
    half = student_t_quantile((1 + level) / 2, freedom) * error
    return Apart(
        estimate=estimate,
        error=error,
        freedom=freedom,
        interval=Interval(low=estimate - half, high=estimate + half, level=level),
        p_value=student_t_two_sided_p(estimate / error, freedom),
    )


def relative(without: Arm, with_change: Arm, *, level: float = 0.95) -> Relative | None:
    """The difference as a share of the arm without; its uncertainty counts too.

    None where that arm may be 0 or less: then the share has no meaning, nor a sign.
    """
    t = student_t_quantile((1 + level) / 2, without.freedom)
    if not without.value - t * without.error > 0:
        return None
    estimate = with_change.value / without.value - 1
    own = with_change.error / without.value
    base = without.error * with_change.value / without.value**2
    freedom = _welch(without.error, without, with_change.error, with_change)
    half = student_t_quantile((1 + level) / 2, freedom) * math.hypot(own, base)
    return Relative(
        estimate=estimate,
        interval=Interval(low=estimate - half, high=estimate + half, level=level),
    )


def clustered(
    value: float,
    influence: npt.NDArray[np.float64],
    cluster: npt.NDArray[np.int64],
) -> Arm:
    """An arm whose cases went with the lot in clusters: each cluster counts as one.

    Args:
        value: Of the arm.
        influence: Of each case; the error of the value is their mean.
        cluster: Number of the cluster of each case.

    Raises:
        ValueError: Fewer than two clusters.
    """
    numbers, place = np.unique(cluster, return_inverse=True)
    n = len(numbers)
    if n < 2:
        msg = "an arm of one cluster says nothing of how clusters differ"
        raise ValueError(msg)
    pulls = np.bincount(place, weights=influence) / len(influence)
    error = math.sqrt(n / (n - 1) * float((pulls**2).sum()))
    return Arm(value=value, error=error, freedom=n - 1)


def split_p(n_without: int, n_with: int, *, ratio: float = 0.5) -> float:
    """How surprising a split is, had the lot given `ratio` of them the change.

    Judged by its own ratio: 9,510 to 490 is nothing strange where 5 in 100 were drawn.

    Raises:
        ValueError: Nobody in either arm, or a ratio outside 0 to 1.
    """
    n = n_without + n_with
    if n <= 0 or not 0 < ratio < 1:
        msg = "a split needs somebody in it and a ratio between 0 and 1"
        raise ValueError(msg)
    off = (n_with - n * ratio) ** 2
    return chi_square_tail(off / (n * ratio) + off / (n * (1 - ratio)), 1)


def _welch(error: float, one: Arm, other_error: float, other: Arm) -> float:
    """Degrees of freedom of the sum of two squared errors."""
    parts = error**2, other_error**2
    below = parts[0] ** 2 / one.freedom + parts[1] ** 2 / other.freedom
    return sum(parts) ** 2 / below if below > 0 else math.inf
