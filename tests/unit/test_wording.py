from __future__ import annotations

from datetime import date

import pytest

from mersey.wording import day_short, days, days_short, joined, percent, plain, plural


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (12, "12 days"),
        (12.4, "12 days"),
        (59.5, "59.5 days"),
        (2.44, "2.4 days"),
        (1434, "1,434 days"),
        (5 / 24, "5 hours"),
        (1 / 24, "60 minutes"),
        (20 / 1440, "20 minutes"),
        (0.00001, "1 minute"),
    ],
)
def test_days_says_a_duration(value, said):
    assert days(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0d"), (21, "21d"), (2.44, "2.4d"), (0.25, "6h"), (0.01, "14 min")],
)
def test_days_short_says_a_duration(value, said):
    assert days_short(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0%"), (0.0004, "under 0.1%"), (0.004, "0.4%"), (0.996, "99.6%"), (1, "100%")],
)
def test_percent_never_rounds_to_none_or_all(value, said):
    assert percent(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "0.5"), (40, "40"), (1200, "1,200"), (250_000, "0.25m"), (1.5e6, "1.5m")],
)
def test_plain_says_a_tick(value, said):
    assert plain(value) == said


def test_plural_agrees_with_its_number():
    assert [plural(n, "case") for n in (0, 1, 1434)] == [
        "0 cases",
        "1 case",
        "1,434 cases",
    ]


def test_day_short_says_a_date_without_the_locale():
    assert day_short(date(2023, 7, 3)) == "3 Jul 2023"


def test_joined_makes_a_list():
    assert [joined(x) for x in ((), ("a",), ("a", "b", "c"))] == [
        "",
        "a",
        "a, b and c",
    ]
