from __future__ import annotations

from datetime import date

import pytest

from mersey.evidence.experiment import Idea
from mersey.evidence.measured import StepDays, TimeToEnd
from mersey.evidence.written import read_text
from mersey.samples.experiments import experiment_files
from mersey.samples.sample_service import SampleSetting
from tests.unit.evidence.plans import PLAN, experiment, outcome

IDEA = """
schema = "mersey.experiment/1"
id = "x"
title = "T"
outcome = "o"
service = "planning"
question = "Q?"
change = "C"
why = "W"
"""


def _mistakes(text: str) -> list[str]:
    found, problems = read_text(text, file="x.toml")
    assert found is None
    return [str(problem) for problem in problems]


def test_sample_plan_has_all_its_parts_when_read() -> None:
    plan = experiment()
    assert plan.start == date(2025, 9, 29)
    assert plan.baseline.n_days == 364
    assert isinstance(plan.measure, TimeToEnd)
    assert [look.horizon_days for look in plan.looks] == [84, 112]
    assert [g.margin for g in plan.guardrails] == [0.05, 0.04, 3, 5, None]


def test_sample_outcome_has_its_drivers_when_read() -> None:
    aim = outcome()
    assert isinstance(aim.drivers[0].measure, StepDays)
    assert aim.ideas[0].experiment == experiment().id


def test_every_date_moves_when_the_extract_is_of_another_day() -> None:
    later = experiment_files(SampleSetting(seed=1, as_at=date(2026, 10, 7)))
    moved = experiment(later["experiments/early-officer.toml"].decode())
    assert moved.start == date(2025, 10, 6)
    assert moved.baseline.picked_on == date(2025, 9, 8)


def test_experiment_without_any_part_of_a_plan_is_an_idea() -> None:
    found, problems = read_text(IDEA, file="x.toml")
    assert type(found) is Idea
    assert problems == ()


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("low = 10", "", "prediction.low: it is missing; expected a number"),
        ("low = 10", 'low = "10"', ""),
        ("low = 10", 'low = "ten"', "prediction.low: expected a number"),
        ("low = 10", "low = 20", "prediction: low (20) is above high (14)"),
        ("margin = 3", "margn = 3", 'guardrails[3].margn: no such key; did you mean "margin"?'),
        ("margin = 3", "margin = -3", "guardrails[3].margin: input should be greater than 0"),
        ('"whole_years"', '"whole_year"', 'design.season: expected "whole_years" or "modelled" or "none"; did you mean "whole_years"?'),
        ('kind = "time_to_end"', 'kind = "time_to_ends"', "measure.kind: expected"),
        ('kind = "time_to_end"', "", "measure.kind: expected"),
        ("from = 2024-09-02", "from = 2026-09-02", "baseline: from (2026-09-02) is not before to"),
        ("from = 2024-09-02", 'from = "soon"', "baseline.from: expected a date without quotes"),
        ("start = 2025-09-29", "", "start: it is missing; expected a date"),
        ("[[looks]]", "[[look]]", "look: no such key"),
        ('["received", "valid-from"]', '["received"]', "steps.must_not_move[1][2]: it is missing"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_its_place_and_what_was_expected(
    line: str, instead: str, told: str
) -> None:
    text = PLAN.replace(line, instead)
    found, problems = read_text(text, file="x.toml")
    said = " | ".join(map(str, problems))
    assert told in said
    assert (found is None) == bool(told)


def test_every_mistake_is_told_at_once() -> None:
    text = PLAN.replace("low = 10", "").replace("margin = 3", "margn = 3")
    assert len(_mistakes(text)) == 2


def test_schema_that_is_none_is_told_with_the_nearest() -> None:
    (told,) = _mistakes(IDEA.replace("experiment/1", "experiments/1"))
    assert 'did you mean "mersey.experiment/1"?' in told


def test_text_that_is_no_toml_is_told_with_its_line() -> None:
    (told,) = _mistakes("id = \n")
    assert "no TOML" in told
    assert "line 1" in told
