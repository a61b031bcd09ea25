from __future__ import annotations

import numpy as np
import pytest

from mersey.flow.log_log import first_at_or_below, log_log_band, percentile_limits
from mersey.flow.time_to_event import kaplan_meier


def test_band_equals_the_formula_worked_by_hand() -> None:
    # S = 0.5, Σ d/(n(n−d)) = 0.1: v = √0.1 / ln 2 = 0.456220; e^(1.959964 v) = 2.445318.
    lower, upper = log_log_band(np.array([0.5]), np.array([0.1]))
    assert lower[0] == pytest.approx(0.183606, abs=1e-6)
    assert upper[0] == pytest.approx(0.753174, abs=1e-6)


def test_band_is_whole_before_the_first_end_and_open_once_all_have_ended() -> None:
    survival, variance = np.array([1.0, 0.5, 0.0]), np.array([0.0, 0.1, np.inf])
    lower, upper = log_log_band(survival, variance)
    assert (lower[0], upper[0]) == (1, 1)
    assert (lower[2], upper[2]) == (0, upper[1])


@pytest.mark.parametrize("p", [0.05, 0.5, 0.85, 0.9999])
def test_limits_of_a_long_curve_equal_a_search_of_every_step(p: float) -> None:
    draw = np.random.default_rng(11)
    days = draw.lognormal(3, 1, 50_000)
    fitted = kaplan_meier(days, draw.random(50_000) < 0.9)
    band = log_log_band(fitted.survival, fitted.log_variance)
    expected = tuple(first_at_or_below(limit, p) for limit in band)
    assert percentile_limits(fitted.survival, fitted.log_variance, p) == expected
