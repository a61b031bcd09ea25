"""How many by a date."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from mersey.errors import DataError, UsageError
from mersey.forecast import WeeklyHistory, how_many_by, weeks_of
from mersey.forecast.how_many import no_more_than_there_is
from mersey.forecast.results import CountForecast, Refusal

AS_AT = date(2026, 3, 29)


def _history(weeks: object, backlog: int = 0) -> WeeklyHistory:
    counts = np.asarray(weeks, dtype=float)
    return WeeklyHistory(as_at=AS_AT, arrivals=counts, closures=counts, backlog=backlog)


def _foretold(weeks: object, days: int = 28) -> CountForecast:
    by = AS_AT + timedelta(days=days)
    found = how_many_by(_history(weeks), "throughput", by=by, seed=1)
    assert isinstance(found, CountForecast)
    return found


def test_forecast_is_the_count_and_half_a_case_when_every_week_is_the_same() -> None:
    total = _foretold(np.full(52, 10.0)).total
    assert (total.low95, total.p50, total.high95) == pytest.approx((39.5, 40, 40.5))


def test_forecast_takes_part_of_a_week_when_the_date_falls_in_it() -> None:
    assert _foretold(np.full(52, 14.0), days=10).total.p50 == pytest.approx(20)


def test_fan_ends_with_the_total_when_drawn() -> None:
    found = _foretold(np.random.default_rng(3).poisson(20, 52), days=25)
    assert found.fan[-1].total == found.total
    assert [week.end for week in found.fan][-2:] == [
        AS_AT + timedelta(days=21),
        AS_AT + timedelta(days=25),
    ]


def test_forecast_scales_when_counts_do() -> None:
    weeks = np.random.default_rng(3).poisson(20, 52)
    one, ten = _foretold(weeks).total, _foretold(weeks * 10).total
    assert ten.p50 == pytest.approx(10 * one.p50)
    assert ten.high80 == pytest.approx(10 * one.high80)


def test_forecast_is_far_when_past_a_third_of_the_history() -> None:
    weeks = np.random.default_rng(3).poisson(20, 30)
    assert not _foretold(weeks, days=70).is_far
    assert _foretold(weeks, days=77).is_far


def test_forecast_is_refused_when_history_is_short() -> None:
    by = AS_AT + timedelta(days=7)
    found = how_many_by(_history(np.ones(19)), "arrivals", by=by, seed=1)
    assert isinstance(found, Refusal)
    assert "19 full weeks" in found.why


def test_forecast_is_refused_when_nothing_came_lately() -> None:
    by = AS_AT + timedelta(days=7)
    weeks = np.r_[np.ones(20), np.zeros(20)]
    assert isinstance(how_many_by(_history(weeks), "arrivals", by=by, seed=1), Refusal)


@pytest.mark.parametrize("by", [AS_AT, date(2046, 1, 1)])
def test_date_is_refused_when_past_or_absurd(by: date) -> None:
    with pytest.raises(UsageError, match="2026-03-29"):
        how_many_by(_history(np.ones(52)), "arrivals", by=by, seed=1)


def test_weeks_end_on_the_as_at_date_when_counted() -> None:
    days = np.arange("2026-03-09", "2026-03-30", dtype="datetime64[D]")
    found = weeks_of(days, days, since=date(2026, 3, 9), as_at=AS_AT, backlog=0)
    assert found.arrivals.tolist() == [7, 7, 7]


def test_weeks_before_the_first_closure_are_left_out_when_counted() -> None:
    opened = np.arange("2026-03-09", "2026-03-30", dtype="datetime64[D]")
    closed = np.array(["2026-03-17", "NaT"], dtype="datetime64[D]")
    found = weeks_of(opened, closed, since=date(2026, 3, 9), as_at=AS_AT, backlog=20)
    assert found.closures.tolist() == [1, 0]
    assert found.arrivals.tolist() == [7, 7]


def test_history_is_refused_when_columns_differ_in_length() -> None:
    with pytest.raises(DataError):
        WeeklyHistory(as_at=AS_AT, arrivals=np.ones(3), closures=np.ones(4), backlog=0)


def test_no_more_is_finished_than_is_open_and_arrives() -> None:
    arriving = _foretold(np.random.default_rng(3).poisson(10, 52))
    finished = _foretold(np.random.default_rng(4).poisson(20, 52))
    cut = no_more_than_there_is(finished, arriving, 5)
    assert cut.is_capped
    assert cut.total.p50 == 5 + arriving.total.p50
    assert cut.fan[0].total.high95 == 5 + arriving.fan[0].total.high95


def test_what_is_finished_stays_when_there_is_enough() -> None:
    arriving = finished = _foretold(np.random.default_rng(3).poisson(10, 52))
    cut = no_more_than_there_is(finished, arriving, 500)
    assert (cut.total, cut.is_capped) == (finished.total, False)


def test_forecast_is_refused_when_the_pace_is_new() -> None:
    by = AS_AT + timedelta(days=7)
    weeks = np.r_[np.random.default_rng(3).poisson(100, 60), [300, 310, 305]]
    found = how_many_by(_history(weeks), "arrivals", by=by, seed=1)
    assert isinstance(found, Refusal)
    assert "changed about 3 weeks ago" in found.why
