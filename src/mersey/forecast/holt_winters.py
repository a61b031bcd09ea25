"""Damped Holt–Winters with an additive season: level, trend that fades, and season.

Source: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice" (2021), §8.3;
the additive damped form. Weights are chosen from a grid by the one-step errors: short
monthly series do not tell 0.31 from 0.35.
"""

from __future__ import annotations

from itertools import product
from typing import Any, Final

import numpy as np

GRID: Final = np.array(
    list(
        product(
            (0.05, 0.1, 0.2, 0.35, 0.5, 0.8),  # weight of the latest in the level
            (0.0, 0.03, 0.1, 0.3),  # in the trend
            (0.05, 0.15, 0.3, 0.6),  # in the season
            (0.8, 0.9, 0.98),  # what is left of the trend after one period
        )
    )
)


def holt_winters(values: Any, horizon: int, *, season: int) -> Any:
    """The next `horizon` values.

    Args:
        values: At least two seasons, oldest first.
        horizon: Periods to come.
        season: Periods in a season, such as 12 months.
    """
    alpha, beta, gamma, phi = GRID.T
    level, trend, seasons = _start(values, season)
    errors = np.zeros(len(GRID))
    for i in range(season, len(values)):
        now = i % season
        ahead = level + phi * trend
        error = values[i] - ahead - seasons[:, now]
        errors += error**2
        new = alpha * (values[i] - seasons[:, now]) + (1 - alpha) * ahead
        trend = beta * (new - level) + (1 - beta) * phi * trend
        seasons[:, now] += gamma * (values[i] - new - seasons[:, now])
        level = new
    best = int(np.argmin(errors))
    steps: Any = np.arange(1, horizon + 1)
    fading = np.cumsum(phi[best] ** steps)
    at = (len(values) + steps - 1) % season
    return level[best] + fading * trend[best] + seasons[best, at]


def _start(values: Any, season: int) -> tuple[Any, Any, Any]:
    """Level, trend and season from the first two seasons."""
    first, second = values[:season].mean(), values[season : 2 * season].mean()
    slope = (second - first) / season
    straight = first + slope * (np.arange(2 * season) - (season - 1) / 2)
    apart = (values[: 2 * season] - straight).reshape(2, season).mean(axis=0)
    n = len(GRID)
    at_start = straight[season - 1]
    return np.full(n, at_start), np.full(n, slope), np.tile(apart, (n, 1))
