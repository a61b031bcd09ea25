"""How ranges are widened by what they missed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from mersey.forecast.ranges import (
    PastForecast,
    PastForecasts,
    counts_spread,
    look_back,
    widened,
)

MARKS = np.array([80.0, 90.0, 100.0, 110.0, 120.0])


def _pasts(*came: float) -> PastForecasts:
    return PastForecasts(
        rows=tuple(
            PastForecast(known=len(came) + i, marks=MARKS, came=one)
            for i, one in enumerate(came)
        ),
        horizon_weeks=1,
        n_weeks=2 * len(came),
    )


def test_marks_move_apart_around_the_median_when_widened() -> None:
    assert widened(MARKS, 2.0).tolist() == [60, 80, 100, 120, 140]


def test_marks_lie_half_a_case_apart_when_all_futures_are_one() -> None:
    assert widened(np.full(5, 7.0), 3.0).tolist() == [5.5, 5.5, 7.0, 8.5, 8.5]


def test_factor_is_one_when_ranges_were_wide_enough() -> None:
    assert _pasts(*[101.0] * 20).factor == 1.0


def test_factor_is_the_80_percent_error_in_half_widths() -> None:
    # Errors of 0.5 to 5 half-widths of 10; four fifths are at most 4 half-widths.
    assert _pasts(*np.arange(105.0, 151.0, 5.0)).factor == pytest.approx(4.5)


def test_coverage_is_not_told_when_too_few_forecasts_were_made() -> None:
    back = _pasts(*[100.0] * 8).summed_up()
    assert (back.covered80, back.n, back.n_told) == (None, 8, 3)


def test_coverage_counts_what_lay_inside_when_enough_were_made() -> None:
    back = _pasts(*[100.0] * 13, 500.0, *[100.0] * 6).summed_up()
    assert back.covered80 == pytest.approx(14 / 15)
    assert back.plain80 == pytest.approx(19 / 20)


def test_past_forecast_knows_nothing_later_when_looking_back() -> None:
    asked: list[int] = []

    def foretell(moments: Sequence[int]) -> object:
        asked.extend(moments)
        return np.full((len(moments), 10), 4.0)

    past = look_back(foretell, weeks=np.ones(12), horizon=4, first=6)
    assert asked == [6, 7, 8]
    assert [row.came for row in past.rows] == [4, 4, 4]


def test_spread_stays_above_zero_when_widened() -> None:
    spread = counts_spread(np.arange(101.0), factor=3.0)
    assert (spread.low80, spread.p50, spread.high80) == pytest.approx((0, 50, 170))
