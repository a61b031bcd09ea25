"""How often an unchanged service is called changed by whoever looks every week.

Seeds fixed; the table is in docs/reference/evidence-accuracy.md. 4,000 series a cell, so
a share of 5 in 100 is known to within 1 in 100.
"""

from __future__ import annotations

import numpy as np
import pytest

from mersey.evidence.anytime import (
    MOST_LAG_ONE,
    anytime_interval,
    shared_size,
    shift,
)

pytestmark = pytest.mark.long

SERIES = 4000
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


def every_look(before: np.ndarray, since: np.ndarray) -> tuple[np.ndarray, ...]:
    """Estimate, standard error and peeking-safe half-width of `shift` at every week.

    The same arithmetic on all series at once; a test holds it to `shift` itself.
    """
    n_before, n = before.shape[1], np.arange(1, WEEKS + 1)
    apart = before - before.mean(axis=1, keepdims=True)
    raw = (apart[:, 1:] * apart[:, :-1]).sum(axis=1) / (apart**2).sum(axis=1)
    lag = np.clip(raw + (1 + 4 * raw) / n_before, 0.0, MOST_LAG_ONE)
    factor = ((1 + lag) / (1 - lag))[:, None]
    mean = np.cumsum(since, axis=1) / n
    squares = np.cumsum(since**2, axis=1) - n * mean**2
    freedom = n_before - np.minimum(factor, n_before / 2) + n - np.minimum(factor, n)
    variance = ((apart**2).sum(axis=1)[:, None] + squares) / freedom
    size = n_before * n / (n_before + n)
    error = np.sqrt(variance * factor / size)
    planned = shared_size(n_before, WEEKS // 2)
    safe = [anytime_interval(0.0, 1.0, n=one, n_planned=planned).high for one in size]
    return mean - before.mean(axis=1, keepdims=True), error, error * np.array(safe)


def looked_at(lag: float, *, n_before: int, moved: float = 0.0) -> dict[str, float]:
    """Shares of series: outside at some weekly look, called better, and at one look."""
    every = autocorrelated(lag, n_before + WEEKS, n_before)
    estimate, error, half = every_look(every[:, :n_before], every[:, n_before:] - moved)
    is_outside = np.abs(estimate) > 1.959964 * error
    return {
        "ever": float((np.abs(estimate) > half).any(axis=1).mean()),
        "better": float((estimate + half < 0).any(axis=1).mean()),
        "once": float(is_outside[:, WEEKS // 2 - 1].mean()),
        "naive": float(is_outside[:, 3:26].any(axis=1).mean()),
    }


def test_looks_of_the_simulation_are_those_of_the_library() -> None:
    every = autocorrelated(0.4, 40 + WEEKS, 1)[:5]
    estimate, error, half = every_look(every[:, :40], every[:, 40:])
    for at, row in enumerate(every):
        for n in (1, 2, 9, WEEKS):
            found = shift(row[:40], row[40 : 40 + n], n_planned=WEEKS // 2)
            assert found.estimate == pytest.approx(estimate[at, n - 1])
            assert found.standard_error == pytest.approx(error[at, n - 1])
            ends = estimate[at, n - 1] - half[at, n - 1]
            assert found.anytime.low == pytest.approx(ends)


@pytest.mark.parametrize("lag", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("n_before", [24, 52, 104])
def test_looking_weekly_for_a_year_calls_few_unchanged_series_better(
    lag: float, n_before: int
) -> None:
    found = looked_at(lag, n_before=n_before)
    print("unchanged", n_before, lag, found)  # noqa: T201  (for the table)
    assert found["better"] <= 0.05
    # both directions together: 7 in 100 where half a year came before and weeks agree
    assert found["ever"] <= (0.08 if n_before == 24 else 0.05)


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
