"""How many cases will arrive, or be finished, by a date?

The recipe has six points (`docs/reference/forecast-accuracy.md`): a double block
bootstrap; a backtest of it on the service's own past, by which it is widened; the coverage
that was measured; a refusal where history is short; season in a model of its own
(`demand.py`); and a warning past a third of the history. To these we add that futures
follow the recent level, without which a service that drifts is lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import UsageError
from mersey.forecast.bootstrap import futures, recent_level
from mersey.forecast.ranges import PastForecasts, counts_spread, look_back
from mersey.forecast.results import CountForecast, FanWeek, Refusal

if TYPE_CHECKING:
    from datetime import date

    from mersey.forecast.history import WeeklyHistory

__all__ = ["FEWEST_WEEKS", "how_many_by", "refused", "summed_past"]

FEWEST_WEEKS: Final = 20
"""With less history nothing is foretold (evidence, §3.2, point 4)."""

LONGEST_SHARE: Final = 3
"""A horizon past one third of the history is called far (point 6)."""

N_FUTURES: Final = 2_000
N_FUTURES_OF_PAST: Final = 300

METHOD: Final = "double block bootstrap at the recent level, widened by its backtest"


def how_many_by(
    history: WeeklyHistory, measure: str, *, by: date, seed: int
) -> CountForecast | Refusal:
    """The range of cases from the day after the as-at date to `by`, both in.

    Args:
        history: What came before.
        measure: `arrivals` or `throughput`.
        by: A date after the as-at date.
        seed: Same seed, same answer.

    Raises:
        UsageError: `by` is not after the as-at date, or more than ten years after it.
    """
    n_days = (by - history.as_at).days
    if not 0 < n_days <= 3660:
        msg = f"A forecast looks ahead of {history.as_at}, the last day of the log."
        raise UsageError(msg, next_step="Name a later date, within ten years of it.")
    weeks = history.arrivals if measure == "arrivals" else history.closures
    refusal = refused(weeks)
    if refusal:
        return refusal
    horizon = -(-n_days // 7)
    drawn = _drawn(weeks, horizon, n=N_FUTURES, seed=seed)
    past = summed_past(weeks[:, None], np.ones(1), horizon=horizon, seed=seed)
    part = n_days / 7 - (horizon - 1)
    drawn[:, -1] *= part
    totals = np.cumsum(drawn, axis=1)
    return CountForecast(
        measure=measure,
        by=by,
        total=counts_spread(totals[:, -1], factor=past.factor),
        fan=_fan(totals, history.as_at, by=by, factor=past.factor),
        history=weeks,
        method=METHOD,
        n_weeks=len(weeks),
        backtest=past.summed_up(),
        is_far=horizon * LONGEST_SHARE > len(weeks),
    )


def refused(weeks: Any) -> Refusal | None:
    """Why nothing can be foretold from these weeks; None where it can."""
    if len(weeks) < FEWEST_WEEKS:
        why = (
            f"The log has {len(weeks)} full weeks since its first finished case; a"
            f" forecast needs at least {FEWEST_WEEKS}."
        )
        return Refusal(why=why, n_weeks=len(weeks))
    if not weeks[-len(weeks) // 2 :].any():
        why = "Nothing was counted in the later half of the log."
        return Refusal(why=why, n_weeks=len(weeks))
    return None


def summed_past(
    columns: Any, signs: Any, *, horizon: int, seed: int, levelled: bool = True
) -> PastForecasts:
    """Past forecasts of the signed sum of the columns.

    The horizon is cut to a third of the history, so that there is something to compare.
    """
    horizon = min(horizon, len(columns) // LONGEST_SHARE)

    def foretell(known: int) -> Any:
        ahead = futures(
            columns[:known], horizon, n=N_FUTURES_OF_PAST, seed=seed + known
        )
        level = recent_level(columns[:known]) if levelled else 1.0
        return (ahead.sum(axis=1) * level) @ signs

    return look_back(
        foretell, weeks=columns @ signs, horizon=horizon, first=len(columns) // 3
    )


def _drawn(weeks: Any, horizon: int, *, n: int, seed: int) -> Any:
    columns = weeks[:, None]
    ahead = futures(columns, horizon, n=n, seed=seed) * recent_level(columns)
    return ahead[:, :, 0]


def _fan(totals: Any, as_at: date, *, by: date, factor: float) -> tuple[FanWeek, ...]:
    ends = [as_at + timedelta(days=7 * (i + 1)) for i in range(totals.shape[1])]
    return tuple(
        FanWeek(end=min(end, by), total=counts_spread(total, factor=factor))
        for end, total in zip(ends, totals.T, strict=True)
    )
