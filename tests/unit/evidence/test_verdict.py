"""What may be said of a change, on intervals chosen to meet each rule."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Interval,
    Standing,
)
from mersey.evidence.guardrails import Guard, GuardStanding, guarded
from mersey.evidence.holm import holm
from mersey.evidence.verdict import (
    AsPredicted,
    LookTaken,
    LookTime,
    Stop,
    VerdictKind,
    judge_change,
)
from mersey.vocabulary import Better, Dimension, Unit

LAST = LookTaken(on=date(2026, 9, 28), kind=LookTime.LAST)


def effect(low, high, *, better=Better.LOWER, level=0.95, anytime=None, standing=None):
    held = Assumption(name=AssumptionName.FIDELITY, standing=standing or Standing.HELD)
    return Effect(
        measure="time_to_end",
        measure_hash="0" * 64,
        unit=Unit.DAYS,
        better=better,
        design="before_after",
        claim=Claim.SINCE,
        before=70.0,
        since=70.0 + (low + high) / 2,
        n_before=490,
        n_since=486,
        estimate=(low + high) / 2,
        interval=Interval(low=low, high=high, level=level),
        anytime=anytime and Interval(low=anytime[0], high=anytime[1]),
        assumptions=(held,),
    )


def guard(low, high, *, margin=5.0, is_used=True):
    told = Guard(
        name="refused",
        dimension=Dimension.SAFER,
        margin=margin,
        is_used=is_used,
    )
    return guarded(told, effect(low, high, level=0.90))


def judged(found, *, look=LAST, guardrails=()):
    return judge_change(
        found,
        look=look,
        worth_having=5.0,
        prediction=(10.0, 14.0),
        guardrails=guardrails,
    )


@pytest.mark.parametrize(
    ("low", "high", "kind"),
    [
        (-17.4, -13.2, VerdictKind.IMPROVED),
        (-17.4, -5.0, VerdictKind.NOT_YET_KNOWN),  # 5 itself is not beyond 5
        (-4.9, 4.9, VerdictKind.NO_WORTHWHILE_CHANGE),
        (-4.9, -0.1, VerdictKind.NO_WORTHWHILE_CHANGE),  # it moved, but not by enough
        (0.1, 9.0, VerdictKind.WORSE),
        (-9.0, 9.0, VerdictKind.NOT_YET_KNOWN),
    ],
)
def test_judge_change_goes_by_the_whole_interval(low, high, kind):
    assert judged(effect(low, high)).kind is kind


def test_judge_change_turns_the_sign_where_higher_is_better():
    found = judged(effect(6.0, 12.0, better=Better.HIGHER))
    assert found.kind is VerdictKind.IMPROVED
    assert (found.interval.low, found.interval.high) == (6.0, 12.0)


def test_judge_change_says_how_the_gain_stands_to_the_prediction():
    assert judged(effect(-17.4, -13.2)).predicted is AsPredicted.MORE
    assert judged(effect(-13.0, -11.0)).predicted is AsPredicted.AS_PREDICTED
    assert judged(effect(-9.0, -7.0)).predicted is AsPredicted.LESS


def test_judge_change_rests_on_the_wider_interval_when_somebody_looked_ahead():
    found = effect(-17.4, -13.2, anytime=(-21.0, -4.0))
    peeked = LookTaken(on=LAST.on, kind=LookTime.LAST, n_ahead=1)
    assert judged(found).kind is VerdictKind.IMPROVED
    assert judged(found, look=peeked).kind is VerdictKind.NOT_YET_KNOWN


def test_judge_change_rests_on_the_wider_interval_before_the_last_look():
    found = effect(-17.4, -13.2, anytime=(-21.0, -4.0))
    first = LookTaken(on=date(2025, 12, 29), kind=LookTime.FIRST)
    assert judged(found, look=first).interval.high == 21.0


def test_judge_change_refuses_a_look_for_which_the_design_has_no_interval():
    first = LookTaken(on=date(2025, 12, 29), kind=LookTime.FIRST)
    with pytest.raises(ValueError, match="no interval"):
        judged(effect(-17.4, -13.2), look=first)


def test_judge_change_is_too_early_when_ahead_of_the_first_look():
    ahead = LookTaken(on=date(2025, 11, 24), kind=LookTime.AHEAD, n_ahead=1)
    found = judged(effect(-17.4, -13.2, anytime=(-30.0, -8.0)), look=ahead)
    assert found.kind is VerdictKind.TOO_EARLY


@pytest.mark.parametrize(
    ("rail", "stop"),
    [
        (guard(5.5, 9.0), Stop.GUARDRAIL_BREACHED),
        (guard(-3.0, 5.0), Stop.GUARDRAIL_NOT_YET_KNOWN),  # no difference is no safety
    ],
)
def test_judge_change_is_not_improved_when_a_guardrail_is_not_held(rail, stop):
    found = judged(effect(-17.4, -13.2), guardrails=(rail,))
    assert found.kind is VerdictKind.NOT_YET_KNOWN
    assert found.stops == (stop,)


def test_judge_change_is_not_stopped_by_a_guardrail_that_is_listed_only():
    rail = guard(-3.0, 15.0, is_used=False)
    assert judged(effect(-17.4, -13.2), guardrails=(rail,)).kind is VerdictKind.IMPROVED


def test_judge_change_is_not_improved_when_the_change_was_not_made():
    found = judged(effect(-17.4, -13.2, standing=Standing.FAILED))
    assert found.kind is VerdictKind.NOT_YET_KNOWN
    assert found.stops == (Stop.FIDELITY,)


def test_guarded_holds_when_the_margin_is_ruled_out():
    rail = guard(-3.4, 3.4)
    assert rail.standing is GuardStanding.HELD
    assert rail.worst == 3.4


def test_guarded_turns_the_sign_where_higher_is_better():
    told = Guard(name="n", dimension=Dimension.SAFER, margin=5.0)
    rail = guarded(told, effect(-3.4, 8.0, better=Better.HIGHER, level=0.90))
    assert (rail.standing, rail.worst) == (GuardStanding.HELD, 3.4)


def test_guarded_refuses_an_interval_of_another_level():
    told = Guard(name="n", dimension=Dimension.SAFER, margin=5.0)
    with pytest.raises(ValueError, match=r"judged at 0\.9"):
        guarded(told, effect(-3.4, 3.4))


def test_guard_refuses_a_margin_of_zero():
    with pytest.raises(ValueError, match="above 0"):
        Guard(name="n", dimension=Dimension.SAFER, margin=0.0)


def test_holm_steps_down():
    # By hand: .01 × 4, .02 × 3, .03 × 2 (raised to .06), .5.
    assert holm([0.02, 0.5, 0.01, 0.03]) == pytest.approx((0.06, 0.5, 0.04, 0.06))


def test_holm_gives_nothing_for_nothing():
    assert holm([]) == ()
