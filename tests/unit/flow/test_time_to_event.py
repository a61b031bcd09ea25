from __future__ import annotations

import numpy as np
import pytest

from mersey.flow.time_to_event import (
    curve,
    kaplan_meier,
    quantiles,
)

NONE = np.array([])


def flags(*values: int) -> np.ndarray:
    return np.array(values, dtype=bool)


def test_kaplan_meier_counts_an_end_before_a_censoring_at_the_same_time() -> None:
    fitted = kaplan_meier(np.array([5.0, 5, 9]), flags(1, 0, 1))
    assert fitted.at_risk.tolist() == [3, 1]
    assert fitted.survival.tolist() == [pytest.approx(2 / 3), 0]


def test_kaplan_meier_counts_ends_on_the_day_of_opening() -> None:
    fitted = kaplan_meier(np.array([0.0, 0, 3, 4]), flags(1, 1, 1, 1))
    assert fitted.survival.tolist() == [0.5, 0.25, 0]


def test_kaplan_meier_leaves_late_entries_out_until_they_enter() -> None:
    # At 5: cases 1 and 2 (the third enters at 6); at 8: cases 2 and 3.
    fitted = kaplan_meier(
        np.array([5.0, 9, 8]), flags(1, 0, 1), entry_days=np.array([0.0, 2, 6])
    )
    assert fitted.at_risk.tolist() == [2, 2]
    assert fitted.survival.tolist() == [0.5, 0.25]


def test_kaplan_meier_does_not_count_a_case_at_its_time_of_entry() -> None:
    fitted = kaplan_meier(
        np.array([5.0, 9]), flags(1, 0), entry_days=np.array([0.0, 5])
    )
    assert fitted.at_risk.tolist() == [1]


def test_kaplan_meier_passes_over_ends_before_enough_are_at_risk() -> None:
    days, entry = np.array([1.0, 5, 6, 7]), np.array([0.0, 2, 2, 2])
    fitted = kaplan_meier(days, flags(1, 1, 1, 1), entry_days=entry, min_at_risk=2)
    assert fitted.days.tolist() == [5, 6]
    assert fitted.last_day == 7


def test_kaplan_meier_of_no_cases_knows_nothing() -> None:
    fitted = kaplan_meier(NONE, flags())
    assert (fitted.n, fitted.n_ended, fitted.last_day) == (0, 0, 0)
    assert quantiles(fitted, [0.5])[0].days is None


def test_quantile_is_the_first_day_at_or_below_even_after_rounding() -> None:
    # The product 9/10 × 8/9 × … is 0.5 only up to the last bit.
    fitted = kaplan_meier(np.arange(1.0, 11), np.ones(10, dtype=bool))
    assert quantiles(fitted, [0.5])[0].days == 5


def test_quantile_says_more_than_the_last_known_day_when_not_reached() -> None:
    fitted = kaplan_meier(np.array([3.0, 8, 8]), flags(1, 0, 0))
    median = quantiles(fitted, [0.5])[0]
    assert (median.days, median.more_than) == (None, 8)


def test_quantile_has_no_upper_end_when_the_band_does_not_get_there() -> None:
    fitted = kaplan_meier(np.array([3.0, 8]), flags(1, 1))
    assert quantiles(fitted, [0.85])[0].days == 8
    assert quantiles(fitted, [0.85])[0].upper is None


def test_curve_starts_at_one_and_runs_to_the_last_day() -> None:
    drawn = curve(kaplan_meier(np.array([3.0, 8]), flags(1, 0)))
    assert drawn.days.tolist() == [0, 3, 8]
    assert drawn.survival.tolist() == [1, 0.5, 0.5]
    assert drawn.at_risk.tolist() == [2, 2, 0]


def test_curve_keeps_few_exact_steps_when_there_are_many() -> None:
    fitted = kaplan_meier(np.arange(1.0, 10_001), np.ones(10_000, dtype=bool))
    drawn = curve(fitted, max_steps=100)
    assert drawn.days.size == 101
    assert drawn.survival == pytest.approx(1 - drawn.days / 10_000)


def test_curve_of_no_cases_is_one_point() -> None:
    assert curve(kaplan_meier(NONE, flags())).survival.tolist() == [1]


def test_band_holds_the_curve_between_its_ends() -> None:
    days = np.arange(1.0, 41)
    drawn = curve(kaplan_meier(days, days % 3 > 0))
    assert (drawn.lower <= drawn.survival + 1e-12).all()
    assert (drawn.upper >= drawn.survival - 1e-12).all()


def test_percentile_knows_how_many_take_longer_when_many_end_at_once():
    days = np.array([5.0] * 2 + [14.0] * 17 + [20.0])
    half = quantiles(kaplan_meier(days, np.ones(20, dtype=bool)), (0.5,))[0]
    assert (half.days, half.at_least) == (14.0, pytest.approx(0.9))
    assert half.over == pytest.approx(0.05)


def test_curve_of_many_times_is_that_of_one_time_after_another() -> None:
    # More than one block of times: to the last bit what plain Python gives.
    draw = np.random.default_rng(3)
    days = draw.random(150_000) * 400
    fitted = kaplan_meier(days, draw.random(150_000) < 0.9)
    survival, variance = 1.0, 0.0
    told = zip(fitted.at_risk.tolist(), fitted.ended.tolist(), strict=True)
    for step, (n, d) in enumerate(told):
        survival *= 1.0 - d / n
        variance += d / ((n - d) * n) if n > d else float("inf")
        assert (fitted.survival[step], fitted.log_variance[step]) == (
            survival,
            variance,
        )
