"""Distributions against tables and scipy."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from mersey import distributions as ours

FREEDOMS = (1, 1.5, 2, 3, 7.3, 23, 44, 120, 5_000)
SHARES = (1e-6, 0.005, 0.025, 0.2, 0.5, 0.8, 0.9, 0.975, 0.995, 1 - 1e-6)


def test_quantiles_are_those_of_the_tables() -> None:
    assert ours.normal_quantile(0.975) == pytest.approx(1.959964, abs=5e-7)
    assert ours.student_t_quantile(0.975, 1) == pytest.approx(12.7062, abs=5e-5)
    assert ours.student_t_quantile(0.975, 12) == pytest.approx(2.1788, abs=5e-5)
    assert ours.chi_square_quantile(0.95, 3) == pytest.approx(7.8147, abs=5e-5)
    assert ours.f_quantile(0.95, 2, 20) == pytest.approx(3.4928, abs=5e-5)


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("p", SHARES)
def test_student_t_agrees_with_scipy(freedom: float, p: float) -> None:
    t = ours.student_t_quantile(p, freedom)
    assert t == pytest.approx(stats.t.ppf(p, freedom), rel=1e-9, abs=1e-9)
    assert ours.student_t_cdf(t, freedom) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("p", SHARES)
def test_chi_square_agrees_with_scipy(freedom: float, p: float) -> None:
    x = ours.chi_square_quantile(p, freedom)
    assert x == pytest.approx(stats.chi2.ppf(p, freedom), rel=1e-9)
    assert ours.chi_square_cdf(x, freedom) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("above", [1, 2, 5.5, 40])
@pytest.mark.parametrize("below", [1, 4, 30, 1_000])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.975])
def test_f_agrees_with_scipy(above: float, below: float, p: float) -> None:
    x = ours.f_quantile(p, above, below)
    assert x == pytest.approx(stats.f.ppf(p, above, below), rel=1e-9)
    assert ours.f_tail(x, above, below) == pytest.approx(1 - p, rel=1e-9)


def test_far_tails_keep_their_digits() -> None:
    assert ours.normal_cdf(-20) == pytest.approx(stats.norm.cdf(-20), rel=1e-12)
    assert ours.student_t_two_sided_p(40, 30) == pytest.approx(
        2 * stats.t.sf(40, 30), rel=1e-9
    )
    assert ours.chi_square_tail(152.23301, 12) == pytest.approx(
        stats.chi2.sf(152.23301, 12), rel=1e-9
    )
    assert ours.f_tail(300, 3, 40) == pytest.approx(stats.f.sf(300, 3, 40), rel=1e-9)


def test_ends_are_reached() -> None:
    assert ours.student_t_quantile(0.5, 3) == 0.0
    assert ours.student_t_quantile(0.975, math.inf) == ours.normal_quantile(0.975)
    assert ours.student_t_two_sided_p(0.0, 5) == 1.0
    assert ours.student_t_two_sided_p(2.0, math.inf) == pytest.approx(0.0455, abs=5e-5)
    assert ours.chi_square_cdf(-1.0, 3) == 0.0
    assert ours.chi_square_tail(math.inf, 3) == 0.0
    assert ours.f_cdf(0.0, 2, 3) == 0.0
    assert ours.f_cdf(math.inf, 2, 3) == 1.0
    assert ours.f_tail(math.inf, 2, 3) == 0.0


@pytest.mark.parametrize("p", [0.0, 1.0, -1.0, math.nan])
def test_quantile_is_refused_when_the_share_is_no_share(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        ours.student_t_quantile(p, 3)


def test_degrees_of_freedom_are_refused_when_not_above_zero() -> None:
    with pytest.raises(ValueError, match="above 0"):
        ours.student_t_cdf(1.0, 0)
    with pytest.raises(ValueError, match="above 0"):
        ours.chi_square_cdf(1.0, -1)
