"""The 95 % interval of a survival curve, and of its percentiles, on the log–log scale.

Source: Kalbfleisch & Prentice (2002), §1.4; Brookmeyer & Crowley (1982) for percentiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

Z_95: Final = 1.959963984540054
"""Standard normal quantile of 0.975: a two-sided 95 % interval."""

ROUNDING: Final = 1e-9
"""A product of fractions that should be exactly 1 − p may miss it by this, relatively."""

GRID: Final = 4_096
"""A longer curve is looked at on a grid of about so many steps, then between two of them:
logarithms of a million steps would cost more than the curve itself."""


def log_log_band(survival: Floats, log_variance: Floats) -> tuple[Floats, Floats]:
    """Lower and upper limit: S^exp(±z v), v = √(Σ d/(n(n−d))) / |log S|.

    Once S is 0 the interval does not exist: its lower limit is then 0, its upper limit
    the last one known.
    """
    inner = (survival > 0) & (survival < 1)
    lower, upper = np.where(survival >= 1, 1.0, 0.0), np.ones(survival.size)
    log_s = np.log(survival[inner])
    spread = Z_95 * np.sqrt(log_variance[inner]) / np.abs(log_s)
    lower[inner] = np.exp(log_s * np.exp(spread))
    upper[inner] = np.exp(log_s * np.exp(-spread))
    over = survival <= 0
    if over.any() and not over.all():
        upper[over] = upper[~over][-1]
    return lower, upper


def percentile_limits(
    survival: Floats, log_variance: Floats, p: float
) -> tuple[int | None, int | None]:
    """Steps at which the lower and the upper limit first come down to 1 − p."""
    grid = _grid(survival.size)
    coarse = log_log_band(survival[grid], log_variance[grid])
    limits: list[int | None] = []
    for side, limit in enumerate(coarse):
        found = first_at_or_below(limit, p)
        if found is None:
            limits.append(None)
            continue
        begin = int(grid[found - 1]) + 1 if found else 0
        between = slice(begin, int(grid[found]) + 1)
        fine = log_log_band(survival[between], log_variance[between])[side]
        place = first_at_or_below(fine, p)
        limits.append(int(grid[found]) if place is None else begin + place)
    return limits[0], limits[1]


def first_at_or_below(level: Floats, p: float) -> int | None:
    """The first step at which `level` is 1 − p or less; None where it never is."""
    reached = level <= (1 - p) * (1 + ROUNDING)
    first = int(np.argmax(reached)) if reached.size else 0
    return first if reached.size and reached[first] else None


def _grid(n: int) -> Integers:
    """Some steps of n, the last two among them: the very last may be where S is 0."""
    if n <= GRID:
        return np.arange(n, dtype=np.int64)
    return np.append(np.arange(0, n - 2, n // GRID), [n - 2, n - 1])
