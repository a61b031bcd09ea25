"""What the sentences of a verdict hold the measure against, by design."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.evidence.looking import look
from mersey.evidence.observing import that_changed
from mersey.report.evidence_verdict_words import level_words, verdict_lines
from tests.unit.evidence.borough_log import planning_cases
from tests.unit.evidence.plans import PLAN, experiment

LAST = date(2026, 9, 28)
MEASURE = 'kind = "time_to_end"\nends = ["decision-issued", "withdrawn"]'
SHARE = 'kind = "share_by"\nwithin_days = 56'
DESIGN = 'name = "before_after"\nseason = "whole_years"'
SERIES = 'name = "interrupted"\nseason = "none"'
UNITS = 'unit = "deprivation"\ncomparison = ["4", "5"]'
ALL_UNITS = UNITS.replace('"4"', '"2", "3", "4"')
TEAM = 'team = "Planning applications"'


@pytest.fixture(scope="module")
def cases():
    return planning_cases()[0]


def test_before_and_since_are_told_when_cases_are_compared(cases):
    said = level_words(look(experiment(), cases, on=LAST))
    assert "70 days in the time before" in said


def test_series_are_held_against_their_own_course(cases):
    plan = experiment(PLAN.replace(MEASURE, SHARE).replace(DESIGN, SERIES))
    assert level_words(look(plan, cases, on=LAST)).endswith(
        "17 in 100 without the change."
    )


def test_others_are_named_when_units_are_compared(cases):
    design = f'name = "staggered"\nseason = "none"\nper = "month"\n{ALL_UNITS}'
    plan = experiment(
        PLAN.replace(DESIGN, design).replace(TEAM, 'team = "1"').replace(MEASURE, SHARE)
    )
    found = look(plan, cases, on=LAST)
    assert "what the others moved by is taken off" in level_words(found)
    assert "bounds it neither way" in " ".join(verdict_lines(found))


def test_steps_and_fidelity_are_of_the_unit_that_changed(cases):
    design = f'name = "interrupted_controlled"\nseason = "none"\n{UNITS}'
    plan = experiment(PLAN.replace(DESIGN, design).replace(TEAM, 'team = "1"'))
    ours = that_changed(plan, cases)
    assert set(ours.attributes["deprivation"].codes) == set(
        cases.attributes["deprivation"].place("1")
    )
    found = look(plan, cases, on=LAST)
    assert found.fidelity[0].n_begun < ours.n
    assert found.steps[0].n_since < ours.n
