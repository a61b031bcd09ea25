"""Marks on a list: the rules' own words, and an interval held against a target."""

from __future__ import annotations

from typing import Any

import pytest

from mersey.report.listed_marks import VARIATIONS, marks_of
from mersey.signals import PointType


def _look(lower: float, upper: float, **clock: Any) -> dict[str, Any]:
    met = {"share": (lower + upper) / 2, "lower": lower, "upper": upper}
    told = {"clock": "a", "title": "A limit", "leads": True, "target": 0.7}
    return {"clocks": [{**told, "as_experienced": met, **clock}]}


@pytest.mark.parametrize(
    ("lower", "upper", "state"),
    [
        (0.88, 0.94, "met"),
        (0.7, 0.8, "met"),
        (0.65, 0.75, "unsure"),
        (0.6, 0.7, "unsure"),
        (0.5, 0.69, "missed"),
    ],
)
def test_assurance_holds_the_interval_against_the_target(
    lower: float, upper: float, state: str
) -> None:
    assert [one.state for one in marks_of(_look(lower, upper))] == [state]


@pytest.mark.parametrize("clock", [{"target": None}, {"leads": False}])
def test_nothing_is_assured_without_a_target_of_the_leading_limit(clock: Any) -> None:
    assert marks_of(_look(0.5, 0.6, **clock)) == ()


@pytest.mark.parametrize("state", PointType)
def test_variation_says_what_the_rules_say(state: PointType) -> None:
    look = {"signals": [{"measure": "lead_time", "variation": state.value}]}
    (mark,) = marks_of(look)
    assert (mark.title, mark.words) == ("Lead time, median", VARIATIONS[state])
