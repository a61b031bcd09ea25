"""A board of a way that crosses services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.answer.board import Typed, board, board_week, way_facts
from mersey.errors import UsageError
from mersey.report.board import CaseCalling, board_html, board_view, names_of_way
from mersey.services.service import CaseReference
from tests.unit.report.made_up_board import TYPED, case, changes, column, facts

REPAIRS = facts(
    service="Housing repairs",
    case_word="repair",
    case_reference=CaseReference.HIDDEN,
    n_open=2,
    n_past=None,
    n_soon=None,
    clocks={},
    columns=(column("Being checked", 2, 9.0),),
    cases=(case("r1", "Being checked", 4), case("r2", "Being checked", 20)),
    handed_over=(),
    changes=changes(misses=None),
)
WAY = way_facts("A home made fit", [facts(), REPAIRS])


def test_counts_add_up_and_titles_that_both_have_say_whose_they_are() -> None:
    found = board(WAY)
    assert (WAY.n_open, WAY.n_past, found.n_open) == (13, 1, 13)
    assert [(one.facts.title, one.n) for one in found.columns] == [
        ("Being checked (Planning applications)", 5),
        ("With an officer", 5),
        ("On a plan", 1),
        ("Being checked (Housing repairs)", 2),
    ]


def test_the_strictest_policy_holds_for_the_way_each_case_keeps_its_own() -> None:
    assert WAY.case_reference is CaseReference.HIDDEN
    keys = {one.key: f"REF-{one.key[:2]}" for one in WAY.cases}
    names = names_of_way(
        WAY,
        {
            "Planning applications": CaseCalling(
                policy=CaseReference.PUBLIC, references=keys
            ),
            "Housing repairs": CaseCalling(
                policy=CaseReference.HIDDEN, references=keys
            ),
        },
    )
    shown = board_html(board_view(board(WAY, TYPED), names))
    assert "REF-pa" in shown
    assert "REF-r2" not in shown


def test_each_service_has_a_tile_and_no_sum_of_what_came() -> None:
    view = board_view(board(WAY, Typed()))
    assert [(one.title, one.figure) for one in view.tiles] == [
        ("Planning applications", "11"),
        ("Housing repairs", "11"),
    ]
    assert {one.service for one in view.columns} == {
        "Planning applications",
        "Housing repairs",
    }


def test_services_of_different_mondays_are_refused() -> None:
    late = replace(facts(), week=board_week(date(2026, 10, 5), as_at=date(2026, 10, 4)))
    for parts in ([], [facts(), late]):
        with pytest.raises(UsageError, match="same Monday"):
            way_facts("x", parts)
