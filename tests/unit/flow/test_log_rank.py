"""The chance that groups differ, against published and hand-worked numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mersey.flow.splits.log_rank import (
    chi_squared_above,
    log_rank,
    log_rank_scores,
)

# Freireich et al. (1963), weeks in remission.
TREATED = (6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
TREATED_ENDED = (True,) * 9 + (False,) * 12
PLACEBO = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)

# Tables of the chi-squared distribution: (degrees of freedom, value, chance above it).
TABLED = [
    (1, 3.841459, 0.05),
    (1, 6.634897, 0.01),
    (2, 5.991465, 0.05),
    (3, 7.814728, 0.05),
    (4, 9.487729, 0.05),
    (7, 14.067140, 0.05),
    (12, 21.026070, 0.05),
    (19, 30.143527, 0.05),
    (19, 36.190869, 0.01),
]


def remission() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    days = np.array((*TREATED, *PLACEBO), dtype=float)
    ended = np.array((*TREATED_ENDED, *(True,) * len(PLACEBO)))
    return days, ended, np.repeat([0, 1], len(PLACEBO))


def test_ends_expected_of_a_published_trial() -> None:
    # Observed 9 and 21, expected 19.25 and 10.75 (Kalbfleisch & Prentice, 2002).
    days, ended, group = remission()
    sums = np.bincount(group, weights=log_rank_scores(days, ended))
    assert sums == pytest.approx([9 - 19.25, 21 - 10.75], abs=5e-3)
    assert log_rank(days, ended, group, n_groups=2) < 1e-3


def test_chance_does_not_depend_on_the_order_of_groups_or_cases() -> None:
    days, ended, group = remission()
    found = log_rank(days, ended, group, n_groups=2)
    back = slice(None, None, -1)
    again = log_rank(days[back], ended[back], 1 - group[back], n_groups=2)
    assert again == pytest.approx(found)


def test_three_groups_worked_by_hand() -> None:
    # Ends on days 1, 2 and 3, one of each group; the others are open on day 9. Expected
    # by then: 1/6, 1/6 + 1/5, 1/6 + 1/5 + 1/4 = 37/60, and that of each open case too.
    days = np.array([1.0, 9, 2, 9, 3, 9])
    ended = np.array([True, False] * 3)
    scores = np.array([50, -37, 38, -37, 23, -37]) / 60
    assert log_rank_scores(days, ended) == pytest.approx(scores)
    # Sums 13, 1 and -14 sixtieths: 5 × (169 + 1 + 196) / 2 ÷ (2500 + 1444 + 529 + 3 × 1369).
    statistic = 5 * (366 / 2) / 8580
    found = log_rank(days, ended, np.array([0, 0, 1, 1, 2, 2]), n_groups=3)
    assert found == pytest.approx(math.exp(-statistic / 2))


@pytest.mark.parametrize(("freedom", "value", "chance"), TABLED)
def test_chi_squared_is_as_tabled(freedom: int, value: float, chance: float) -> None:
    found = chi_squared_above(value, freedom=freedom)
    assert found == pytest.approx(chance, abs=5e-8)
    assert chi_squared_above(0.0, freedom=freedom) == 1.0


def test_nothing_differs_when_no_end_was_seen_or_there_is_one_group() -> None:
    days, ended, group = remission()
    assert log_rank(days, ended & False, group, n_groups=2) == 1.0
    assert log_rank(days, ended, group * 0, n_groups=1) == 1.0
