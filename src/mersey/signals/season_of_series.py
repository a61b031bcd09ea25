"""When in the year most comes, and when least, where the year comes back at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.serial import DAYS_A_YEAR, SEASON_LEVEL, season_p

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.signals.results import Floats

DAYS_BEFORE: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
"""Days of a plain year before each month."""


@dataclass(frozen=True, kw_only=True)
class Season:
    """A yearly wave.

    Attributes:
        most, least: Months, 1 to 12, in which its top and its bottom lie.
        swing: How far the top lies over the mean, as a share of the mean.
    """

    most: int
    least: int
    swing: float


def season_of(values: Floats, dates: Sequence[date]) -> Season | None:
    """The yearly wave of a series; None where none is proven, or the mean is 0.

    It is proven by the test of `season_p` at 1 %, over at least two years. The wave is
    the best sine of a year beside a straight trend.

    Args:
        values: One a period, 0 or more.
        dates: The first day of each, rising.
    """
    if values.size == 0 or values.mean() <= 0:
        return None
    season, p = season_p(values, dates)
    if season != "year" or p is None or p >= SEASON_LEVEL:
        return None
    days = np.array([day.toordinal() for day in dates], dtype=float)
    middles = days + float(np.median(np.diff(days))) / 2
    turn = 2 * np.pi * middles / DAYS_A_YEAR
    trend = np.linspace(-1, 1, values.size)
    rows = np.column_stack([np.ones(values.size), trend, np.sin(turn), np.cos(turn)])
    mean, _, sine, cosine = np.linalg.lstsq(rows, values, rcond=None)[0]
    top = float(np.arctan2(sine, cosine)) / (2 * np.pi) * DAYS_A_YEAR
    start_of_year = float(dates[0].replace(month=1, day=1).toordinal())
    most = (top - start_of_year) % DAYS_A_YEAR
    least = (most + DAYS_A_YEAR / 2) % DAYS_A_YEAR
    return Season(
        most=_month(most),
        least=_month(least),
        swing=float(np.hypot(sine, cosine) / mean),
    )


def _month(day_of_year: float) -> int:
    return int(np.searchsorted(DAYS_BEFORE, day_of_year, side="right"))
