"""Anhøj's bounds, as evidence.md §1.2 tabulates qicharts2 0.8.1."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.signals.runs import crossings_min, longest_run_max, runs_test


@pytest.mark.parametrize(
    ("n", "longest", "crossings"),
    [
        (10, 6, 2),
        (12, 7, 3),
        (15, 7, 4),
        (20, 7, 6),
        (24, 8, 8),
        (30, 8, 10),
        (36, 8, 13),
        (40, 8, 14),
        (50, 9, 19),
        (60, 9, 23),
        (100, 10, 41),
    ],
)
def test_bounds_equal_the_table(n: int, longest: int, crossings: int) -> None:
    assert (longest_run_max(n), crossings_min(n)) == (longest, crossings)


def test_runs_are_not_tested_when_under_ten_points_lie_off_the_centre() -> None:
    assert runs_test(np.array([1.0, -1] * 4 + [0] * 10), 0.0) is None
