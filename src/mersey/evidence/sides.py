"""Two sides of cases by the statistic that was asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mersey.errors import EvidenceError
from mersey.evidence.choices import Statistic
from mersey.evidence.effect import Interval, Relative
from mersey.evidence.incidence import incidence_side
from mersey.evidence.restricted import gap_side, restricted_side, watched_days

if TYPE_CHECKING:
    from mersey.evidence.design import Asked
    from mersey.evidence.observed import CasePair, CaseTimes
    from mersey.evidence.restricted import Side


def horizon_of(pair: CasePair, asked: Asked) -> float:
    """The horizon of the look.

    Raises:
        EvidenceError: None was said, or nobody has been watched as long on either side.
    """
    if asked.horizon_days is None:
        msg = "a look at cases needs a horizon: how many days each is followed"
        raise EvidenceError(msg)
    for name, cases in (("before", pair.before), ("since the change", pair.since)):
        watched = watched_days(cases)
        if watched < asked.horizon_days:
            msg = (
                f"{asked.horizon_days:g} days cannot be seen at {watched:g}: no case"
                f" {name} has been watched for longer; take a shorter horizon, or look later"
            )
            raise EvidenceError(msg)
    return asked.horizon_days


def side_of(cases: CaseTimes, asked: Asked, horizon_days: float) -> Side:
    """What is made of the cases of one side."""
    match asked.statistic:
        case Statistic.RESTRICTED_MEAN:
            return restricted_side(cases, horizon_days)
        case Statistic.INCIDENCE:
            return incidence_side(cases, horizon_days)
        case Statistic.GAP:
            return gap_side(cases, horizon_days)


def least_error(asked: Asked, *sides: Side) -> float:
    """What a share's standard error is at least, even where none or all were seen.

    Source: Agresti & Caffo (2000): one success and one failure added to each side.
    """
    if asked.statistic is not Statistic.INCIDENCE:
        return 0.0
    shares = [(side.value * side.n + 1) / (side.n + 2) for side in sides]
    parts = zip(shares, sides, strict=True)
    total = sum(
        share * (1 - share) / (side.n + 2) - side.standard_error**2
        for share, side in parts
        if min(side.value, 1 - side.value) * side.n < 1
    )
    return math.sqrt(sum(side.standard_error**2 for side in sides) + max(total, 0.0))


def relative_of(
    asked: Asked, before: Side, since: Side, *, widened: float, quantile: float
) -> Relative | None:
    """The change as a share of before, before's own uncertainty counted.

    None for gaps, which may be 0 or below, and where a side is 0.

    Args:
        asked: What was asked.
        before: The side before.
        since: The side since.
        widened: Times by which what weeks share widens the errors.
        quantile: Of the interval, such as 1.96.
    """
    if asked.statistic is Statistic.GAP or not (before.value > 0 and since.value > 0):
        return None
    log_ratio = math.log(since.value / before.value)
    error = widened * math.hypot(
        before.standard_error / before.value, since.standard_error / since.value
    )
    low, high = (math.expm1(log_ratio + sign * quantile * error) for sign in (-1, 1))
    return Relative(
        estimate=math.expm1(log_ratio),
        interval=Interval(low=low, high=high, level=asked.level),
    )
