"""When will the backlog be gone? "Not clearing at present rates" is an answer.

Each future has a date of its own on which the backlog is gone. Backlog over mean net flow
has no meaning where the range of net flow holds 0 (evidence, §3.1). Net flow is that of
the weeks since it last changed: in a log that begins empty the first weeks only fill it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.how_many import change_of, refused, summed_past
from mersey.forecast.pace import ahead, pace_of
from mersey.forecast.ranges import drawn_spread
from mersey.forecast.results import ClearingForecast, Refusal, Spread
from mersey.forecast.yearly import YEAR, has_season
from mersey.wording import day, rate

if TYPE_CHECKING:
    from datetime import date

    from mersey.forecast.history import WeeklyHistory

HORIZON_WEEKS: Final = 260
"""Five years: beyond that no one plans."""

N_FUTURES: Final = 1_000
WEEKS_OF_PAST: Final = 8

LEAST_TOLD: Final = 0.05
"""Cases a week: a smaller difference is none."""


def when_clear(history: WeeklyHistory, *, seed: int) -> ClearingForecast | Refusal:
    """The dates by which the backlog is gone in 50, 85 and 95 of 100 futures."""
    refusal = refused(history.closures)
    if refusal:
        return refusal
    cleared_less_come = history.closures - history.arrivals
    pace = pace_of(cleared_less_come)
    past = summed_past(pace, horizon=WEEKS_OF_PAST, seed=seed, is_count=False)
    weekly = ahead(pace, HORIZON_WEEKS, n=N_FUTURES, seed=seed, is_count=False)
    cleared = np.cumsum(weekly, axis=1)
    middle = np.median(cleared, axis=0)
    cleared = middle + (cleared - middle) * past.factor
    net = drawn_spread(cleared[:, -1] / HORIZON_WEEKS)
    weeks = _weeks_until(cleared, history.backlog)
    turns = history.backlog > 0 and has_season(cleared_less_come)
    is_clearing = history.backlog == 0 or (net.low80 > 0 and not turns)
    dates = [_date(weeks, p, history.as_at) if is_clearing else None for p in _SHARES]
    return ClearingForecast(
        backlog=history.backlog,
        net_per_week=net,
        p50=dates[0],
        p85=dates[1],
        p95=dates[2],
        never_share=float(np.isinf(weeks).mean()),
        is_clearing=is_clearing,
        horizon_weeks=HORIZON_WEEKS,
        n_weeks=history.n_weeks,
        change=change_of(pace, history.as_at),
        verdict=(
            _seasonal(cleared_less_come)
            if turns
            else _verdict(history.backlog, net, dates)
        ),
        backtest=past.summed_up(),
    )


_SHARES: Final = (0.5, 0.85, 0.95)


def _weeks_until(cleared: Any, backlog: int) -> Any:
    """Weeks until each future has cleared the backlog; infinite where it has not."""
    if backlog == 0:
        return np.zeros(len(cleared))
    is_gone = cleared >= backlog
    first = np.argmax(is_gone, axis=1) + 1.0
    return np.where(is_gone.any(axis=1), first, np.inf)


def _date(weeks: Any, share: float, as_at: date) -> date | None:
    needed = float(np.quantile(weeks, share, method="higher"))
    return None if np.isinf(needed) else as_at + timedelta(days=int(7 * needed))


def _more(a_week: float) -> str:
    """By how much arrivals exceed what is done."""
    if a_week < LEAST_TOLD:
        return "as many arrive as are done"
    return f"{rate(a_week)} more arrive in a week than are done"


def _by_which(net: float) -> str:
    """More or fewer, from what is done less what arrives."""
    if abs(net) < LEAST_TOLD:
        return "no fewer" if net < 0 else "no more"
    return f"{rate(abs(net))} {'fewer' if net < 0 else 'more'}"


def _seasonal(weeks: Any) -> str:
    """No date from the pace of a part of the year: what the whole of the last one was."""
    net = float(weeks[-YEAR:].mean())
    year = (
        f"{_by_which(net)} a week were done than arrived"
        if abs(net) >= LEAST_TOLD
        else "about as many were done as arrived"
    )
    return (
        "It cannot be told when the backlog clears: what arrives and what is done go up and"
        " down with the time of year, so the pace of the last weeks is not that of the"
        f" next. Over the last {YEAR} weeks {year}."
    )


def _verdict(backlog: int, net: Spread, dates: list[date | None]) -> str:
    if backlog == 0:
        return "No case is open: there is no backlog."
    if net.high80 <= 0:
        return f"The backlog is not clearing at present rates: {_more(-net.p50)}."
    if net.low80 <= 0:
        middle = (
            f"{_by_which(net.p50)} are done than arrive"
            if abs(net.p50) >= LEAST_TOLD
            else "about as many are done as arrive"
        )
        return (
            f"It cannot be told whether the backlog clears at present rates: in a week {middle},"
            f" but it may well be from {_by_which(net.low80)} to {_by_which(net.high80)}."
        )
    if dates[0] is None:
        return "The backlog falls, but it is not gone within five years."
    later = f"; 85 of 100 by {day(dates[1])}" if dates[1] else ""
    return (
        f"At present rates it is gone by {day(dates[0])} in half of the futures{later}."
    )
