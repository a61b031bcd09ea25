from __future__ import annotations

from datetime import date, timedelta

import pytest

from mersey.samples.truths import (
    Truth,
    TruthKind,
    amplitude,
    as_data,
    gap_days,
    slope_per_week,
)


def test_gap_is_these_minus_those() -> None:
    gap = gap_days([10, 12, 20], [1, 2, 3])
    assert gap["gap_median_days"] == 10
    assert gap["gap_mean_days"] == 12
    assert (gap["n"], gap["n_others"]) == (3, 3)


def test_slope_is_seven_when_one_is_added_a_day() -> None:
    assert slope_per_week([3, 4, 5, 6]) == pytest.approx(7)


def test_amplitude_is_nearly_nothing_when_days_are_even() -> None:
    first = date(2024, 1, 1)
    days = [first + timedelta(days=n) for n in range(365)]
    swing = amplitude(days, first, days[-1])
    assert swing["amplitude"] == pytest.approx(0, abs=0.003)
    assert swing["per_week"] == pytest.approx(7)


def test_peak_is_on_the_day_when_all_come_then() -> None:
    swing = amplitude([date(2025, 3, 1)] * 5, date(2025, 1, 1), date(2025, 12, 31))
    assert swing["peak_day_of_year"] == pytest.approx(60)
    assert swing["amplitude"] == pytest.approx(2)  # all on one day: twice the mean


def test_truth_is_plain_data_when_written() -> None:
    truth = Truth(
        kind=TruthKind.CHANGE,
        what="It changed.",
        when=date(2025, 9, 29),
        realised={"b": 1 / 3, "a": 2},
        see="Look.",
    )
    data = as_data(truth)
    assert data["when"] == "2025-09-29"
    assert list(data["realised"].items()) == [("a", 2), ("b", 0.333333)]
