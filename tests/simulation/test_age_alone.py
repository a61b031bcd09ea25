"""Where nothing but age tells who will be late, risks are those of age and claim no more.

Three memoryless services and three with gamma durations: S(limit) / S(age) is the truth.
"""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.breach import breach_risks
from mersey.forecast.results import Refusal
from tests.unit.forecast.made_paths import NEVER, paths

DAYS, LIMIT, MEAN, N = 730.0, 40.0, 30.0, 4000

SHAPES = {"memoryless": 1, "gamma": 3}
"""Sums of so many exponential times, of `MEAN` together."""


def left_at(days: np.ndarray, shape: int) -> np.ndarray:
    """S of the sum of `shape` exponential times (Erlang)."""
    x = days * shape / MEAN
    terms = [x**k / np.prod(np.arange(1, k + 1)) for k in range(shape)]
    return np.exp(-x) * np.sum(terms, axis=0)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_risk_is_that_of_age_where_nothing_else_tells(kind: str, seed: int) -> None:
    draw, shape = np.random.default_rng(seed), SHAPES[kind]
    opened = np.sort(draw.uniform(0, DAYS, N))
    takes = draw.gamma(shape, MEAN / shape, N)
    closed = np.where(opened + takes <= DAYS, opened + takes, NEVER)
    rows = [(o, c, [(o, 0)]) for o, c in zip(opened, closed, strict=True)]
    found = breach_risks(paths(rows, as_at=DAYS), np.full(N, LIMIT))
    if isinstance(found, Refusal):
        assert "one chance for all" in found.why or "age alone" in found.why
        return
    waits = ~found.is_overdue
    age = LIMIT - found.days_to_limit[waits]
    truth = left_at(np.full(age.size, LIMIT), shape) / left_at(age, shape)
    assert np.abs(found.risk[waits] - truth).mean() <= 0.05
    assert found.is_by_age or found.check.brier <= found.check.brier_by_age
