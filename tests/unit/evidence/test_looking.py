"""One look at the sample plan: what it finds, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence import AssumptionName, Standing, Stop, VerdictKind
from mersey.evidence.looking import look, look_taken
from mersey.evidence.sealed import Harm, sealed
from mersey.evidence.verdict import LookTime
from mersey.vocabulary import Better, Unit
from tests.unit.evidence.borough_log import planning_cases
from tests.unit.evidence.plans import PLAN, experiment

LAST = date(2026, 9, 28)
FIRST = date(2025, 12, 29)


@pytest.fixture(scope="module")
def cases():
    return planning_cases()[0]


@pytest.fixture(scope="module")
def last(cases):
    return look(experiment(), cases, on=LAST, mix=planning_cases()[1])


def test_planted_change_is_called_improved_and_held_by_its_interval(last):
    assert last.verdict.kind is VerdictKind.IMPROVED
    # Planted: ten working days, 14 days on the calendar; realised a little more.
    assert last.verdict.interval.holds(14.0)
    assert 13.0 < last.verdict.gain < 17.5


def test_planted_change_moved_the_step_that_was_changed(last):
    moved = [one for one in last.steps if one.role == "must_move"]
    assert moved[0].interval.holds(-14.0)
    assert moved[0].interval.high < -10.0


def test_every_check_of_the_last_look_is_told(last):
    names = [one.name for one in last.verdict.effect.assumptions]
    assert names[0] is AssumptionName.FIDELITY  # first, whatever the others say
    assert {
        AssumptionName.SEASON,
        AssumptionName.AUTOCORRELATION,
        AssumptionName.REGRESSION_TO_THE_MEAN,
        AssumptionName.CASE_MIX,
        AssumptionName.MOVED_STEP,
        AssumptionName.UNTOUCHED_STEPS,
    } <= set(names)


def test_look_tells_the_same_when_the_log_goes_further(cases):
    shorter = cases.known_on(LAST - timedelta(days=1))
    first = look(experiment(), shorter, on=FIRST).verdict
    assert look(experiment(), cases, on=FIRST).verdict == first


def test_look_between_and_first_rest_on_the_wider_interval(cases):
    first = look(experiment(), cases, on=FIRST).verdict
    assert first.look.kind is LookTime.FIRST
    assert first.interval.high - first.interval.low == pytest.approx(
        first.effect.anytime.high - first.effect.anytime.low
    )


def test_look_after_one_ahead_of_time_is_wider_for_good(cases, last):
    peeked = look(experiment(), cases, on=LAST, n_ahead=1).verdict
    planned = last.verdict.interval
    assert peeked.interval.low < planned.low
    assert peeked.interval.high > planned.high


def test_look_is_not_improved_when_most_cases_did_not_get_the_change(cases):
    plan = experiment(PLAN.replace("within_days = 12", "within_days = 0"))
    found = look(plan, cases, on=LAST).verdict
    assert found.kind is VerdictKind.NOT_YET_KNOWN
    assert Stop.FIDELITY in found.stops


def test_look_is_not_improved_when_a_guardrail_is_breached(cases):
    rejects_more = replace(
        cases,
        outcome=replace(
            cases.outcome,
            codes=np.where(
                (cases.opened >= np.datetime64("2025-09-29"))
                & cases.is_ended
                & (np.arange(cases.n) % 3 == 0),
                cases.outcome.place("Refused")[0],
                cases.outcome.codes,
            ),
        ),
    )
    found = look(experiment(), rejects_more, on=LAST).verdict
    assert found.kind is VerdictKind.NOT_YET_KNOWN
    assert found.stops == (Stop.GUARDRAIL_BREACHED,)


def test_look_doubts_itself_when_something_else_was_noted(cases):
    found = look(experiment(), cases, on=LAST, notes=("A new officer began",))
    noted = found.verdict.effect.assumptions[-1]
    assert noted.name is AssumptionName.SOMETHING_ELSE
    assert noted.standing is Standing.DOUBTFUL


def test_look_refuses_a_day_before_the_comparison_begins(cases):
    with pytest.raises(EvidenceError, match="begins on 2025-09-29"):
        look(experiment(), cases, on=date(2025, 9, 29), n_ahead=1)


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2025, 11, 24), LookTime.AHEAD),
        (FIRST, LookTime.FIRST),
        (date(2026, 1, 5), LookTime.BETWEEN),
        (LAST, LookTime.LAST),
        (date(2026, 9, 30), LookTime.LAST),
    ],
)
def test_look_taken_knows_the_plan(on, kind):
    assert look_taken(experiment(), on).kind is kind


def test_sealed_tells_what_came_and_nothing_of_how_long_it_took(cases):
    found = sealed(experiment(), cases.known_on(date(2025, 11, 23)))
    assert (found.n_came, found.n_ended) == (73, 16)
    assert (found.weeks_gone, found.weeks_to_look) == (8, 13)
    assert found.fidelity.n_done == 21
    assert found.harm.value == pytest.approx(0.02, abs=0.02)
    assert not found.harm.is_reached
    assert found.is_usual_number


SECONDARY = """
[[secondary]]
name = "Checking"
measure = { kind = "step_days", from_step = "received", to_step = "valid-from" }

[[secondary]]
name = "Appeals"
measure = { kind = "incidence", of = ["appeal-lodged"], among = ["Refused"] }
"""


def test_secondary_measure_that_cannot_be_found_is_told_and_counted(cases):
    found = look(experiment(PLAN + SECONDARY), cases, on=FIRST).verdict.secondary
    checking, appeals = found
    assert checking.adjusted_p == pytest.approx(min(1.0, 2 * checking.effect.p_value))
    assert (appeals.effect, appeals.adjusted_p) == (None, None)
    assert "weeks" in appeals.why_not


@pytest.mark.parametrize(
    ("better", "is_reached"), [(Better.LOWER, False), (Better.HIGHER, True)]
)
def test_harm_lies_on_the_side_that_is_worse(better, is_reached):
    seen = Harm(text="", value=0.7, limit=0.8, unit=Unit.SHARE, better=better)
    assert seen.is_reached is is_reached
