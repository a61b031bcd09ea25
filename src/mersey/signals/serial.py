"""Do neighbouring periods resemble each other, and does the year come back?

Both make a chart cry wolf: with a lag-1 autocorrelation of 0.3, 64 % of unchanged
36-month charts show a signal, with a plain season 97 %. So both are tested first.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.results import SerialTests
from mersey.signals.ties import TIE, slack_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.signals.results import Floats

LEAST_POINTS: Final = 8
"""Under eight points an autocorrelation says nothing."""

TWO_SIDED_5_PERCENT: Final = 1.959964
SEASON_LEVEL: Final = 0.01
DAYS_A_YEAR: Final = 365.2425
LEAST_ROUNDS: Final = 2.0
TINY: Final = 1e-300
LEAST_SIDE: Final = 3
"""Points on each side of the one step that the season's rival may take."""


def serial_tests(
    values: Floats, dates: Sequence[date] | None, *, parts: Sequence[slice]
) -> SerialTests:
    """The tests of one series; each of `parts` (rebased by decision) has its own mean.

    Nothing is tested where one value makes more than half of the points: a single event
    among zeros is neither memory nor a season.
    """
    if 2 * np.unique(values, return_counts=True)[1].max() > values.size:
        return SerialTests(
            lag_1=None,
            is_autocorrelated=False,
            season=None,
            season_p=None,
            is_seasonal=False,
        )
    level = np.concatenate(
        [np.full(values[part].size, values[part].mean()) for part in parts]
    )
    found = lag_1(_without_rounding(values, values - level))
    bound = TWO_SIDED_5_PERCENT / math.sqrt(values.size)
    season, p = season_p(values, dates) if dates is not None else (None, None)
    return SerialTests(
        lag_1=found,
        is_autocorrelated=found is not None and abs(found + 1 / values.size) > bound,
        season=season,
        season_p=p,
        is_seasonal=p is not None and p < SEASON_LEVEL,
    )


def lag_1(residuals: Floats) -> float | None:
    """Autocorrelation of neighbours; None under 8 points or without variation.

    Source: Box and Jenkins (1976), the sample autocorrelation.
    """
    total = float((residuals**2).sum())
    if residuals.size < LEAST_POINTS or total <= TINY:
        return None
    return float((residuals[1:] * residuals[:-1]).sum()) / total


def season_p(values: Floats, dates: Sequence[date]) -> tuple[str | None, float | None]:
    """Which season was tested and its p-value; nulls under two rounds.

    An F test of one yearly wave (days: of the days of the week) over and above a trend,
    one step anywhere and the period before: a change, or memory, is not a season.
    """
    days = np.array([day.toordinal() for day in dates], dtype=float)
    if days.size < LEAST_POINTS or (np.diff(days) <= 0).any():
        return None, None
    gap, span = float(np.median(np.diff(days))), float(days[-1] - days[0])
    if gap <= 1:
        weekday = (days.astype(int)[:, None] % 7) == np.arange(6)[None, :]
        return _tested("week", values, weekday.astype(float), enough=span >= 27)
    turn = 2 * np.pi * days / DAYS_A_YEAR
    wave = np.column_stack([np.sin(turn), np.cos(turn)])
    enough = span + gap >= LEAST_ROUNDS * DAYS_A_YEAR - gap / 2 and gap < 92.5
    return _tested("year", values, wave, enough=enough)


def _tested(
    name: str, values: Floats, season: Floats, *, enough: bool
) -> tuple[str | None, float | None]:
    n, k = values.size - 1, season.shape[1]
    left = n - 4 - k
    if not enough or left < LEAST_SIDE:
        return None, None
    rows = np.column_stack([np.ones(n), np.linspace(-1, 1, n), values[:-1]])
    plain, full = (
        _least_squares(values[1:], np.column_stack([rows, extra]))
        for extra in (np.zeros((n, 0)), season[1:])
    )
    if plain <= TIE**2 * float((values**2).sum()):
        return name, 1.0
    f = max(0.0, (plain - full) / k) / max(full / left, 1e-300)
    return name, _f_tail(f, k, left)


def _without_rounding(values: Floats, residuals: Floats) -> Floats:
    """The same, with 0 for what rounding alone left of equal values."""
    return np.where(np.abs(residuals) <= slack_of(values), 0.0, residuals)


def _least_squares(y: Floats, rows: Floats) -> float:
    """The residual sum of squares with the best single step added."""
    # Project once; then one step is one more column made orthogonal to the rest.
    q, _ = np.linalg.qr(rows)
    residual = y - q @ (q.T @ y)
    splits = np.arange(LEAST_SIDE, y.size - LEAST_SIDE + 1)
    steps = (np.arange(y.size)[:, None] >= splits[None, :]).astype(float)
    steps -= q @ (q.T @ steps)
    sizes = (steps**2).sum(axis=0)
    gains = np.where(sizes > 1e-9, (residual @ steps) ** 2 / np.maximum(sizes, 1e-9), 0)
    return float((residual**2).sum() - gains.max(initial=0.0))


def _f_tail(f: float, k: int, left: int) -> float:
    """P(F > f) with `k` (even) and `left` degrees of freedom.

    The incomplete beta function is a finite sum where its second argument is whole
    (Abramowitz and Stegun, 26.5.6).
    """
    x = left / (left + k * f)
    term, total = 1.0, 0.0
    for j in range(k // 2):
        total += term
        term *= (left / 2 + j) / (j + 1) * (1 - x)
    return float(min(1.0, x ** (left / 2) * total))
