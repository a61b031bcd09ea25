"""The smallest effect that a look could see, judged by what was before alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from mersey.distributions import normal_quantile
from mersey.errors import EvidenceError
from mersey.evidence.choices import Statistic
from mersey.evidence.cohorts import widening
from mersey.evidence.sides import side_of
from mersey.flow.time_to_event import kaplan_meier

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.design import Ahead, Asked
    from mersey.evidence.observed import CaseTimes

    Floats = npt.NDArray[np.float64]


def in_errors(asked: Asked, ahead: Ahead) -> float:
    """How many standard errors an effect must be to be seen with the power asked for."""
    sides = normal_quantile((1 + asked.level) / 2)
    return sides + normal_quantile(ahead.power)


def smallest_of_cases(before: CaseTimes, asked: Asked, ahead: Ahead) -> float:
    """The smallest difference that a look at cases could see, in the unit.

    Those since are taken to scatter as those before do, week by week too, to come in
    evenly and to be watched until the look: late ones are followed for a few days only.

    Raises:
        EvidenceError: No horizon, a look before it, or no cases ahead.
    """
    horizon = ahead.horizon_days or asked.horizon_days
    if horizon is None or not ahead.n > 0:
        msg = "what a look could see depends on its horizon and on how many cases come"
        raise EvidenceError(msg)
    if ahead.days < horizon:
        msg = f"{horizon:g} days cannot be seen at {ahead.days:g}: look later"
        raise EvidenceError(msg)
    side = side_of(before, asked, horizon)
    mine = side.standard_error**2 * side.n / (ahead.n_before or side.n)
    theirs = side.standard_error**2 * side.n / ahead.n
    theirs *= _late_entry(before, asked, horizon=horizon, days=ahead.days)
    return in_errors(asked, ahead) * math.sqrt(mine + theirs) * widening(side)


def _late_entry(
    before: CaseTimes, asked: Asked, *, horizon: float, days: float
) -> float:
    """Times by which the variance grows since the last cases to come in are not watched.

    Each step of Greenwood's sum is divided by the share that is watched so long. A share
    is treated as the mean is: near enough, and exact without censoring.
    """
    if asked.statistic is Statistic.GAP:
        return 1.0
    fitted = kaplan_meier(before.days, before.is_ended)
    inside = fitted.days < horizon
    times, survival = fitted.days[inside], fitted.survival[inside]
    n, d = (one[inside].astype(float) for one in (fitted.at_risk, fitted.ended))
    areas = np.concatenate([[1.0], survival])
    areas *= np.diff(np.concatenate([[0.0], times, [horizon]]))
    to_the_right = areas.sum() - np.cumsum(areas)[:-1]
    left = np.where(n > d, n - d, np.inf)
    terms = to_the_right**2 * d / (n * left)
    watched = np.maximum(1 - times / days, 1 / max(before.days.size, 1))
    total = float(terms.sum())
    return float((terms / watched).sum()) / total if total > 0 else 1.0
