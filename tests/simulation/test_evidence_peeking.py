"""How often an unchanged service is called changed by whoever looks every week.

Seeds fixed; the table is in docs/reference/evidence-accuracy.md. 400 series a cell, so a
share of 5 in 100 is known to within 2 in 100.
"""

from __future__ import annotations

import numpy as np
import pytest

from mersey.evidence.anytime import anytime_interval, shared_size, shift

pytestmark = pytest.mark.long

SERIES = 400
WEEKS = 52


def autocorrelated(lag: float, n: int, seed: int) -> np.ndarray:
    """Rows of series of variance 1 in which neighbours correlate by `lag`."""
    noise = np.random.default_rng([2026, seed, round(10 * lag)]).normal(
        size=(SERIES, n)
    )
    values = noise.copy()
    for i in range(1, n):
        values[:, i] = lag * values[:, i - 1] + np.sqrt(1 - lag**2) * noise[:, i]
    return values


def looked_at(lag: float, *, n_before: int, moved: float = 0.0) -> dict[str, float]:
    """Shares of series: outside at some weekly look, called better, and at one look."""
    ever, better, once, naive = 0, 0, 0, 0
    for row in autocorrelated(lag, n_before + WEEKS, n_before):
        before, since = row[:n_before], row[n_before:] - moved
        looks = [
            shift(before, since[:n], n_planned=WEEKS // 2) for n in range(1, WEEKS + 1)
        ]
        ever += any(not look.anytime.holds(0.0) for look in looks)
        better += any(look.anytime.high < 0 for look in looks)
        once += not looks[WEEKS // 2 - 1].interval.holds(0.0)
        naive += any(not look.interval.holds(0.0) for look in looks[3:26])
    counts = {"ever": ever, "better": better, "once": once, "naive": naive}
    return {name: count / SERIES for name, count in counts.items()}


@pytest.mark.parametrize("lag", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("n_before", [24, 52, 104])
def test_looking_weekly_for_a_year_calls_few_unchanged_series_better(
    lag: float, n_before: int
) -> None:
    found = looked_at(lag, n_before=n_before)
    print("unchanged", n_before, lag, found)  # noqa: T201  (for the table)
    assert found["better"] <= 0.05
    # both directions together: 6 in 100 where the baseline is half a year and weeks agree
    assert found["ever"] <= (0.085 if n_before == 24 else 0.05)


@pytest.mark.parametrize(("lag", "least"), [(0.0, 0.9), (0.3, 0.65), (0.6, 0.25)])
def test_looking_weekly_sees_a_shift_of_one_sigma(lag: float, least: float) -> None:
    found = looked_at(lag, n_before=52, moved=1.0)
    print("moved", lag, found)  # noqa: T201
    assert found["better"] >= least


@pytest.mark.parametrize("every", [200, 50, 10])
def test_looking_at_a_lot_calls_few_wins_when_arms_are_alike(every: int) -> None:
    draw = np.random.default_rng([2026, every])
    n = np.arange(every, 1001, every)
    apart = np.cumsum(
        draw.normal(size=(2000, 1000)) - draw.normal(size=(2000, 1000)), 1
    )
    estimate = apart[:, n - 1] / n
    error = np.sqrt(2 / n)
    half = [
        anytime_interval(
            0.0, float(e), n=shared_size(m, m), n_planned=shared_size(1000, 1000)
        ).high
        for e, m in zip(error, n.tolist(), strict=True)
    ]
    ever = (np.abs(estimate) > half).any(axis=1).mean()
    naive = (np.abs(estimate) > 1.96 * error).any(axis=1).mean()
    print("arms", len(n), ever, naive)  # noqa: T201
    assert ever <= 0.05
    assert naive >= 0.12
