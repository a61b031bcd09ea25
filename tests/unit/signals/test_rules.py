"""The rules on short series, as the tests of NHSRplotthedots state them."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.signals.rules import (
    in_runs,
    in_trend,
    two_of_three_beyond,
    two_of_three_near,
)

RISING = [1, 2, 3, 4, 5, 6, 7]


def test_trend_is_found_when_seven_points_rise() -> None:
    assert in_trend(np.array(RISING, float), 7).tolist() == [1] * 7


@pytest.mark.parametrize("values", [RISING[:6], [1, 2, 3, 3, 4, 5, 6]])
def test_trend_is_not_found_when_short_or_broken_by_a_tie(values: list[int]) -> None:
    assert not in_trend(np.array(values, float), 7).any()


def test_turning_point_of_two_trends_goes_the_way_it_leaves() -> None:
    values = np.array([*RISING, *RISING[-2::-1]], float)

    assert in_trend(values, 7).tolist() == [1] * 6 + [-1] * 7


def test_shift_is_found_at_seven_and_broken_by_a_point_on_the_centre() -> None:
    assert in_runs(np.array([1] * 7 + [-1], np.int8), 7).tolist() == [1] * 7 + [0]
    assert not in_runs(np.array([1, 1, 1, 0, 1, 1, 1], np.int8), 7).any()
    assert not in_runs(np.array([1] * 6, np.int8), 7).any()


def test_two_of_three_labels_only_the_near_points_of_one_side() -> None:
    near = np.array([True, False, True])

    assert two_of_three_near(near, np.array([1, 1, 1], np.int8)).tolist() == [1, 0, 1]
    assert not two_of_three_near(near, np.array([1, -1, 1], np.int8)).any()


def test_nelsons_two_of_three_lets_the_third_stand_anywhere() -> None:
    side = np.array([1, -1, 1], np.int8)

    assert two_of_three_beyond(np.array([True, False, True]), side).tolist() == [
        1,
        0,
        1,
    ]


def test_rules_take_many_series_at_once() -> None:
    many = np.array([RISING, RISING[::-1], [0] * 7], float)

    assert in_trend(many, 7).tolist() == [[1] * 7, [-1] * 7, [0] * 7]
