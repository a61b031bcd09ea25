"""What a board makes of what the log says and what people typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.answer.board import Promise, TeamLimit, Typed, board
from mersey.answer.board.columns import limit_of, littles_law
from mersey.answer.board.who_waits import Need
from tests.unit.report.made_up_board import (
    MONDAY,
    TYPED,
    blocker,
    case,
    column,
    facts,
    limit,
)


def cards(found, title: str) -> list[tuple[str, tuple[Need, ...]]]:
    column = next(one for one in found.columns if one.facts.title == title)
    return [(card.case.key.rstrip("z"), card.needs) for card in column.cards]


def test_only_what_needs_somebody_has_a_card_the_most_pressing_first() -> None:
    assert cards(board(facts()), "With an officer") == [
        ("past", (Need.PAST, Need.LONG_HERE)),
        ("soon", (Need.DUE_AT_ONCE,)),
        ("old", (Need.OLDER,)),
        ("near", (Need.NEAR,)),
    ]
    assert cards(board(facts()), "Being checked") == [("slow", (Need.LONG_HERE,))]


def test_a_plan_lasts_as_long_as_it_must() -> None:
    assert cards(board(facts()), "On a plan") == []


def test_a_blocked_case_has_a_card_though_nothing_else_is_wrong() -> None:
    found = board(facts(), Typed(blockers=(blocker("b", "c2"),)))
    assert ("c2", (Need.BLOCKED,)) in cards(found, "Being checked")


@pytest.mark.parametrize(
    ("days_left", "risk", "is_told"),
    [(20, 0.5, True), (21, 0.9, False), (20, 0.49, False)],
)
def test_a_likely_miss_has_a_card_within_four_weeks(days_left, risk, is_told) -> None:
    one = case("a", "Being checked", 1, limits=(limit(days_left),), risk=risk)
    found = board(facts(cases=(replace(one, risk_clock="8w"),)))
    told = [need for _, needs in cards(found, "Being checked") for need in needs]
    assert (Need.LIKELY in told) is is_told


def test_columns_count_what_the_log_counts_though_not_every_case_is_listed() -> None:
    found = board(facts(cases=facts().cases[:3]))
    assert [one.n for one in found.columns] == [5, 5, 1]
    assert found.n_open == 11


def test_littles_law_by_hand() -> None:
    assert littles_law(per_week=9.5, days=10) == 14  # 13.6
    assert littles_law(per_week=7, days=7) == 7
    assert littles_law(per_week=0.1, days=1) == 1


@pytest.mark.parametrize(
    "column",
    [
        column("A", 5, None),
        column("A", 5, 20.0, set_time="The law gives everyone 21 days."),
        column("A", 5, 20.0, lasts=True),
        column("A", 5, 20.0, is_served=True),
    ],
    ids=["too few left", "time is set", "it lasts", "served"],
)
def test_no_limit_is_proposed_where_none_would_help(column) -> None:
    assert limit_of(column).n is None


def test_the_teams_limit_wins_and_none_is_a_limit_too() -> None:
    busy = column("A", 5, 20.0)
    assert limit_of(busy).n == 4
    assert limit_of(busy, [TeamLimit(column="A", n=9)]).n == 9
    assert limit_of(busy, [TeamLimit(column="A", n=None)]).n is None
    assert limit_of(busy, [TeamLimit(column="A", n=None)]).is_set


def test_days_are_lost_by_reason_until_today_and_what_was_cleared_is_told() -> None:
    found = board(facts(), TYPED).blocked
    assert [(one.reason.value, one.n, one.days) for one in found.lost] == [
        ("person", 1, 30),
        ("team", 1, 10),
    ]
    assert [one.id for one in found.cleared] == ["b3"]
    assert [one.id for one in found.gone] == ["b4"]


def test_a_blocker_of_a_case_that_ended_blocks_nothing() -> None:
    found = board(facts(), Typed(blockers=(blocker("b", "not-there"),)))
    assert found.blocked.now == ()
    assert [one.id for one in found.blocked.gone] == ["b"]


def test_a_board_of_a_team_has_its_cases_alone() -> None:
    mine = replace(case("a", "Being checked", 2), team="North")
    theirs = replace(case("b", "Being checked", 2), team="South")
    found = board(facts(cases=(mine, theirs)), team="North")
    assert (found.n_open, [one.n for one in found.columns]) == (1, [1])


def promise(name: str, made: date, done: date | None = None) -> Promise:
    return Promise(id=name, words="x", who="y", made=made, done=done)


def test_promises_stay_until_they_are_done_and_one_week_longer() -> None:
    found = board(
        facts(),
        Typed(
            promises=(
                promise("old, done long ago", date(2026, 8, 3), date(2026, 8, 7)),
                promise("old, not done", date(2026, 8, 3)),
                promise("last week, done", date(2026, 9, 21), date(2026, 9, 22)),
                promise("this week", MONDAY),
                promise("tomorrow's", date(2026, 9, 29)),
            )
        ),
    ).steps
    assert [one.id for one in found.before] == ["old, not done", "last week, done"]
    assert [one.id for one in found.this_week] == ["this week"]
    assert found.has_room


def test_no_limit_is_proposed_for_one_team_but_its_own_counts() -> None:
    one = replace(case("a", "Being checked", 2), team="North")
    found = board(facts(cases=(one,)), team="North")
    assert found.columns[0].limit.n is None
    own = Typed(limits=(TeamLimit(column="Being checked", n=3),))
    assert board(facts(cases=(one,)), own, team="North").columns[0].limit.n == 3


def test_blockers_of_another_team_are_not_told_as_gone() -> None:
    cases = (case("one", "Being checked", 4), case("two", "Being checked", 9))
    north = replace(cases[0], team="North")
    south = replace(cases[1], team="South")
    typed = Typed(blockers=(blocker("b", "two"), blocker("g", "never")))
    found = board(facts(cases=(north, south)), typed, team="North")
    assert [one.id for one in found.blocked.gone] == ["g"]
    assert found.blocked.now == ()
