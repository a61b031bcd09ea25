from __future__ import annotations

import re

import pytest

from mersey.charts.dots import block, dots_and_diamonds, share_of, swarm


@pytest.mark.parametrize(
    ("most", "at_most", "share"), [(0, 5, 1), (5, 5, 1), (6, 5, 2), (51, 5, 20)]
)
def test_share_of_is_the_least_round_number_that_fits(most, at_most, share):
    assert share_of(most, at_most=at_most) == share


def test_block_puts_the_older_first_and_breaks_rows():
    assert block(1, 2, n_across=2, size=10) == [
        (0, 0, True),
        (10, 0, False),
        (0, 10, False),
    ]


def test_swarm_draws_each_case_once_when_there_is_room():
    columns = [[(float(i), False) for i in range(0, 100, 3)], [(50.0, True)]]
    made = swarm(columns, room=70, edge=0)
    assert made.n_per_dot == 1
    assert [len(column) for column in made.columns] == [34, 1]


def test_swarm_keeps_dots_on_their_side_of_the_edge():
    made = swarm([[(99.9, True), (100.0, False)]], room=70, edge=100)
    older, ordinary = made.columns[0]
    assert older.along < 100 < ordinary.along


def test_swarm_lets_a_dot_stand_for_several_when_there_is_none():
    made = swarm([[(10.0, False)] * 1000], room=50, edge=0)
    assert made.n_per_dot > 1
    assert made.n_per_dot * len(made.columns[0]) >= 1000
    assert max(abs(dot.aside) for dot in made.columns[0]) <= 25


def test_diamonds_are_as_long_as_wide_since_paper_drops_lines_without_length():
    drawn = dots_and_diamonds([(10, 10, True), (20, 10, False)], size=8, colour="#000")
    diamonds = next(part for part in drawn.split("<path") if "rotate" in part)
    assert 'stroke="#F46A25"' in diamonds
    (length,) = re.findall(r"h([\d.]+)", diamonds)
    assert f'stroke-width="{length}"' in diamonds
    assert float(length) > 4
    assert "linecap" not in diamonds
