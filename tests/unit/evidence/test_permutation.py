"""How surprising an effect is, by trying it on others."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mersey.evidence.permutation import (
    assignments,
    n_ways,
    permutation_p,
    permuted,
    smallest_p,
)


def _one_of(n: int) -> np.ndarray:
    return np.array([2, *[0] * (n - 1)])


def test_ways_are_all_and_each_once_when_they_are_few() -> None:
    starts = np.array([3, 2, 2, 0])
    found = assignments(starts, seed=1)
    assert found.is_all
    assert len(found.starts) == n_ways(starts) == 12
    assert len({tuple(row) for row in found.starts.tolist()}) == 12
    assert found.starts[0].tolist() == starts.tolist()


def test_ways_are_drawn_the_same_when_they_are_many() -> None:
    starts = np.array([2] * 10 + [0] * 10)
    one, two = (assignments(starts, seed=4, most=50).starts for _ in range(2))
    assert np.array_equal(one, two)
    assert len(one) == 50
    assert one[0].tolist() == starts.tolist()
    assert smallest_p(starts, most=50) == 0.02


@pytest.mark.parametrize(("others", "can"), [(2, False), (18, False), (19, True)])
def test_one_council_reaches_5_percent_only_with_19_others(
    others: int, can: bool
) -> None:
    assert (smallest_p(_one_of(others + 1)) <= 0.05) is can
    assert smallest_p(_one_of(others + 1)) == 1 / (others + 1)


def test_p_counts_ties_and_both_directions() -> None:
    assert permutation_p(np.array([-2.0, 2.0, 1.0, 0.0])) == 0.5
    assert permutation_p(np.array([0.1 + 0.2, -0.3, 0.0, 0.0])) == 0.5


def test_interval_is_endless_when_no_effect_can_be_refuted() -> None:
    found = permuted(np.array([100.0, 1, -1]), np.array([1.0, -0.5, -0.5]))
    assert (found.interval.low, found.interval.high) == (-math.inf, math.inf)
    assert found.smallest_p == pytest.approx(1 / 3)


def test_interval_holds_just_the_effects_that_are_not_refuted() -> None:
    draw = np.random.default_rng(8)
    effects = np.concatenate([[2.5], draw.normal(size=59)])
    shares = np.concatenate([[1.0], np.full(59, -1 / 59)])
    found = permuted(effects, shares)
    for d in np.linspace(found.interval.low, found.interval.high, 50):
        assert permutation_p(effects - d * shares) >= 1 - 0.95
    for d in (found.interval.low - 1e-6, found.interval.high + 1e-6):
        assert permutation_p(effects - d * shares) < 1 - 0.95
    assert found.interval.holds(0.0) is (found.p_value >= 1 - 0.95)


def test_interval_moves_and_scales_with_the_effects() -> None:
    draw = np.random.default_rng(9)
    effects, shares = draw.normal(size=60), np.full(60, -1 / 59)
    shares[0] = 1.0
    one = permuted(effects, shares)
    other = permuted(3 * (effects + 5 * shares), shares)
    assert other.interval.low == pytest.approx(3 * (one.interval.low + 5))
    assert other.interval.high == pytest.approx(3 * (one.interval.high + 5))
    assert other.standard_error == pytest.approx(3 * one.standard_error)


def test_effect_is_refused_when_a_way_has_none() -> None:
    with pytest.raises(ValueError, match="every way"):
        permuted(np.array([1.0, np.nan]), np.array([1.0, 0.0]))


@pytest.mark.parametrize(
    ("other", "low", "high"),
    [
        ((3.0, 1.0), -math.inf, 2.5),
        ((1.0, 1.0), 1.5, math.inf),
        ((2.0, 1.0), -math.inf, math.inf),
        ((3.0, -1.0), -0.5, math.inf),
        ((-2.0, -1.0), -math.inf, math.inf),
        ((4.0, 0.0), -2.0, 6.0),
    ],
)
def test_ends_are_where_the_other_way_drops_out(
    other: tuple[float, float], low: float, high: float
) -> None:
    found = permuted(np.array([2.0, other[0]]), np.array([1.0, other[1]]), level=0.4)
    assert (found.interval.low, found.interval.high) == (low, high)
