"""The smoking ban in Sicily (Lopez Bernal, Cummins & Gasparrini, 2017).

Numbers by R 4.2.2 (`glm`, quasi-Poisson) and statsmodels 0.15.0, as printed in the
reference for this project's evidence; every digit shown must agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm

from mersey.distributions import normal_quantile
from mersey.evidence.poisson import fit_poisson
from mersey.evidence.reml import fit_ar1

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def sicily(shared_data: Path) -> np.ndarray:
    return np.genfromtxt(
        shared_data / "spc" / "its_sicily.csv", delimiter=",", names=True
    )


def _columns(sicily: np.ndarray, n_pairs: int) -> np.ndarray:
    """Level, ban, time, and waves of twelve months."""
    n, turn = sicily.size, 2 * np.pi * sicily["time"] / 12
    waves = [f(turn * pair) for pair in range(1, n_pairs + 1) for f in (np.sin, np.cos)]
    return np.column_stack([np.ones(n), sicily["smokban"], sicily["time"], *waves])


@pytest.mark.parametrize(
    ("n_pairs", "step", "error", "dispersion", "ratio"),
    [
        (0, -0.111628443, 0.032495945, 3.559195, (0.8943765, 0.839189, 0.953193)),
        (2, -0.122086793, 0.027031107, 2.262186, (0.8850715, 0.839401, 0.933227)),
    ],
)
def test_quasi_poisson_is_that_of_r(
    sicily: np.ndarray,
    n_pairs: int,
    step: float,
    error: float,
    dispersion: float,
    ratio: tuple[float, float, float],
) -> None:
    fitted = fit_poisson(
        sicily["aces"], _columns(sicily, n_pairs), exposure=sicily["stdpop"]
    )
    assert fitted.coefficients[1] == pytest.approx(step, abs=5e-10)
    # R leaves its weights one round short of settling: the last digits are its own.
    assert fitted.standard_errors()[1] == pytest.approx(error, abs=5e-8)
    assert fitted.dispersion == pytest.approx(dispersion, abs=2e-5)
    half = normal_quantile(0.975) * fitted.standard_errors()[1]
    shown = np.exp(fitted.coefficients[1] + np.array([0, -half, half]))
    assert shown[0] == pytest.approx(ratio[0], abs=5e-8)
    assert shown[1:] == pytest.approx(ratio[1:], abs=5e-7)


def test_plain_poisson_is_that_of_r(sicily: np.ndarray) -> None:
    fitted = fit_poisson(sicily["aces"], _columns(sicily, 0), exposure=sicily["stdpop"])
    half = normal_quantile(0.975) * fitted.standard_errors(is_quasi=False)[1]
    low, high = np.exp(fitted.coefficients[1] + np.array([-half, half]))
    assert (low, high) == pytest.approx((0.864686, 0.925086), abs=5e-7)


def test_quasi_poisson_is_that_of_statsmodels(sicily: np.ndarray) -> None:
    columns = _columns(sicily, 2)
    oracle = sm.GLM(
        sicily["aces"],
        columns,
        family=sm.families.Poisson(),
        offset=np.log(sicily["stdpop"]),
    ).fit(scale="X2")
    fitted = fit_poisson(sicily["aces"], columns, exposure=sicily["stdpop"])
    assert fitted.coefficients == pytest.approx(oracle.params, rel=1e-9, abs=1e-12)
    assert fitted.standard_errors() == pytest.approx(oracle.bse, rel=1e-7)


def test_level_and_slope_of_log_rates_are_those_of_least_squares(
    sicily: np.ndarray,
) -> None:
    time = sicily["time"] - sicily["time"][sicily["smokban"] == 1].min()
    columns = np.column_stack(
        [np.ones(sicily.size), time, sicily["smokban"], sicily["smokban"] * time]
    )
    y = np.log(sicily["aces"] / sicily["stdpop"])
    fitted = fit_ar1(y, columns)
    plain = fitted.all_coefficients[0], fitted.all_covariances[0]
    assert plain[0][2] == pytest.approx(-0.115982834, abs=5e-10)
    assert np.sqrt(plain[1][2, 2]) == pytest.approx(0.0343915930, abs=5e-11)
