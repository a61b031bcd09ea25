"""What looking costs."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from mersey.evidence.looks import early_look_cost, false_wins, level_of_each


def _even(n: int) -> list[float]:
    return [(i + 1) / n for i in range(n)]


@pytest.mark.parametrize(
    ("looks", "share"),
    [(1, 0.05), (2, 0.083), (5, 0.142), (10, 0.193), (20, 0.248), (50, 0.320)],
)
def test_false_wins_are_as_published_when_looks_are_even(
    looks: int, share: float
) -> None:
    assert false_wins(_even(looks)) == pytest.approx(share, abs=6e-4)


def test_false_wins_reach_a_third_when_looking_96_times() -> None:
    assert false_wins(_even(96)) == pytest.approx(0.37, abs=5e-3)


@pytest.mark.parametrize(("looks", "z"), [(1, 1.960), (2, 2.178), (5, 2.413)])
def test_level_of_each_is_pococks_when_looks_are_even(looks: int, z: float) -> None:
    level = level_of_each(_even(looks))
    assert NormalDist().inv_cdf((1 + level) / 2) == pytest.approx(z, abs=6e-4)
    assert false_wins(_even(looks), level=level) == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize("shares", [[], [0, 1], [0.5, 0.5], [1, 0.5]])
def test_looks_are_refused_when_they_do_not_rise(shares: list[float]) -> None:
    with pytest.raises(ValueError, match="rise"):
        false_wins(shares)


def test_early_look_costs_half_the_width_again_when_made_once() -> None:
    cost = early_look_cost()
    assert cost.wider == pytest.approx(1.5486, abs=5e-5)
    assert cost.longer == pytest.approx(cost.wider**2)
