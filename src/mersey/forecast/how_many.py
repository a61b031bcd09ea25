"""How many cases will arrive, or be finished, by a date?

The recipe has six points (`docs/reference/forecast-accuracy.md`): a double block
bootstrap; a backtest of it on the service's own past, by which it is widened; the coverage
that was measured; a refusal where history is short; season in a model of its own
(`demand.py`); and a warning past a third of the history. To these we add that futures
follow the recent level, without which a service that drifts is lost, and that they go on
from the weeks since the last change of pace (`pace.py`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import UsageError
from mersey.forecast.pace import FEWEST_SINCE, ahead, ahead_of_each, pace_of
from mersey.forecast.ranges import PastForecasts, counts_spread, look_back
from mersey.forecast.results import CountForecast, FanWeek, PaceChange, Refusal, Spread
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.forecast.history import WeeklyHistory
    from mersey.forecast.pace import Pace

FEWEST_WEEKS: Final = 20
"""With less history nothing is foretold (evidence, §3.2, point 4)."""

LONGEST_SHARE: Final = 3
"""A horizon past one third of the history is called far (point 6)."""

N_FUTURES: Final = 2_000
N_FUTURES_OF_PAST: Final = 300

MOST_DRAWN: Final = 2_000_000
"""Weeks to come that are held at once."""

METHOD: Final = (
    "double block bootstrap of the weeks since the last change of pace, at the recent"
    " level, widened by its backtest"
)


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
    pace = pace_of(weeks)
    refusal = too_new(pace)
    if refusal:
        return refusal
    drawn = ahead(pace, horizon, n=N_FUTURES, seed=seed)
    past = summed_past(pace, horizon=horizon, seed=seed)
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
        change=change_of(pace, history.as_at),
        backtest=past.summed_up(),
        is_far=horizon * LONGEST_SHARE > len(weeks),
    )


def no_more_than_there_is(
    finished: CountForecast, arriving: CountForecast, backlog: int
) -> CountForecast:
    """The same, no more than what is open now and what arrives until then.

    Mark by mark: the high range of what is finished stands against the high range of
    what arrives.
    """
    fan = tuple(
        replace(week, total=_capped(week.total, there.total, backlog))
        for week, there in zip(finished.fan, arriving.fan, strict=True)
    )
    total = _capped(finished.total, arriving.total, backlog)
    return replace(finished, total=total, fan=fan, is_capped=total != finished.total)


def _capped(finished: Spread, arriving: Spread, backlog: int) -> Spread:
    return Spread(
        **{
            name: min(value, backlog + getattr(arriving, name))
            for name, value in vars(finished).items()
        }
    )


def refused(weeks: Any) -> Refusal | None:
    """Why nothing can be foretold from these weeks; None where it can."""
    if len(weeks) < FEWEST_WEEKS:
        why = (
            f"The log has {_weeks(len(weeks), 'full ')} since its first finished case; a"
            f" forecast needs at least {FEWEST_WEEKS}."
        )
        return Refusal(why=why, n_weeks=len(weeks))
    if not weeks[-len(weeks) // 2 :].any():
        why = "Nothing was counted in the later half of the log."
        return Refusal(why=why, n_weeks=len(weeks))
    return None


def too_new(pace: Pace) -> Refusal | None:
    """A refusal where the pace changed so lately that nothing is known of it."""
    if pace.n_since >= FEWEST_SINCE:
        return None
    before, since = pace.before_and_since
    why = (
        f"The pace changed about {_weeks(pace.n_since)} ago, from {before:.3g} to"
        f" {since:.3g} a week; a forecast needs at least {FEWEST_SINCE} weeks of the new"
        " one."
    )
    return Refusal(why=why, n_weeks=pace.n_weeks)


def _weeks(n: int, kind: str = "") -> str:
    return plural(n, f"{kind}week")


def change_of(pace: Pace, as_at: date) -> PaceChange | None:
    """The last change of pace that is told; None where there is none."""
    if not pace.changes:
        return None
    before, since = pace.before_and_since
    return PaceChange(
        since=as_at - timedelta(days=7 * pace.n_since - 1),
        n_weeks=pace.n_since,
        before_per_week=before,
        since_per_week=since,
    )


def summed_past(
    pace: Pace, *, horizon: int, seed: int, is_count: bool = True
) -> PastForecasts:
    """Past forecasts of the sum of the weeks to come.

    The horizon is cut to a third of the history, so that there is something to compare.
    """
    horizon = min(horizon, pace.n_weeks // LONGEST_SHARE)
    first = pace.n_weeks // 3

    at_once = max(1, MOST_DRAWN // (N_FUTURES_OF_PAST * max(horizon, 1)))

    def foretell(moments: Sequence[int]) -> Any:
        parts = [moments[i : i + at_once] for i in range(0, len(moments), at_once)]
        return np.concatenate([totals(part) for part in parts])

    def totals(moments: Sequence[int]) -> Any:
        seeds = {known: seed + known for known in moments}
        n = N_FUTURES_OF_PAST
        drawn = ahead_of_each(pace, horizon, n=n, seeds=seeds, is_count=is_count)
        return drawn.sum(axis=2)

    crossed = frozenset(
        known for known in range(first, pace.n_weeks) if pace.is_crossed(known, horizon)
    )
    return look_back(
        foretell, weeks=pace.weeks, horizon=horizon, first=first, crossed=crossed
    )


def _fan(totals: Any, as_at: date, *, by: date, factor: float) -> tuple[FanWeek, ...]:
    ends = [as_at + timedelta(days=7 * (i + 1)) for i in range(totals.shape[1])]
    return tuple(
        FanWeek(end=min(end, by), total=counts_spread(total, factor=factor))
        for end, total in zip(ends, totals.T, strict=True)
    )
