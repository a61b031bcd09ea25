"""The change split over the steps, and what an untouched step moved by taken off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mersey.evidence.effect import AssumptionName, Claim, Effect, Interval, Standing
from mersey.evidence.observed import CasePair
from mersey.evidence.steps import Step, StepChange, StepRole, split, with_steps
from mersey.vocabulary import Better, Unit
from tests.unit.evidence.made_cases import case_times


def _pair(before: float, since: float, *, n: int = 200, seed: int = 0) -> CasePair:
    rng = np.random.default_rng(seed)
    opened = np.sort(rng.integers(0, 182, n))
    sides = [
        case_times(
            mean + rng.normal(size=n).round(3),
            np.ones(n, dtype=bool),
            opened_day=opened + shift,
        )
        for mean, shift in ((before, 0), (since, 182))
    ]
    return CasePair(before=sides[0], since=sides[1])


def _steps(untouched_since: float) -> tuple[StepChange, ...]:
    steps = (
        Step(
            from_step="queue",
            to_step="named",
            role=StepRole.MUST_MOVE,
            pair=_pair(20, 10, seed=1),
        ),
        Step(
            from_step="in",
            to_step="checked",
            role=StepRole.MUST_NOT_MOVE,
            pair=_pair(8, untouched_since, seed=2),
        ),
    )
    return split(steps, horizon_days=100)


def _effect(estimate: float = -12.0) -> Effect:
    return Effect(
        measure="days",
        measure_hash="0" * 64,
        unit=Unit.DAYS,
        better=Better.LOWER,
        design="before_after",
        claim=Claim.SINCE,
        before=60,
        since=60 + estimate,
        n_before=200,
        n_since=200,
        estimate=estimate,
        interval=Interval(low=estimate - 2, high=estimate + 2),
        anytime=Interval(low=estimate - 3, high=estimate + 3),
        p_value=1e-9,
    )


def _standing(effect: Effect, name: AssumptionName) -> Standing:
    (found,) = (one for one in effect.assumptions if one.name is name)
    return found.standing


def test_step_moves_by_what_it_moved() -> None:
    moved, still = _steps(8)
    assert moved.estimate == pytest.approx(-10, abs=0.3)
    assert moved.moved
    assert not still.moved
    assert moved.finished is not None
    assert moved.finished.estimate == pytest.approx(moved.estimate, abs=1e-9)


def test_nothing_is_taken_off_when_the_untouched_step_stood_still() -> None:
    effect = with_steps(_effect(), _steps(8), is_whole_way=True)
    assert (effect.estimate, effect.taken_off) == (-12.0, 0.0)
    assert _standing(effect, AssumptionName.MOVED_STEP) is Standing.HELD
    assert _standing(effect, AssumptionName.UNTOUCHED_STEPS) is Standing.HELD


def test_movement_is_taken_off_when_the_untouched_step_got_quicker() -> None:
    effect = with_steps(_effect(), _steps(6), is_whole_way=True)
    assert effect.taken_off == pytest.approx(-2, abs=0.3)
    assert effect.estimate == pytest.approx(-12 - effect.taken_off)
    assert effect.interval.high - effect.interval.low > 4
    assert effect.anytime is not None
    assert effect.anytime.low < effect.interval.low
    assert effect.relative is None
    assert _standing(effect, AssumptionName.UNTOUCHED_STEPS) is Standing.DOUBTFUL


def test_nothing_is_taken_off_when_the_untouched_step_got_slower() -> None:
    effect = with_steps(_effect(), _steps(10), is_whole_way=True)
    assert (effect.estimate, effect.taken_off) == (-12.0, 0.0)
    assert _standing(effect, AssumptionName.UNTOUCHED_STEPS) is Standing.DOUBTFUL


def test_moved_step_fails_when_it_did_not_move() -> None:
    step = Step(
        from_step="a", to_step="b", role=StepRole.MUST_MOVE, pair=_pair(8, 8, seed=2)
    )
    effect = with_steps(_effect(), split([step], horizon_days=100), is_whole_way=True)
    assert _standing(effect, AssumptionName.MOVED_STEP) is Standing.FAILED


def test_nothing_is_said_of_a_step_when_few_came_to_it() -> None:
    step = Step(
        from_step="a",
        to_step="b",
        role=StepRole.MUST_NOT_MOVE,
        pair=_pair(8, 2, n=10),
    )
    (change,) = split([step], horizon_days=100)
    assert change.estimate is None
    effect = with_steps(_effect(), [change], is_whole_way=True)
    assert effect.estimate == -12.0
    assert _standing(effect, AssumptionName.UNTOUCHED_STEPS) is Standing.UNKNOWN


def test_p_value_and_interval_agree_when_little_is_left() -> None:
    effect = with_steps(_effect(-2.5), _steps(6), is_whole_way=True)
    assert effect.p_value is not None
    assert effect.p_value > 0.05
    assert effect.interval.holds(0.0)


def test_step_that_got_shorter_moved_where_more_of_the_measure_is_better() -> None:
    share = replace(_effect(), better=Better.HIGHER, unit=Unit.SHARE)
    found = with_steps(share, _steps(8), is_whole_way=False)
    moved = [a for a in found.assumptions if a.name is AssumptionName.MOVED_STEP]
    assert moved[0].standing is Standing.HELD


def test_days_are_taken_off_no_share_and_no_verdict_rests_on_it() -> None:
    share = replace(_effect(), better=Better.HIGHER, unit=Unit.SHARE)
    found = with_steps(share, _steps(6), is_whole_way=False)
    assert (found.estimate, found.taken_off) == (share.estimate, 0.0)
    check = [a for a in found.assumptions if a.name is AssumptionName.UNTOUCHED_STEPS]
    assert check[0].standing is Standing.FAILED
