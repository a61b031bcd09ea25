from __future__ import annotations

from datetime import date

import pytest

from mersey.flow.periods import each_period, first_day, last_day, periods_between
from mersey.vocabulary import Per


@pytest.mark.parametrize(
    ("per", "first", "last"),
    [
        (Per.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        (Per.WEEK, date(2024, 2, 26), date(2024, 3, 3)),
        (Per.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_period_holds_its_day_when_it_is_a_leap_day(
    per: Per, first: date, last: date
) -> None:
    assert first_day(date(2024, 2, 29), per) == first
    assert last_day(first, per) == last


def test_each_period_goes_over_the_end_of_a_year() -> None:
    found = list(each_period(date(2023, 11, 30), date(2024, 1, 1), Per.MONTH))
    assert found == [date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1)]


def test_each_period_is_one_when_the_log_is_a_day() -> None:
    day = date(2024, 1, 3)
    assert list(each_period(day, day, Per.WEEK)) == [date(2024, 1, 1)]


@pytest.mark.parametrize("per", Per)
def test_every_period_has_its_last_day(per: Per) -> None:
    start, end = date(2023, 11, 29), date(2024, 3, 1)
    assert list(periods_between(start, end, per)) == [
        (first, last_day(first, per)) for first in each_period(start, end, per)
    ]


def test_no_period_is_between_a_day_and_one_before_it() -> None:
    assert not list(periods_between(date(2024, 1, 2), date(2024, 1, 1), Per.DAY))
