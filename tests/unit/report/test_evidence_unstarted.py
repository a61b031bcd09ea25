"""The page of an experiment that has not begun says what it could see, and no result."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mersey.evidence.experiment import Idea
from mersey.evidence.frozen import Sealing, freeze
from mersey.evidence.kept import Kept
from mersey.evidence.plan_checks import Remark
from mersey.evidence.plan_power import power_of_plan
from mersey.report.evidence_unstarted import (
    Unstarted,
    field_words,
    unstarted_view,
)
from tests.unit.evidence.borough_log import planning_cases
from tests.unit.evidence.plans import experiment, outcome

PLANNED = Unstarted(
    plan=experiment(), kept=Kept(), as_at=date(2025, 9, 10), outcome=outcome()
)


def _view(found: Unstarted):
    return unstarted_view(found, titles={}, case_word="application")


def test_planned_experiment_shows_power_beside_its_prediction() -> None:
    power = power_of_plan(experiment(), planning_cases()[0])
    view = _view(replace(PLANNED, power=power))
    (section,) = [one for one in view.sections if one.id == "foreseen"]
    assert section.paragraphs == (
        "If the prediction is right (10 to 14 days), the last look will show it.",
    )
    assert "10 to 14" in section.blocks[0].wide


def test_plan_says_why_its_power_is_not_known() -> None:
    view = _view(replace(PLANNED, why_not="No case opened in the baseline."))
    (section,) = [one for one in view.sections if one.id == "foreseen"]
    assert section.blocks[0].text == "Not known: No case opened in the baseline."


def test_what_stands_against_a_plan_is_told_apart_from_what_is_stated() -> None:
    told = (
        Remark(field="looks", text="none is planned"),
        Remark(field="stop_rule", text="nothing is said", is_refused=False),
    )
    ids = [one.id for one in _view(replace(PLANNED, remarks=told)).sections]
    assert ids == ["against", "stated", "plan"]


def test_idea_has_no_numbers() -> None:
    words = experiment().model_dump(by_alias=True, include=set(Idea.model_fields))
    view = _view(replace(PLANNED, plan=Idea.model_validate(words)))
    assert view.tag == "Idea"
    assert view.way[0] == ("Idea", "1 September 2025", "now")


def test_frozen_plan_says_when_it_starts() -> None:
    sealing = Sealing(at=datetime(2025, 9, 22, 13, 5, tzinfo=UTC), by="Amina R")
    kept = Kept(versions=(freeze(experiment(), sealing),))
    view = _view(replace(PLANNED, kept=kept))
    assert (view.tag, view.figure_rest) == (
        "Frozen",
        "The change starts on 29 September 2025",
    )
    assert [name for name, _, stands in view.way if stands == "now"] == ["Plan frozen"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("looks", "Looks"),
        ("stop_rule", "Stop rule"),
        ("baseline.to", "Before, to"),
        ("guardrails[Refused].margin", "Guardrail “Refused”, margin"),
        ("looks[2].horizon_days", "Looks, horizon days"),
    ],
)
def test_place_in_a_file_is_said_in_words_of_the_page(field: str, said: str) -> None:
    assert field_words(field) == said
