"""Groups side by side: who is told, who is withheld, and when they are said to differ."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from mersey.errors import UnknownName
from mersey.eventlog import EventLog
from mersey.flow.splits import GroupColumn, Split, group_columns, splits_of
from mersey.flow.splits.compare_groups import GroupedCases, compared, natural
from tests.engines.logs import make_log

WARD = Split(column="Ward")


def cases(*groups: tuple[str, list[float]], open_ones: int = 0) -> GroupedCases:
    """Groups with the days of their cases; the last few of all are still open."""
    days = np.array([day for _, found in groups for day in found], dtype=float)
    is_ended = np.arange(days.size) < days.size - open_ones
    sizes = [len(found) for _, found in groups]
    return GroupedCases(
        names=tuple(name for name, _ in groups),
        case_id=np.arange(days.size),
        group=np.repeat(np.arange(len(groups)), sizes),
        days=days,
        is_ended=is_ended,
        is_open=~is_ended,
    )


def spread(middle: float, n: int = 30) -> list[float]:
    return [middle + i % 7 - 3 for i in range(n)]


def test_groups_stand_in_natural_order_with_open_cases_counted() -> None:
    told = cases(("Ward 10", spread(9)), ("Ward 2", spread(9)), open_ones=4)
    found = compared(WARD, told)
    assert [(one.name, one.n, one.n_open) for one in found.groups] == [
        ("Ward 2", 30, 4),
        ("Ward 10", 30, 0),
    ]
    assert not found.differs
    assert found.apart == ""


def test_names_are_in_the_order_in_which_people_write_lists() -> None:
    names = ["b", "10", "P2", "2", "P10", "A"]
    assert sorted(names, key=natural) == ["2", "10", "A", "b", "P2", "P10"]


def test_small_groups_are_withheld_and_counted() -> None:
    told = cases(("a", spread(9)), ("b", spread(9)), ("c", [1.0] * 9), ("d", [1.0]))
    found = compared(WARD, told)
    assert [one.name for one in found.groups] == ["a", "b"]
    assert (found.n_small, found.n_small_cases) == (2, 10)


def test_nothing_is_compared_when_only_one_group_is_large_enough() -> None:
    found = compared(WARD, cases(("a", spread(9)), ("b", [1.0] * 9)))
    assert found.groups == ()
    assert found.chance is None
    assert "not two groups of at least 10 cases" in found.why_not


def test_the_largest_are_told_when_there_are_very_many() -> None:
    told = cases(*((f"{n}", spread(9, 10 + n)) for n in range(1, 26)))
    found = compared(WARD, told)
    assert [one.name for one in found.groups] == [f"{n}" for n in range(6, 26)]
    assert (found.n_more, found.n_more_cases) == (5, 65)


def test_one_group_is_apart_when_the_others_are_alike() -> None:
    told = cases(("a", spread(9)), ("b", spread(21)), ("c", spread(9)))
    found = compared(WARD, told)
    assert found.differs
    assert (found.apart, found.apart_group.median.days) == ("b", 21.0)
    assert found.others.days == 9.0


def test_no_group_is_named_when_several_differ() -> None:
    told = cases(("a", spread(9)), ("b", spread(21)), ("c", spread(40)))
    found = compared(WARD, told)
    assert found.differs
    assert (found.apart, found.others) == ("", None)


def test_of_two_groups_the_slower_is_named() -> None:
    found = compared(WARD, cases(("a", spread(21)), ("b", spread(9))))
    assert (found.apart, found.others.days) == ("a", 9.0)


def test_chance_allows_for_the_number_of_columns() -> None:
    told = cases(("a", spread(9)), ("b", spread(10)))
    once = compared(WARD, told)
    thrice = compared(WARD, told, n_columns=3)
    assert 0 < once.chance < 1 / 3
    assert thrice.chance == pytest.approx(3 * once.chance)


def _log(slow: int = 8) -> EventLog:
    """Sixty cases: a desk takes each, and east or west decide it; west is slower."""
    rows = []
    for n in range(60):
        first = date(2024, 1, 1) + timedelta(days=n)
        is_west = n % 2
        steps = (
            ("received", 0, "desk"),
            ("assessed", 2, "west" if is_west else "east"),
            ("visited", 3, "west" if is_west else "east"),
            ("closed", 10 + n % 5 + slow * is_west, "desk"),
        )
        rows += [
            (f"{n:02}", step, (first + timedelta(days=after)).isoformat(), team)
            for step, after, team in steps
        ]
    return make_log(rows, end=("closed",), as_at="2024-05-01", date_only=True)


@pytest.fixture(scope="module")
def log() -> EventLog:
    return _log()


def test_teams_are_compared_from_the_step_that_several_of_them_take(log) -> None:
    team = GroupColumn(heading="Team", field="team", is_of_steps=True)
    (found,) = splits_of(log, [team])
    assert found.step == "assessed"
    assert [(one.name, one.n, one.median.days) for one in found.groups] == [
        ("east", 30, 10.0),
        ("west", 30, 18.0),
    ]
    assert (found.apart, found.others.days) == ("west", 10.0)


def test_teams_are_not_compared_when_each_does_other_work() -> None:
    alone = make_log(
        [(f"{n}", "seen", "2024-01-02", "desk") for n in range(20)], end=("seen",)
    )
    team = GroupColumn(heading="Team", is_of_steps=True)
    (found,) = splits_of(alone, [team])
    assert found.groups == ()
    assert "no two teams do the same work" in found.why_not


def test_column_that_the_log_does_not_have_is_told_with_those_it_has(log) -> None:
    with pytest.raises(UnknownName, match='no column to split by called "Wrd"'):
        group_columns(log, None, ["Wrd"])
    assert group_columns(log, None) == ()
