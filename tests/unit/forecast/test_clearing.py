"""When the backlog will be gone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pytest

from mersey.forecast import WeeklyHistory, when_clear
from mersey.forecast.results import ClearingForecast, Refusal

AS_AT = date(2026, 3, 29)


def _clearing(arrivals: object, closures: object, backlog: int) -> ClearingForecast:
    history = WeeklyHistory(
        as_at=AS_AT,
        arrivals=np.asarray(arrivals, dtype=float),
        closures=np.asarray(closures, dtype=float),
        backlog=backlog,
    )
    found = when_clear(history, seed=1)
    assert isinstance(found, ClearingForecast)
    return found


def test_date_is_exact_when_every_week_is_the_same() -> None:
    found = _clearing(np.full(52, 10), np.full(52, 13), 30)
    assert found.p50 == found.p95 == AS_AT + timedelta(weeks=10)
    assert found.never_share == 0
    assert found.net_per_week.p50 == pytest.approx(3)


def test_backlog_is_not_clearing_when_more_arrives_than_is_done() -> None:
    found = _clearing(np.full(52, 13), np.full(52, 10), 30)
    assert not found.is_clearing
    assert found.p50 is None
    assert found.verdict == (
        "The backlog is not clearing at present rates: 3.0 more arrive in a week than are"
        " done."
    )


def test_backlog_is_not_clearing_when_net_flow_may_be_nought() -> None:
    draw = np.random.default_rng(6)
    found = _clearing(draw.poisson(50, 52), draw.poisson(50, 52), 100)
    assert not found.is_clearing
    assert found.verdict.startswith("It cannot be told whether the backlog clears")
    assert re.search(r"may well be from [\d.]+ fewer to [\d.]+ more\.$", found.verdict)


def test_no_date_is_given_when_it_takes_longer_than_five_years() -> None:
    found = _clearing(np.full(52, 10), np.full(52, 11), 1000)
    assert (found.p50, found.never_share, found.is_clearing) == (None, 1, True)
    assert "not gone within five years" in found.verdict


def test_there_is_no_backlog_when_no_case_is_open() -> None:
    found = _clearing(np.full(52, 10), np.full(52, 10), 0)
    assert (found.p50, found.verdict) == (
        AS_AT,
        "No case is open: there is no backlog.",
    )


def test_clearing_is_refused_when_history_is_short() -> None:
    weeks = np.ones(10)
    history = WeeklyHistory(as_at=AS_AT, arrivals=weeks, closures=weeks, backlog=3)
    assert isinstance(when_clear(history, seed=1), Refusal)


def test_no_date_is_given_when_the_pace_is_that_of_a_season() -> None:
    turn = np.cos(2 * np.pi * np.arange(156) / 52.18)
    arrivals = np.random.default_rng(3).poisson(8 + 5 * turn)
    found = _clearing(arrivals, np.full(156, 8), 40)
    assert (found.is_clearing, found.p50) == (False, None)
    assert found.verdict.startswith("It cannot be told when the backlog clears")
    assert re.search(r"Over the last 52 weeks .* than arrived\.$", found.verdict)


def test_dates_are_given_when_two_years_show_no_season() -> None:
    found = _clearing(np.full(156, 10), np.full(156, 13), 30)
    assert found.is_clearing
    assert found.p50 == AS_AT + timedelta(weeks=10)
