"""Mean and spread of results from several sites, against published numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.evidence.random_effects import (
    Method,
    heterogeneity,
    random_effects,
    tau2_interval,
)
from tests.unit.evidence.replications import vaccine_trials

if TYPE_CHECKING:
    from pathlib import Path

SCHOOLS = (
    np.array([28.0, 8, -3, 7, -1, 1, 18, 12]),
    np.array([15.0, 10, 16, 11, 9, 11, 10, 18]) ** 2,
)
"""Effects of coaching at eight schools (Rubin, 1981)."""

# Stays in days after psychotherapy against usual care: n, mean, sd; n, mean, sd
# (Fleiss, 1993).
STAYS = np.array(
    [
        [13, 5.0, 4.7, 13, 6.5, 3.8],
        [30, 4.9, 1.71, 50, 6.1, 2.3],
        [35, 22.5, 3.44, 35, 24.9, 10.65],
        [20, 12.5, 1.47, 20, 12.3, 1.66],
        [8, 6.5, 0.76, 8, 7.38, 1.41],
    ]
)

WITH_A_MODERATOR = (
    np.array([-1, 0.5, 0.5, 0.5, 1, 1, 2, 10]),
    np.array([1, 1, 2.4, 0.5, 1, 1, 1.2, 1.5]),
    np.array([1, 1, 2, 2, 4, 4, 2.8, 2.8]),
)
Z = 1.959964


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("method", "mean", "error", "tau2"),
    [
        (Method.FIXED, -0.430285, 0.040499, 0.0),
        (Method.DL, -0.714117, 0.178742, 0.308760),
        (Method.REML, -0.714532, 0.179782, 0.313243),
    ],
)
def test_thirteen_trials_pool_as_in_metafor(
    shared_data: Path, method: Method, mean: float, error: float, tau2: float
) -> None:
    y, v, _ = vaccine_trials(shared_data)
    fit = random_effects(y, v, method=method)
    found = (fit.coefficients[0], fit.errors[0], fit.tau2)
    assert found == pytest.approx((mean, error, tau2), abs=5e-7)
    assert fit.q == pytest.approx(152.23301, abs=5e-6)


@pytest.mark.shared_data
def test_spread_of_thirteen_trials_is_as_in_metafor(shared_data: Path) -> None:
    y, v, _ = vaccine_trials(shared_data)
    fit = random_effects(y, v)
    assert fit.errors_by_spread[0] == pytest.approx(0.180792, abs=5e-7)
    assert fit.i2 == pytest.approx(0.922214, abs=5e-7)
    assert 1 / (1 - fit.i2) == pytest.approx(12.8558, abs=5e-5)  # H²
    # metafor stops its search a little earlier: 0.1196953 to 1.111486
    interval = tau2_interval(y, v)
    assert (interval.low, interval.high) == pytest.approx((0.1197, 1.1115), abs=5e-5)
    ends = [heterogeneity(one, v) for one in (interval.low, interval.high)]
    assert ends == pytest.approx([0.8192, 0.9768], abs=5e-5)


@pytest.mark.shared_data
def test_latitude_explains_three_quarters_as_in_metafor(shared_data: Path) -> None:
    y, v, latitude = vaccine_trials(shared_data)
    fit = random_effects(y, v, moderators=latitude)
    assert fit.coefficients == pytest.approx([0.251464, -0.029102], abs=5e-6)
    assert fit.errors == pytest.approx([0.249104, 0.0071956], abs=1e-5)
    assert fit.tau2 == pytest.approx(0.07635, abs=5e-6)
    before = random_effects(y, v).tau2
    assert 1 - fit.tau2 / before == pytest.approx(0.7562, abs=1e-4)


def test_eight_schools_have_no_spread_of_their_own() -> None:
    fit = random_effects(*SCHOOLS)
    assert fit.coefficients[0] == pytest.approx(7.685617, abs=5e-7)
    assert fit.errors[0] == pytest.approx(4.071919, abs=5e-7)
    assert (fit.tau2, fit.i2) == (0, 0)
    assert fit.q == pytest.approx(4.70708, abs=5e-6)


@pytest.mark.parametrize(
    ("method", "mean", "low", "high", "tau2"),
    [
        (Method.DL, -0.7373, -1.4577, -0.0170, 0.1894),
        (Method.REML, -0.7509, -1.5328, 0.0311, 0.2742),
    ],
)
def test_verdict_flips_between_methods_when_five_trials_of_stays_are_pooled(
    method: Method, mean: float, low: float, high: float, tau2: float
) -> None:
    n, m, sd, n0, m0, sd0 = STAYS.T
    fit = random_effects(m - m0, sd**2 / n + sd0**2 / n0, method=method)
    middle, half = fit.coefficients[0], Z * fit.errors[0]
    found = (middle, middle - half, middle + half, fit.tau2)
    assert found == pytest.approx((mean, low, high, tau2), abs=6e-5)


@pytest.mark.parametrize(
    ("method", "tau2"), [(Method.REML, 10.9499), (Method.DL, 8.3627)]
)
def test_moderated_fit_is_as_in_pymares_tests(method: Method, tau2: float) -> None:
    y, v, x = WITH_A_MODERATOR
    fit = random_effects(y, v, moderators=x, method=method)
    assert fit.tau2 == pytest.approx(tau2, abs=5e-5)
    if method is Method.REML:
        assert fit.coefficients == pytest.approx([-0.1066, 0.7700], abs=5e-5)


def test_two_results_give_tau2_by_hand() -> None:
    fit = random_effects(np.array([1.0, 3.0]), np.array([0.5, 0.5]))
    assert fit.tau2 == pytest.approx(1.5)  # half the squared gap less the variance
    assert fit.errors[0] == pytest.approx(1)
    assert fit.spread == pytest.approx(1)


def test_scoring_settles_when_whole_steps_would_swing_for_ever() -> None:
    y = np.array([0.8, -1.105, -1.094, 0.783, 1.124, -1.666, 0.162])
    v = np.array([5.149, 23.244, 5.534, 3.366, 2.653, 0.461, 3.784])
    settled = random_effects(y, v).tau2
    assert 0 <= settled < 1
    assert random_effects(100 * y, 100**2 * v).tau2 == pytest.approx(
        100**2 * settled, rel=1e-6, abs=1e-6
    )


@pytest.mark.long  # importing the other library takes seconds
@pytest.mark.filterwarnings("ignore:unclosed file .*pymare:ResourceWarning")  # its own
def test_pymare_agrees_when_results_are_drawn() -> None:
    from pymare import estimators as pymare  # noqa: PLC0415  (takes seconds)

    draw = np.random.default_rng(5)
    v = draw.gamma(2.0, 0.5, 9)
    y = draw.normal(1.0, np.sqrt(v + 0.8))
    for name, method in (("reml", Method.REML), ("dl", Method.DL)):
        estimator = (
            pymare.VarianceBasedLikelihoodEstimator(method="REML")
            if name == "reml"
            else pymare.DerSimonianLaird()
        )
        other = estimator.fit(y[:, None], v[:, None], np.ones((9, 1))).summary()
        mine = random_effects(y, v, method=method)
        assert mine.tau2 == pytest.approx(np.ravel(other.tau2)[0], abs=2e-4)
        assert mine.coefficients[0] == pytest.approx(
            np.ravel(other.fe_params)[0], abs=2e-4
        )


@pytest.mark.parametrize(
    ("y", "v", "x", "said"),
    [
        ([1.0], [1.0], None, "too few"),
        ([1.0, 2.0], [1.0, 0.0], None, "variance above nought"),
        ([1.0, np.nan], [1.0, 1.0], None, "needs an effect"),
        ([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], [4.0, 4.0, 4.0], "same at every site"),
    ],
)
def test_fit_is_refused_when_it_cannot_be_known(
    y: list[float], v: list[float], x: list[float] | None, said: str
) -> None:
    moderators = None if x is None else np.array(x)
    with pytest.raises(ValueError, match=said):
        random_effects(np.array(y), np.array(v), moderators=moderators)
