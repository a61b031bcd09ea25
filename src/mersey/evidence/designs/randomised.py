"""Cases with a change against cases without it, by a lot that was drawn beforehand.

The only design in which nothing but the change can be the cause, as long as the lot fell
as it was drawn. Where it was drawn for days or teams, each of those counts as one.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import normal_quantile, student_t_quantile
from mersey.errors import EvidenceError
from mersey.evidence.anytime import anytime_interval, shared_size
from mersey.evidence.arms import (
    SPLIT_LEVEL,
    Apart,
    Arm,
    apart,
    clustered,
    relative,
    split_p,
)
from mersey.evidence.choices import Statistic
from mersey.evidence.design import (
    Asked,
    Design,
    DesignExample,
    Needs,
    Reason,
    ReasonName,
)
from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Standing,
)
from mersey.evidence.foreseen import smallest_of_cases
from mersey.evidence.observed import CasePair, CaseTimes
from mersey.evidence.sides import horizon_of, least_error, side_of
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from mersey.evidence.design import Ahead, Question
    from mersey.evidence.effect import Interval
    from mersey.evidence.observed import Observed
    from mersey.evidence.restricted import Side

FEWEST_CASES: Final = 50
"""In each arm; under it a curve's far end hangs on a handful of cases."""

ENOUGH_CLUSTERS: Final = 10
"""In each arm; with fewer the error itself is hardly known."""


def _feasible(question: Question) -> tuple[Reason, ...]:
    reasons = []
    if not question.has_lot:
        reasons.append(Reason(name=ReasonName.NO_LOT))
    if not question.is_by_case:
        reasons.append(Reason(name=ReasonName.NO_CASES))
    if question.n_since < 2 * FEWEST_CASES:
        figures = {"n_since": question.n_since, "needed": 2 * FEWEST_CASES}
        reasons.append(Reason(name=ReasonName.TOO_FEW_SINCE, figures=figures))
    return tuple(reasons)


def _estimate(observed: Observed, asked: Asked) -> Effect:
    """What the arm with the change did otherwise than the one without.

    Raises:
        EvidenceError: The cases cannot be compared: not of the same time, no horizon, nobody watched so long,
            clusters in one arm alone or only one in an arm, or nothing that scatters.
    """
    pair = _pair(observed)
    _check_same_time(pair)
    horizon = horizon_of(pair, asked)
    sides = [side_of(cases, asked, horizon) for cases in (pair.before, pair.since)]
    try:
        arms = _arms(pair, sides, asked)
        found = apart(*arms, level=asked.level)
    except ValueError as error:
        raise EvidenceError(f"The arms cannot be compared: {error}.") from error
    return Effect(
        measure=asked.measure,
        measure_hash=asked.measure_hash,
        unit=asked.unit,
        better=asked.better,
        design=DESIGN.name,
        claim=Claim.BECAUSE,
        before=sides[0].value,
        since=sides[1].value,
        n_before=sides[0].n,
        n_since=sides[1].n,
        estimate=found.estimate,
        interval=found.interval,
        anytime=_anytime(found, sides, asked),
        relative=(
            None
            if asked.statistic is Statistic.GAP
            else relative(*arms, level=asked.level)
        ),
        p_value=found.p_value,
        horizon_days=horizon,
        standard_error=found.error,
        assumptions=_assumptions(pair, asked),
    )


def _smallest(observed: Observed, asked: Asked, ahead: Ahead) -> float:
    """The smallest effect that two arms of `ahead.n` cases together could show."""
    pair = _pair(observed)
    ratio = asked.ratio or 0.5
    n_without = ahead.n_before or ahead.n * (1 - ratio)
    parts = [
        smallest_of_cases(
            pair.before, asked, dataclasses.replace(ahead, n=n, n_before=math.inf)
        )
        for n in (ahead.n * ratio, n_without)
    ]
    return math.hypot(*parts) * _cluster_factor(pair.before, asked, ahead)


def _cluster_factor(cases: CaseTimes, asked: Asked, ahead: Ahead) -> float:
    """Times by which going with the lot in clusters widens the error; at least 1."""
    horizon = ahead.horizon_days or asked.horizon_days
    if cases.cluster is None or horizon is None:
        return 1.0
    side = side_of(cases, asked, horizon)
    arm = clustered(side.value, side.influence, cases.cluster)
    return max(arm.error / side.standard_error, 1.0) if side.standard_error else 1.0


def _pair(observed: Observed) -> CasePair:
    if not isinstance(observed, CasePair):
        msg = "a lot compares cases with the change and without it, not periods"
        raise EvidenceError(msg)
    return observed


