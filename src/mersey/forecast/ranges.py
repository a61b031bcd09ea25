"""How wide a range must be, by how wide it should have been: rolling-origin backtest.

Recipe and its measured coverage: `docs/reference/forecast-accuracy.md`. At each earlier
week the forecast is made again from what was known then; the error in half-widths, its
80 % quantile, is what the range is widened by.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.results import Backtest, Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MARKS: Final = (0.025, 0.1, 0.5, 0.9, 0.975)
"""Quantiles of a spread: 95 % and 80 % ranges around the median."""

WANTED: Final = 0.8
"""The share of past errors that the 80 % range is made to hold."""

FEWEST_TO_TELL: Final = 8
"""With fewer past forecasts to compare no coverage is stated."""

SMALLEST_HALF_WIDTH: Final = 0.5
"""Half a case: counts are whole, so that no range is narrower."""


@dataclass(frozen=True, kw_only=True)
class PastForecast:
    """One forecast of the past: weeks known, its five marks, and what came."""

    known: int
    marks: Any
    came: float

    @cached_property
    def error(self) -> float:
        """How far off the middle was, in half-widths of the 80 % range."""
        half = max((self.marks[3] - self.marks[1]) / 2, SMALLEST_HALF_WIDTH)
        return float(abs(self.came - self.marks[2]) / half)


@dataclass(frozen=True, kw_only=True)
class PastForecasts:
    """Past forecasts of one horizon, oldest first.

    Attributes:
        rows: The forecasts.
        n_weeks: Weeks known now.
        crossed: Weeks known at forecasts whose time to come held a change of pace that
            is told: no forecast foresees one, so that they widen nothing.
    """

    rows: tuple[PastForecast, ...]
    horizon_weeks: int
    n_weeks: int
    crossed: frozenset[int] = frozenset()

    @property
    def factor(self) -> float:
        """What half-widths are multiplied by, as known at the end."""
        return self._factor_at(self.n_weeks)

    def _factor_at(self, weeks: int) -> float:
        """The factor as it would have been, from the later half of so many weeks.

        Earlier forecasts knew too little to tell how wide those of today must be.
        """
        return _factor(
            [
                row.error
                for row in self.rows
                if weeks // 2 <= row.known <= weeks - self.horizon_weeks
                and row.known not in self.crossed
            ]
        )

    def summed_up(self) -> Backtest:
        """The factor, and how often the range held what came.

        A past forecast is widened only by those whose outcome was known when it was
        made, so that the coverage is not its own proof.
        """
        first = self.horizon_weeks + FEWEST_TO_TELL // 2
        told = [
            widened(row.marks, self._factor_at(row.known)) for row in self.rows[first:]
        ]
        came = np.array([row.came for row in self.rows[first:]])
        marks = np.array(told).reshape(-1, len(MARKS))
        plain = np.array([row.marks for row in self.rows])
        all_came = np.array([row.came for row in self.rows])
        return Backtest(
            n=len(self.rows),
            n_told=len(told),
            horizon_weeks=self.horizon_weeks,
            factor=self.factor,
            covered80=_covered(marks, came, at=1),
            covered95=_covered(marks, came, at=0),
            plain80=_covered(plain.reshape(-1, len(MARKS)), all_came, at=1),
        )


def look_back(
    foretell: Callable[[Sequence[int]], Any],
    *,
    weeks: Any,
    horizon: int,
    first: int,
    crossed: frozenset[int] = frozenset(),
) -> PastForecasts:
    """Forecasts of the sum of `weeks` over the horizon, from every earlier week on.

    Args:
        foretell: Numbers of weeks known → for each, a row of drawn totals of the next
            `horizon` weeks.
        weeks: What came in each week.
        horizon: Weeks ahead.
        first: Weeks known at the earliest forecast.
        crossed: Weeks known at forecasts that a change of pace undid.
    """
    sums = np.concatenate([[0.0], np.cumsum(weeks)])
    moments = range(first, len(weeks) - horizon + 1)
    if not moments:
        return PastForecasts(rows=(), horizon_weeks=horizon, n_weeks=len(weeks))
    drawn = foretell(moments)
    rows = tuple(
        PastForecast(
            known=known, marks=marks, came=float(sums[known + horizon] - sums[known])
        )
        for known, marks in zip(
            moments, np.quantile(drawn, MARKS, axis=1).T, strict=True
        )
    )
    return PastForecasts(
        rows=rows, horizon_weeks=horizon, n_weeks=len(weeks), crossed=crossed
    )


def widened(marks: Any, factor: float) -> Any:
    """The marks drawn apart around their median; before that at least half a case."""
    middle = marks[..., 2:3]
    side = np.sign(np.array(MARKS) - 0.5)
    apart = np.maximum(np.abs(marks - middle), SMALLEST_HALF_WIDTH)
    return middle + side * apart * factor


def counts_spread(totals: Any, *, factor: float) -> Spread:
    """The widened marks of drawn totals of cases, none below 0."""
    return _as_spread(np.maximum(widened(np.quantile(totals, MARKS), factor), 0.0))


def drawn_spread(values: Any) -> Spread:
    """The marks of drawn values, as they are."""
    return _as_spread(np.quantile(values, MARKS))


def _as_spread(marks: Any) -> Spread:
    """The five marks by their names."""
    low95, low80, middle, high80, high95 = (float(mark) for mark in marks)
    return Spread(p50=middle, low80=low80, high80=high80, low95=low95, high95=high95)


def _factor(sizes: list[float]) -> float:
    if not sizes:
        return 1.0
    # Of n errors the 80 % quantile is one that was made, never one between.
    return max(1.0, sorted(sizes)[ceil(WANTED * (len(sizes) - 1))])


def _covered(marks: Any, came: Any, *, at: int) -> float | None:
    if len(came) < FEWEST_TO_TELL:
        return None
    return float(((marks[:, at] <= came) & (came <= marks[:, -1 - at])).mean())
