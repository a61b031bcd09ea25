"""The year, as waves: what comes back at the same time of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.design import Days

DAYS_A_YEAR: Final = 365.2425

SLACK_DAYS: Final = 10
"""A year of 52 weeks, or of days that a look cuts off, is a whole one all the same."""


def year_waves(
    days: npt.NDArray[np.datetime64], *, n_pairs: int
) -> npt.NDArray[np.float64]:
    """Sine and cosine of once a year, twice a year, …: shape (n, 2 × n_pairs)."""
    since_1970 = days.astype("datetime64[D]").astype(float)
    turn = 2 * np.pi * since_1970 / DAYS_A_YEAR
    return np.column_stack(
        [
            wave(turn * pair)
            for pair in range(1, n_pairs + 1)
            for wave in (np.sin, np.cos)
        ]
    )


def are_whole_years(*windows: Days) -> bool:
    """Whether each window is a year, or several, so that the season cancels."""
    return all(_is_whole(window.n_days) for window in windows)


def _is_whole(n_days: int) -> bool:
    years = max(1, round(n_days / DAYS_A_YEAR))
    return abs(n_days - years * DAYS_A_YEAR) <= SLACK_DAYS