def _check_same_time(pair: CasePair) -> None:
    """Cases of another time went to no arm by any lot: that is before and after."""
    windows = [one.opened for one in (pair.before, pair.since) if one.opened.size]
    if len(windows) == 2 and not (
        max(one.min() for one in windows) <= min(one.max() for one in windows)
    ):
        msg = (
            "the cases without the change and those with it are not of the same time: a "
            "lot compares over the same days; draw it with `mersey evidence lot`, or "
            "choose the design before_after"
        )
        raise EvidenceError(msg)


def _arms(pair: CasePair, sides: list[Side], asked: Asked) -> tuple[Arm, Arm]:
    clusters = [pair.before.cluster, pair.since.cluster]
    arms = []
    for side, cluster, other in zip(sides, clusters, clusters[::-1], strict=True):
        if cluster is not None and other is not None:
            arms.append(clustered(side.value, side.influence, cluster))
        elif cluster is None and other is None:
            error = max(side.standard_error, least_error(asked, side))
            arms.append(Arm(value=side.value, error=error, freedom=max(side.n - 1, 1)))
        else:
            msg = "one arm has the days or teams of the lot, and the other has none"
            raise ValueError(msg)
    return arms[0], arms[1]


def _anytime(found: Apart, sides: list[Side], asked: Asked) -> Interval:
    """Safe at every look; what few clusters add to the error is kept."""
    ratio = asked.ratio or 0.5
    planned = asked.n_planned or sides[0].n + sides[1].n
    widened = student_t_quantile(
        (1 + asked.level) / 2, found.freedom
    ) / normal_quantile((1 + asked.level) / 2)
    return anytime_interval(
        found.estimate,
        found.error * widened,
        n=shared_size(sides[0].n, sides[1].n),
        n_planned=shared_size(planned * (1 - ratio), planned * ratio),
        level=asked.level,
    )


def _assumptions(pair: CasePair, asked: Asked) -> tuple[Assumption, ...]:
    """The split, judged on what was drawn, and whether there are clusters enough."""
    counts = [_drawn(cases) for cases in (pair.before, pair.since)]
    ratio = asked.ratio or 0.5
    p = split_p(counts[0], counts[1], ratio=ratio)
    split = Assumption(
        name=AssumptionName.SPLIT,
        standing=Standing.HELD if p >= SPLIT_LEVEL else Standing.FAILED,
        figures={
            "n_without": counts[0],
            "n_with": counts[1],
            "ratio": ratio,
            "p_value": p,
        },
    )
    if pair.before.cluster is None:
        return (split,)
    few = Assumption(
        name=AssumptionName.FEW_UNITS,
        standing=(
            Standing.HELD if min(counts) >= ENOUGH_CLUSTERS else Standing.DOUBTFUL
        ),
        figures={"n_untreated": counts[0], "n_treated": counts[1]},
    )
    return split, few


def _drawn(cases: CaseTimes) -> int:
    """How many times the lot was drawn for an arm: its cases, or its clusters."""
    return len(cases.days if cases.cluster is None else np.unique(cases.cluster))


def _example() -> CasePair:
    """A hundred cases of 10 and 20 days without, a hundred of 6 and 16 with."""

    def arm(days: tuple[float, float]) -> CaseTimes:
        n = 100
        opened = np.datetime64("2024-01-01") + (np.arange(n) // 2).astype(
            "timedelta64[D]"
        )
        return CaseTimes(
            opened=opened,
            days=np.tile(np.array(days), n // 2),
            is_ended=np.ones(n, dtype=np.bool_),
            ended_as=np.zeros(n, dtype=np.int64),
            group=np.zeros(n, dtype=np.int64),
        )

    return CasePair(before=arm((10.0, 20.0)), since=arm((6.0, 16.0)))


DESIGN: Final = Design(
    name="randomised",
    title="By lot",
    claim=Claim.BECAUSE,
    rank=10,
    needs=Needs.CASES,
    source="Fisher (1935); Welch (1947); Donner & Klar (2000) for days and teams",
    description=(
        "A lot that mersey draws and writes down decides which cases, days or teams get "
        "the change; they are compared with the others over the same time, open cases "
        "counted. Days and teams count as one each, however many cases they have. It "
        "first checks that the lot fell as it was drawn."
    ),
    feasible=_feasible,
    estimate=_estimate,
    smallest=_smallest,
    example=DesignExample(
        observed=_example,
        asked=Asked(
            measure="days to the end",
            measure_hash="0" * 64,
            unit=Unit.DAYS,
            better=Better.LOWER,
            horizon_days=30.0,
        ),
        expected={"estimate": -4.0, "low": -5.3944, "high": -2.6056},
        digits=3,
        note=(
            "15 days without, 11 with. Each arm scatters with a variance of 25, so that "
            "the error is √(25/100 + 25/100) = .7071, times 1.9720 (t, 198)."
        ),
    ),
)
