"""The generator keeps its own laws, whatever the program makes of its files."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime

import pytest

from tests.exports.date_writings import WRITINGS
from tests.exports.dirt import TOTAL
from tests.exports.facts import FOREIGN, TRAPS
from tests.exports.generate import SHAPES, Made, make
from tests.exports.oracle import recount
from tests.exports.words import LANGUAGES

SEEDS = range(260)


@pytest.fixture(scope="module")
def made() -> Sequence[Made]:
    return [make(seed) for seed in SEEDS]


def _logs(made: Sequence[Made]) -> list[Made]:
    return [one for one in made if one.stated.is_case_log]


def test_bytes_and_truth_are_the_same_when_the_seed_is(made: Sequence[Made]) -> None:
    assert [make(seed).export for seed in SEEDS[:20]] == [m.export for m in made[:20]]


def test_every_file_differs_when_the_seed_does(made: Sequence[Made]) -> None:
    assert len({one.export.content for one in made}) == len(made)


def test_stated_cases_equal_those_counted_again_when_the_cells_are_read(
    made: Sequence[Made],
) -> None:
    counted = [
        recount(one.sheet, one.course.process, one.stated.shape) for one in _logs(made)
    ]
    stated = [one.stated.right[0] for one in _logs(made)]
    assert [(c.cases, c.closed, c.open) for c in counted if c] == [
        (s.cases, s.closed, s.open) for s in stated
    ]


def test_stated_medians_equal_those_counted_again_when_no_pair_is_reversed(
    made: Sequence[Made],
) -> None:
    plain = [one for one in _logs(made) if len(one.export.truth.right) == 1]
    counted = [
        recount(one.sheet, one.course.process, one.stated.shape) for one in plain
    ]
    stated = [one.stated.right[0].median_days for one in plain]
    assert [c.median_days for c in counted if c] == pytest.approx(stated, abs=1e-9)


def test_no_figure_is_right_when_there_are_no_cases(made: Sequence[Made]) -> None:
    others = [one.export.truth for one in made if not one.stated.is_case_log]
    assert {(truth.right, truth.may_refuse) for truth in others} == {((), True)}


def test_some_cases_are_open_when_the_extract_is_drawn_off(
    made: Sequence[Made],
) -> None:
    shares = [
        1 - (one.stated.right[0].closed or 0) / one.stated.right[0].cases
        for one in _logs(made)
    ]
    assert 0.05 < sum(shares) / len(shares) < 0.4


def test_the_open_are_the_late_when_cases_are_cut_off(made: Sequence[Made]) -> None:
    newest = [one.course.cases[-1] for one in made]
    oldest = [one.course.cases[0] for one in made]
    assert sum(case.closed is None for case in newest) > 0.7 * len(newest)
    assert sum(case.closed is None for case in oldest) < 0.05 * len(oldest)


def test_nothing_is_later_than_the_extract_when_cases_move(
    made: Sequence[Made],
) -> None:
    moments = [
        (visit.began, one.course.drawn_off)
        for one in made
        for case in one.course.cases
        for visit in case.visits
    ]
    assert all(moment <= end for moment, end in moments)


def test_steps_follow_each_other_when_a_case_is_walked(made: Sequence[Made]) -> None:
    walks = [[m for _, m in case.done] for one in made for case in one.course.cases]
    assert all(a <= b for walk in walks for a, b in itertools.pairwise(walk))


def test_every_kind_is_met_when_many_files_are_made(made: Sequence[Made]) -> None:
    roles = {column.role for one in made for column in one.sheet.columns}
    assert {one.stated.shape for one in made} == set(SHAPES)
    assert {one.language for one in made} == set(LANGUAGES)
    assert {one.writing for one in made} == {writing.name for writing in WRITINGS}
    assert {*FOREIGN, *TRAPS, "row"} <= roles
    assert {one.export.name.split(".")[1] for one in made} == {"csv", "json", "xlsx"}


def test_dirt_is_met_when_many_files_are_made(made: Sequence[Made]) -> None:
    cells = [cell for one in made for row in one.sheet.rows for cell in row]
    years = {cell.year for cell in cells if isinstance(cell, datetime)}
    assert TOTAL in cells
    assert years & {1900, 3020}
    assert years & {2099, 9999}
    assert any(len(one.export.truth.right) == 2 for one in made)


def test_no_two_columns_share_a_heading_when_a_sheet_is_made(
    made: Sequence[Made],
) -> None:
    headings = [[column.heading for column in one.sheet.columns] for one in made]
    assert all(len(set(names)) == len(names) for names in headings)
