"""AR(1) by REML, and intervals that carry the uncertainty of rho."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from mersey.evidence.mixture import TMixture
from mersey.evidence.reml import RHOS, fit_ar1


def _series(n: int, rho: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=n)
    for i in range(1, n):
        values[i] = rho * values[i - 1] + np.sqrt(1 - rho**2) * values[i]
    return values


def _step(n: int) -> np.ndarray:
    return np.column_stack([np.ones(n), np.arange(n) >= n // 2]).astype(float)


def _restricted_likelihood(y: np.ndarray, columns: np.ndarray, rho: float) -> float:
    """Straight from the formula, with whole matrices."""
    n, k = columns.shape
    places = np.arange(n)
    variance = rho ** np.abs(places[:, None] - places)
    inverse = np.linalg.inv(variance)
    gram = columns.T @ inverse @ columns
    left = y - columns @ np.linalg.solve(gram, columns.T @ inverse @ y)
    scale = left @ inverse @ left / (n - k)
    logs = [np.linalg.slogdet(one)[1] for one in (variance, gram)]
    return -0.5 * ((n - k) * np.log(scale) + sum(logs))


def test_rho_is_the_likeliest_by_the_formula() -> None:
    y, columns = _series(40, 0.5, seed=1), _step(40)
    fitted = fit_ar1(y, columns)
    by_formula = [_restricted_likelihood(y, columns, float(rho)) for rho in RHOS]
    assert fitted.rho == RHOS[int(np.argmax(by_formula))]
    assert 0.2 < fitted.rho < 0.8


def test_coefficients_are_those_of_generalised_least_squares() -> None:
    y, columns = _series(60, 0.6, seed=2), _step(60)
    fitted = fit_ar1(y, columns)
    places = np.arange(60)
    sigma = fitted.rho ** np.abs(places[:, None] - places)
    oracle = sm.GLS(y, columns, sigma=sigma).fit()
    step = fitted.contrast(np.array([0.0, 1.0]))
    assert step.estimate == pytest.approx(oracle.params[1], rel=1e-9)
    assert step.standard_error == pytest.approx(oracle.bse[1], rel=1e-9)
    low, high = oracle.conf_int()[1]
    assert (step.plain.low, step.plain.high) == pytest.approx((low, high), rel=1e-9)


def test_gaps_count_when_periods_are_missing() -> None:
    y, columns = _series(50, 0.7, seed=3), _step(50)
    kept = np.delete(np.arange(50), [5, 6, 7, 30])
    fitted = fit_ar1(y[kept], columns[kept], places=kept)
    sigma = fitted.rho ** np.abs(kept[:, None] - kept)
    oracle = sm.GLS(y[kept], columns[kept], sigma=sigma).fit()
    assert fitted.coefficients == pytest.approx(oracle.params, rel=1e-9)


def test_interval_is_wider_than_the_plain_one_and_agrees_with_p() -> None:
    fitted = fit_ar1(_series(48, 0.3, seed=4), _step(48))
    step = fitted.contrast(np.array([0.0, 1.0]))
    plain = step.plain.high - step.plain.low
    assert plain < step.interval.high - step.interval.low < 2 * plain
    at_edge = fitted.contrast(np.array([0.0, 1.0]), level=1 - step.p_value)
    assert min(abs(at_edge.interval.low), abs(at_edge.interval.high)) < 1e-6


def test_regression_is_refused_when_periods_cannot_carry_it() -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        fit_ar1(np.ones(2), np.ones((2, 2)))


def test_scale_is_held_up_when_counts_scatter_too_little() -> None:
    y = _series(40, 0.0, seed=5) / 10
    step = fit_ar1(y, _step(40), least_scale=1.0).contrast(np.array([0.0, 1.0]))
    assert step.standard_error > np.sqrt(2 / 20) * 0.99


@pytest.mark.parametrize("freedom", [1, 2, 5, 22, 45, 102])
def test_mixture_of_one_is_students_t(freedom: int) -> None:
    one = TMixture(
        centres=np.array([3.0]),
        scales=np.array([2.0]),
        weights=np.array([1.0]),
        freedom=freedom,
    )
    t = stats.t(freedom, loc=3, scale=2)
    assert one.cdf(0.5) == pytest.approx(t.cdf(0.5), rel=1e-12)
    assert one.quantile(0.975) == pytest.approx(t.ppf(0.975), rel=1e-8)


def test_far_p_keeps_its_digits() -> None:
    two = TMixture(
        centres=np.array([30.0, 40.0]),
        scales=np.array([1.0, 2.0]),
        weights=np.array([0.25, 0.75]),
        freedom=60,
    )
    tails = 0.25 * stats.t.sf(30, 60) + 0.75 * stats.t.sf(20, 60)
    assert two.two_sided_p() == pytest.approx(2 * tails, rel=1e-9)
