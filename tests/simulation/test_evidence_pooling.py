"""How often pooled intervals hold the truth, by the number of councils.

Seeds fixed, 1,500 pools a cell; the table is in docs/reference/evidence-accuracy.md.
"""

from __future__ import annotations

import numpy as np
import pytest

from mersey.distributions import student_t_quantile
from mersey.evidence.pooling import prediction_interval
from mersey.evidence.random_effects import Method, random_effects

pytestmark = pytest.mark.long

POOLS = 1500
Z = 1.959964


def coverage(k: int, tau2: float) -> dict[str, float]:
    """Shares of pools whose interval holds the mean, or the next council's effect."""
    draw = np.random.default_rng([2026, k, round(100 * tau2)])
    t = student_t_quantile(0.975, k - 1)
    names = ("fixed", "z", "knapp", "modified", "next", "next_z")
    held = dict.fromkeys(names, 0)
    for _ in range(POOLS):
        v = 0.25 * draw.chisquare(4, k) / 4 + 0.02
        y = draw.normal(0.0, np.sqrt(v + tau2))
        fit = random_effects(y, v)
        mean, error = abs(float(fit.coefficients[0])), float(fit.errors[0])
        fixed = random_effects(y, v, method=Method.FIXED)
        wider = error * max(fit.spread, 1.0) ** 0.5
        ahead = prediction_interval(
            float(fit.coefficients[0]), wider, tau2=fit.tau2, freedom=k - 1
        )
        following = float(draw.normal(0.0, tau2**0.5))
        held["fixed"] += abs(fixed.coefficients[0]) <= Z * fixed.errors[0]
        held["z"] += mean <= Z * error
        held["knapp"] += mean <= t * float(fit.errors_by_spread[0])
        held["modified"] += mean <= t * wider
        held["next"] += ahead.holds(following)
        off = abs(float(fit.coefficients[0]) - following)
        held["next_z"] += off <= Z * np.sqrt(fit.tau2 + error**2)
    return {name: count / POOLS for name, count in held.items()}


@pytest.mark.parametrize("k", [3, 5, 10])
@pytest.mark.parametrize("tau2", [0.0, 0.05, 0.3])
def test_intervals_of_the_mean_hold_it_when_councils_are_few(
    k: int, tau2: float
) -> None:
    found = coverage(k, tau2)
    print("pool", k, tau2, found)  # noqa: T201  (for the table)
    assert found["knapp"] >= (0.93 if k == 3 else 0.92)
    assert found["modified"] >= max(found["knapp"], 0.93)  # the one that is shown
    assert found["next"] >= 0.84
