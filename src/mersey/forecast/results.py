"""The results of forecast: what charts draw, the page tells and JSON carries. Pure data.

Shares and coverages run from 0 to 1; weeks are seven days, ending on the as-at date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Backtest",
    "ClearingForecast",
    "CountForecast",
    "FanWeek",
    "Refusal",
    "Spread",
]


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why nothing is foretold, in a plain sentence, and how much history there is."""

    why: str
    n_weeks: int


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A range of what may come: the middle, 8 in 10 and 19 in 20."""

    p50: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """How the forecast would have done in the past, by rolling origin.

    Attributes:
        n: Past forecasts that were compared with what came.
        horizon_weeks: How far ahead each looked.
        factor: What the half-widths were multiplied by; never below 1.
        covered80, covered95: Share of what came that lay within the widened range; each
            past forecast widened by the factor of those whose outcome was known by then.
            None where there were too few to tell.
        n_told: Past forecasts behind `covered80` and `covered95`.
        plain80: Share of all `n` within the range as it was before widening; None where
            there were too few to tell.
    """

    n: int
    n_told: int
    horizon_weeks: int
    factor: float
    covered80: float | None
    covered95: float | None
    plain80: float | None


@dataclass(frozen=True, kw_only=True)
class FanWeek:
    """The total foretold from the as-at date to the end of a week."""

    end: date
    total: Spread


@dataclass(frozen=True, kw_only=True)
class CountForecast:
    """How many by a date.

    Attributes:
        measure: `arrivals` or `throughput`.
        by: The date. total: Cases from the day after the as-at date to `by`, both in.
        fan: The same, week by week; the last one ends on or before `by`.
        history: Cases of each past week, oldest first.
        method: What was foretold with, in a few words.
        n_weeks: Weeks of history used.
        is_far: The horizon is longer than a third of the history.
    """

    measure: str
    by: date
    total: Spread
    fan: tuple[FanWeek, ...]
    history: Any
    method: str
    n_weeks: int
    backtest: Backtest
    is_far: bool


@dataclass(frozen=True, kw_only=True)
class ClearingForecast:
    """When the backlog will be gone.

    Attributes:
        backlog: Cases open now.
        net_per_week: Closures less arrivals in a week, as foretold.
        p50, p85, p95: Dates by which it is gone in as many of 100 futures; None where so
            many never clear within the horizon.
        never_share: Share of futures that do not clear within the horizon.
        is_clearing: False where the range of net flow (8 in 10) holds 0 or less: at
            present rates it does not clear, and no date is given.
        horizon_weeks: How far was looked.
        verdict: The answer in a plain sentence.
    """

    backlog: int
    net_per_week: Spread
    p50: date | None
    p85: date | None
    p95: date | None
    never_share: float
    is_clearing: bool
    horizon_weeks: int
    n_weeks: int
    verdict: str
    backtest: Backtest
