"""Logs that begin empty: a backlog that falls can clear, and one that stands does not."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from mersey.forecast import WeeklyHistory, when_clear
from mersey.forecast.results import ClearingForecast

pytestmark = pytest.mark.long

AS_AT = date(2026, 3, 29)
N_SERVICES = 20
WEEKS = 104
ARRIVING = 80


def begun_empty(seed: int, *, falling: bool) -> WeeklyHistory:
    """Two years from nothing; falling from half way on, when 105 a week are done."""
    draw = np.random.default_rng(seed)
    arrivals = draw.poisson(ARRIVING, WEEKS).astype(float)
    backlog, closures = 0.0, []
    for week, came in enumerate(arrivals):
        backlog += came
        mean: Any = backlog * 0.09
        if falling:
            mean = 40 if week < WEEKS / 2 else 105
        done = min(float(draw.poisson(mean)), backlog)
        closures.append(done)
        backlog -= done
    return WeeklyHistory(
        as_at=AS_AT,
        arrivals=arrivals,
        closures=np.array(closures),
        backlog=int(backlog),
    )


@cache
def told(*, falling: bool) -> tuple[ClearingForecast, ...]:
    """The answers of all services."""
    found = [when_clear(begun_empty(s, falling=falling), seed=s) for s in range(20)]
    return tuple(one for one in found if isinstance(one, ClearingForecast))


def test_date_is_given_when_the_backlog_falls() -> None:
    assert sum(one.p50 is not None for one in told(falling=True)) >= N_SERVICES - 2


def test_net_flow_is_that_of_the_weeks_since_it_changed() -> None:
    nets = [one.net_per_week for one in told(falling=True)]
    assert sum(net.low95 <= 25 <= net.high95 for net in nets) >= N_SERVICES - 2


def test_no_date_is_given_when_the_backlog_stands() -> None:
    assert sum(one.p50 is not None for one in told(falling=False)) <= 2
