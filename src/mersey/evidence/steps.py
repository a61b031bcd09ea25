"""Where on the way did the days come out, and did a step move that should not have?

Every plan names the step that must move if the change is the cause, and steps that must
not. What an untouched step moved by, the better way, something else moved: it is taken
off the effect before anybody judges it, and its own uncertainty goes in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.distributions import normal_cdf, normal_quantile
from mersey.evidence.cohorts import cohort_shift
from mersey.evidence.effect import Assumption, AssumptionName, Interval, Standing
from mersey.evidence.restricted import restricted_side, watched_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.evidence.effect import Effect
    from mersey.evidence.observed import CasePair

FEWEST: Final = 20
"""Cases of a step on either side; of fewer nothing is said."""


class StepRole(StrEnum):
    """What the plan says of a step."""

    MUST_MOVE = "must_move"
    MUST_NOT_MOVE = "must_not_move"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the way: from one milestone to the next.

    Attributes:
        pair: Days in the step, before and since; cases still in it are not ended.
    """

    from_step: str
    to_step: str
    role: StepRole
    pair: CasePair


@dataclass(frozen=True, kw_only=True)
class Finished:
    """The same of those alone that have come through the step, for the eye.

    It flatters where many are still in the step, so nothing is judged by it.
    """

    n_before: int
    n_since: int
    before: float
    since: float
    estimate: float
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class StepChange:
    """What a step took, in mean days up to the horizon, those still in it counted.

    Attributes:
        estimate: Since minus before; None with too few cases, as is `interval`.
        n_before, n_since: Cases that reached the step.
        finished: Of those that have come through it; None of too few.
    """

    from_step: str
    to_step: str
    role: StepRole
    n_before: int
    n_since: int
    before: float | None = None
    since: float | None = None
    estimate: float | None = None
    interval: Interval | None = None
    finished: Finished | None = None

    @property
    def moved(self) -> bool:
        """Whether the step took more or fewer days, by more than chance."""
        return self.interval is not None and not self.interval.holds(0.0)


def split(
    steps: Sequence[Step], *, horizon_days: float, level: float = 0.95
) -> tuple[StepChange, ...]:
    """What each step moved by, in the order given."""
    return tuple(_change(step, horizon_days, level) for step in steps)


def with_steps(
    effect: Effect, changes: Sequence[StepChange], *, is_whole_way: bool
) -> Effect:
    """The effect with what untouched steps moved by taken off, and both checks added.

    A step that got slower is said and not taken off: that would flatter the change. One
    that got quicker can be taken off days of the whole way alone; where the effect is of
    anything else, no verdict can rest on it.

    Args:
        effect: What was found.
        changes: What each step moved by, in days.
        is_whole_way: The effect is of the days of the whole way, these steps among them.
    """
    untouched = [one for one in changes if one.role is StepRole.MUST_NOT_MOVE]
    helped = [one for one in untouched if one.moved and _is_quicker(one)]
    assumptions = [
        *effect.assumptions,
        *(_must_move(one) for one in changes if one.role is StepRole.MUST_MOVE),
        *(
            _must_not_move(one, has_helped=one in helped, is_taken_off=is_whole_way)
            for one in untouched
        ),
    ]
    allowed = _less(effect, helped) if is_whole_way else effect
    return replace(allowed, assumptions=tuple(assumptions))


def _change(step: Step, horizon_days: float, level: float) -> StepChange:
    before, since = step.pair.before, step.pair.since
    bare = StepChange(
        from_step=step.from_step,
        to_step=step.to_step,
        role=step.role,
        n_before=int(before.days.size),
        n_since=int(since.days.size),
    )
    if min(bare.n_before, bare.n_since) < FEWEST:
        return bare
    horizon = min(horizon_days, *(watched_days(one) for one in (before, since)))
    sides = [restricted_side(one, horizon) for one in (before, since)]
    shift = cohort_shift(sides[0], sides[1])
    return replace(
        bare,
        before=sides[0].value,
        since=sides[1].value,
        estimate=shift.estimate,
        interval=shift.interval(level) if shift.plain_error else None,
        finished=_finished(step.pair, level),
    )


def _finished(pair: CasePair, level: float) -> Finished | None:
    """Plain means and their difference, each side with its own scatter."""
    sides = [
        one.days[one.is_ended & (one.ended_as == 0)]
        for one in (pair.before, pair.since)
    ]
    if min(side.size for side in sides) < FEWEST:
        return None
    before, since = (float(side.mean()) for side in sides)
    error = math.sqrt(sum(float(side.var(ddof=1)) / side.size for side in sides))
    half = normal_quantile((1 + level) / 2) * error
    return Finished(
        n_before=sides[0].size,
        n_since=sides[1].size,
        before=before,
        since=since,
        estimate=since - before,
        interval=_around(since - before, half, level),
    )


def _is_quicker(change: StepChange) -> bool:
    return (change.estimate or 0.0) < 0


def _must_move(change: StepChange) -> Assumption:
    if change.interval is None:
        standing = Standing.UNKNOWN
    elif change.moved and _is_quicker(change):
        standing = Standing.HELD
    else:
        standing = Standing.FAILED
    return Assumption(
        name=AssumptionName.MOVED_STEP, standing=standing, figures=_figures(change)
    )


def _must_not_move(
    change: StepChange, *, has_helped: bool, is_taken_off: bool
) -> Assumption:
    if change.interval is None:
        standing = Standing.UNKNOWN
    elif has_helped and not is_taken_off:
        standing = Standing.FAILED
    else:
        standing = Standing.DOUBTFUL if change.moved else Standing.HELD
    figures = _figures(change) | {"taken_off": int(has_helped and is_taken_off)}
    return Assumption(
        name=AssumptionName.UNTOUCHED_STEPS, standing=standing, figures=figures
    )


def _figures(change: StepChange) -> dict[str, float | int | str | None]:
    interval = change.interval
    return {
        "from_step": change.from_step,
        "to_step": change.to_step,
        "before": change.before,
        "since": change.since,
        "estimate": change.estimate,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "n_before": change.n_before,
        "n_since": change.n_since,
    }


def _less(effect: Effect, helped: Sequence[StepChange]) -> Effect:
    """The effect less what helped; errors add up as those of independent numbers do.

    A step is part of the way, so the two hang together and the true error is smaller:
    the interval errs on the wide side.
    """
    if not helped:
        return effect
    taken_off = sum(one.estimate or 0.0 for one in helped)
    estimate = effect.estimate - taken_off
    extra = math.hypot(*(_half(one.interval) for one in helped))
    z = normal_quantile((1 + effect.interval.level) / 2)
    half = math.hypot(_half(effect.interval), extra)
    p_value = 2 * normal_cdf(-abs(estimate) * z / half)
    return replace(
        effect,
        estimate=estimate,
        taken_off=effect.taken_off + taken_off,
        interval=_around(estimate, half, effect.interval.level),
        anytime=_around(
            estimate,
            math.hypot(_half(effect.anytime), extra * _times(effect)),
            effect.anytime.level,
        )
        if effect.anytime
        else None,
        relative=None,
        p_value=None if effect.p_value is None else p_value,
        standard_error=half / z,
    )


def _half(interval: Interval | None) -> float:
    return (interval.high - interval.low) / 2 if interval else 0.0


def _times(effect: Effect) -> float:
    """How much wider the interval for any time is."""
    return _half(effect.anytime) / _half(effect.interval)


def _around(estimate: float, half: float, level: float) -> Interval:
    return Interval(low=estimate - half, high=estimate + half, level=level)
