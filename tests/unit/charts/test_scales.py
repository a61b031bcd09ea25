from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mersey.charts.scales import Linear, Time, date_ticks, nice_ticks


def test_linear_maps_ends_to_ends():
    scale = Linear(low=0, high=10, start=100, stop=0)
    assert (scale(0), scale(5), scale(10)) == (100, 50, 0)


def test_linear_draws_an_empty_span_at_its_start():
    assert Linear(low=3, high=3, start=7, stop=9)(3) == 7


def test_time_maps_days():
    scale = Time(first=date(2023, 1, 1), last=date(2023, 1, 11), start=0, stop=100)
    assert scale(date(2023, 1, 4)) == 30


@pytest.mark.parametrize(
    ("high", "ticks"),
    [
        (314, [0, 100, 200, 300, 400]),
        (0, [0, 1]),
        (1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_nice_ticks_are_round(high, ticks):
    assert nice_ticks(high) == ticks


def test_nice_ticks_are_whole_when_parts_make_no_sense():
    assert nice_ticks(2, whole=True) == [0, 1, 2]


@settings(deadline=None)
@given(st.floats(1e-6, 1e12), st.integers(2, 10))
def test_nice_ticks_hold_the_highest_value_and_are_few(high, at_most):
    ticks = nice_ticks(high, at_most=at_most)
    assert ticks[-1] >= high * (1 - 1e-6)
    assert len(ticks) <= at_most + 1


def test_date_ticks_name_the_year_where_it_changes():
    ticks = date_ticks(date(2025, 10, 20), date(2026, 3, 2), at_most=6)
    assert [said for _, said in ticks] == ["Nov 2025", "Dec", "Jan 2026", "Feb", "Mar"]


def test_date_ticks_are_days_when_the_span_is_short():
    ticks = date_ticks(date(2023, 1, 2), date(2023, 1, 22), at_most=4)
    assert [said for _, said in ticks] == ["2 Jan", "9 Jan", "16 Jan"]


def test_date_ticks_are_years_when_the_span_is_long():
    ticks = date_ticks(date(1948, 5, 1), date(2026, 1, 1), at_most=9)
    assert [said for _, said in ticks] == [str(year) for year in range(1950, 2030, 10)]


@settings(deadline=None)
@given(st.dates(), st.dates(), st.integers(2, 8))
def test_date_ticks_stay_inside_and_are_few(one, other, at_most):
    first, last = sorted((one, other))
    ticks = date_ticks(first, last, at_most=at_most)
    assert len(ticks) <= at_most
    assert all(first <= when <= last for when, _ in ticks)


@pytest.mark.parametrize("whole", [True, False])
def test_nice_ticks_are_two_at_least_when_the_largest_is_next_to_nothing(
    whole: bool,
) -> None:
    assert len(nice_ticks(1e-12, whole=whole)) >= 2
