from __future__ import annotations

from datetime import date, datetime

import pytest

from mersey.samples.working_time import WorkingTime, days_off

at = datetime.fromisoformat

HOURS = WorkingTime(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("year", "friday", "monday"),
    [
        (2019, date(2019, 4, 19), date(2019, 4, 22)),
        (2024, date(2024, 3, 29), date(2024, 4, 1)),
        (2025, date(2025, 4, 18), date(2025, 4, 21)),
        (2026, date(2026, 4, 3), date(2026, 4, 6)),
    ],
)
def test_easter_is_off_when_it_moves(year: int, friday: date, monday: date) -> None:
    assert {friday, monday} <= set(days_off(year))


def test_days_off_are_those_of_a_council_when_it_is_2025() -> None:
    assert days_off(2025) == (
        date(2025, 1, 1), date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 5),
        date(2025, 5, 26), date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26),
        date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (at("2025-07-01T10:00"), 1, at("2025-07-02T10:00")),
        (at("2025-07-04T10:00"), 1, at("2025-07-07T10:00")),  # over a weekend
        (at("2025-07-04T13:00"), 0.75, at("2025-07-07T11:00")),  # 4 h, then 2 h
        (at("2025-07-05T22:00"), 0.5, at("2025-07-07T13:00")),  # from a Saturday
        (at("2025-12-24T16:00"), 1, at("2026-01-02T16:00")),  # over the lull
        (at("2025-07-01T20:00"), 0.001, at("2025-07-02T09:00")),  # after hours
    ],
)
def test_later_counts_opening_hours_alone(
    start: datetime, days: float, end: datetime
) -> None:
    assert HOURS.later(start, days) == end


def test_later_never_goes_back_when_it_is_past_the_last_day() -> None:
    late = at("2031-01-01T12:00")
    assert HOURS.later(late, 3) == late


def test_position_counts_working_days_from_the_first() -> None:
    assert HOURS.position(at("2025-01-02T09:00")) == 0
    assert HOURS.position(at("2025-01-09T13:00")) == 5.5


def test_office_is_open_when_the_day_is_no_holiday() -> None:
    assert HOURS.is_open(date(2025, 12, 24))
    assert not HOURS.is_open(date(2025, 12, 25))
    assert not HOURS.is_open(date(2025, 7, 5))
