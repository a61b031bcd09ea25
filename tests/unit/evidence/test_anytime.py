"""Intervals that hold at every look."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mersey.evidence.anytime import (
    anytime_interval,
    gavi_half_width,
    inflation,
    lag_one,
    shared_size,
    shift,
    tuned,
)


def _autocorrelated(lag: float, n: int, seed: int = 3) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(size=n)
    values = [noise[0]]
    for one in noise[1:]:
        values.append(lag * values[-1] + math.sqrt(1 - lag**2) * one)
    return np.array(values)


def test_interval_is_half_again_as_wide_when_at_the_planned_size() -> None:
    found = anytime_interval(0.0, 1.0, n=500, n_planned=500)
    assert found.high / 1.959964 == pytest.approx(1.5486, abs=5e-5)
    assert found.low == -found.high


def test_interval_follows_the_published_formula_when_worked_by_hand() -> None:
    n, planned, alpha = 26, 52, 0.05
    r2 = (-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / planned
    outer = 2 * (n * r2 + 1) / (n**2 * r2)
    half = 3.0 * math.sqrt(outer * math.log(math.sqrt(n * r2 + 1) / alpha))
    found = anytime_interval(10.0, 3.0 / math.sqrt(n), n=n, n_planned=planned)
    assert found.high - 10.0 == pytest.approx(half, rel=1e-12)


@pytest.mark.parametrize("n", [1, 8, 52, 400])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_both_forms_agree_when_tuned_alike(n: int, level: float) -> None:
    mixture = anytime_interval(0.0, 2.0, n=n, n_planned=52, level=level).high
    gavi = gavi_half_width(2.0, n=n, n_planned=52, level=level)
    assert gavi == pytest.approx(mixture, rel=1e-12)


def test_widths_multiply_rho_by_alpha_squared_when_guarding_the_known_trap() -> None:
    rho, alpha, n = 1 / tuned(52), 0.05, 52
    trap = math.sqrt((n + rho) * math.log((n + rho) / (rho + alpha**2))) / math.sqrt(n)
    assert gavi_half_width(1.0, n=n, n_planned=52) > 1.9 * trap


def test_interval_depends_only_on_the_ratio_when_sizes_are_rescaled() -> None:
    weeks = anytime_interval(1.0, 0.5, n=20, n_planned=40)
    information = anytime_interval(1.0, 0.5, n=4.0, n_planned=8.0)
    assert weeks == information


def test_interval_is_narrowest_in_errors_near_the_planned_size() -> None:
    halves = {
        n: anytime_interval(0.0, 1 / math.sqrt(n), n=n, n_planned=40).high
        * math.sqrt(n)
        for n in (4, 20, 40, 80, 800)
    }
    assert min(halves, key=halves.__getitem__) == 40


@pytest.mark.parametrize("sizes", [(0, 5), (5, 0), (math.inf, 5)])
def test_interval_is_refused_when_a_size_is_none(sizes: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="sizes above nought"):
        anytime_interval(0.0, 1.0, n=sizes[0], n_planned=sizes[1])


@pytest.mark.parametrize("error", [-1.0, math.nan, math.inf])
def test_interval_is_refused_when_the_error_is_none(error: float) -> None:
    with pytest.raises(ValueError, match="standard error"):
        anytime_interval(0.0, error, n=5, n_planned=5)


def test_size_never_exceeds_the_baseline_when_looking_on_for_ever() -> None:
    assert shared_size(52, 1e12) == pytest.approx(52)
    assert shared_size(40, 40) == 20
    with pytest.raises(ValueError, match="either side"):
        shared_size(40, 0)


def test_lag_one_is_found_without_its_bias_when_series_are_short() -> None:
    found = [lag_one(_autocorrelated(0.5, 52, seed)) for seed in range(200)]
    assert np.mean(found) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("values", [[], [1.0], [2.0, 2.0, 2.0], [1.0, -1.0] * 20])
def test_lag_one_is_nought_when_there_is_none_to_allow_for(
    values: list[float],
) -> None:
    assert lag_one(np.array(values)) == 0


def test_lag_one_skips_pairs_when_a_period_is_not_known() -> None:
    values = _autocorrelated(0.6, 400)
    holes = values.copy()
    holes[::40] = np.nan
    assert lag_one(holes) == pytest.approx(lag_one(values), abs=0.08)


def test_inflation_doubles_the_error_when_lag_is_three_fifths() -> None:
    assert inflation(0.6) == pytest.approx(2)
    assert inflation(0) == 1
    with pytest.raises(ValueError, match="no mean to widen"):
        inflation(1)


def test_shift_is_as_by_hand_when_neighbours_do_not_agree() -> None:
    before, since = np.array([10.0, 12.0] * 10), np.array([5.0, 7.0] * 5)
    found = shift(before, since, n_planned=20)
    assert found.estimate == -5
    assert found.lag_one == 0
    spread = math.sqrt(30 / 28)
    assert found.standard_error == pytest.approx(spread * math.sqrt(1 / 20 + 1 / 10))
    assert found.interval.high < 0
    assert found.anytime.low < found.interval.low


def test_shift_moves_with_the_series_when_scaled_and_moved() -> None:
    before, since = _autocorrelated(0.4, 52), _autocorrelated(0.4, 13, 5) + 1
    one = shift(before, since, n_planned=26)
    other = shift(3 * before + 7, 3 * since + 7, n_planned=26)
    assert other.estimate == pytest.approx(3 * one.estimate)
    assert other.anytime.low == pytest.approx(3 * one.anytime.low)
    assert other.lag_one == pytest.approx(one.lag_one)


@pytest.mark.parametrize(("n_before", "n_since"), [(11, 5), (30, 0)])
def test_shift_is_refused_when_a_side_has_too_little(
    n_before: int, n_since: int
) -> None:
    with pytest.raises(ValueError, match="12 periods before"):
        shift(np.arange(n_before * 1.0), np.arange(n_since * 1.0), n_planned=26)
