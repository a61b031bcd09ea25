"""Each study design's own worked example, and what a declaration must hold."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.evidence.design import Ahead, Days, Question
from mersey.evidence.effect import Claim
from mersey.evidence.registered import DESIGNS, recommended, standings

ALL = list(DESIGNS.values())
YEAR_BEFORE = Days(first=date(2024, 1, 1), last=date(2024, 12, 31))
YEAR_SINCE = Days(first=date(2025, 1, 1), last=date(2025, 12, 31))


@pytest.mark.parametrize("design", ALL, ids=lambda design: design.name)
def test_example_comes_out_as_it_says(design) -> None:
    example = design.example
    effect = design.estimate(example.observed(), example.asked)
    found = {
        name: getattr(effect if hasattr(effect, name) else effect.interval, name)
        for name in example.expected
    }
    assert found == pytest.approx(example.expected, abs=0.5 * 10**-example.digits)
    assert effect.design == design.name
    assert effect.claim is design.claim


@pytest.mark.parametrize("design", ALL, ids=lambda design: design.name)
def test_smallest_effect_shrinks_when_more_is_seen(design) -> None:
    example = design.example
    few, many = (
        design.smallest(example.observed(), example.asked, Ahead(days=180, n=n))
        for n in (13, 52)
    )
    assert 0 < many < few


@pytest.mark.parametrize("design", ALL, ids=lambda design: design.name)
def test_nothing_is_feasible_when_there_is_nothing(design) -> None:
    nothing = Question(
        is_by_case=False, has_series=False, before=YEAR_BEFORE, since=YEAR_SINCE
    )
    assert design.feasible(nothing)


def test_ranks_tell_the_designs_apart_and_only_lots_say_because() -> None:
    assert len({design.rank for design in ALL}) == len(ALL)
    because = {design.name for design in ALL if design.claim is Claim.BECAUSE}
    assert because <= {"randomised", "staggered"}


def test_cases_are_recommended_case_by_case_when_nothing_stronger_can_be_had() -> None:
    question = Question(
        is_by_case=True,
        has_series=False,
        before=YEAR_BEFORE,
        since=YEAR_SINCE,
        n_before=490,
        n_since=490,
    )
    assert [design.rank for design, _ in standings(question)] == sorted(
        design.rank for design in ALL
    )
    best = recommended(question)
    assert best is not None
    assert best.name == "before_after"
