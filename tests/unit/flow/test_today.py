"""Today's speed beside the whole log's, where open cases wait, and whether they grow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.flow.lead_time_results import Quantile
from mersey.flow.today import largest_queue, list_grows, todays_speed
from tests.unit.report import made_up


def half(days: float | None, lower: float | None, upper: float | None) -> Quantile:
    return Quantile(p=0.5, days=days, lower=lower, upper=upper)


def speed(whole: Quantile, now: Quantile):
    known = made_up.lead_times(quantiles=(whole,), period_quantiles=(now,))
    return todays_speed(known)


def test_speed_differs_when_each_lies_outside_the_others_interval() -> None:
    found = speed(half(57.0, 52.0, 64.0), half(179.0, 171.0, 184.0))
    assert (found.now.days, found.whole.days, found.days) == (179.0, 57.0, 90)
    assert found.differs


@pytest.mark.parametrize(
    "now", [half(32.0, 1.7, 42.1), half(40.0, 38.0, 52.0), half(60.0, 50.0, None)]
)
def test_speed_does_not_differ_when_one_lies_in_the_others_interval(now) -> None:
    assert not speed(half(37.0, 34.0, 61.0), now).differs


def test_speed_is_unknown_when_half_is_not_reached_now_or_nobody_was_at_work() -> None:
    assert speed(half(57.0, 52.0, 64.0), half(None, None, None)) is None
    assert todays_speed(made_up.lead_times(period_quantiles=())) is None
    assert todays_speed(None) is None


def test_queue_is_the_stage_with_half_of_the_open_cases() -> None:
    first, *others = (replace(one, n_open=2) for one in made_up.stages())
    full = replace(first, n_open=8)
    assert largest_queue((*others, full)).stage == full
    assert largest_queue((*others, full)).n_open == 16
    assert largest_queue((*others, first)) is None
    assert largest_queue(()) is None


def flow(came: list[float], went: list[float]):
    return {
        "arrivals": made_up.weeks("arrivals", "Arrivals", came),
        "throughput": made_up.weeks("throughput", "Throughput", went),
    }


def test_list_grows_when_more_comes_than_goes_week_after_week() -> None:
    came, went = [10.0, 12.0] * 30, [9.0, 9.0] * 30
    assert list_grows(flow(came, went), settle_days=0.0)
    assert not list_grows(flow(went, came), settle_days=0.0)


def test_list_does_not_grow_when_it_was_only_filling_at_the_start() -> None:
    came = [10.0, 12.0] * 30
    went = [0.0] * 20 + [11.0, 11.0] * 20
    assert list_grows(flow(came, went), settle_days=0.0)
    assert not list_grows(flow(came, went), settle_days=140.0)


def test_list_is_not_said_to_grow_when_too_few_weeks_are_known() -> None:
    assert not list_grows(flow([9.0] * 20, [1.0] * 20), settle_days=0.0)
    assert not list_grows({}, settle_days=0.0)
