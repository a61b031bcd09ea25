"""Which days count, and how far that is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.clocks import CALENDARS

IDS = ("england_wales", "scotland", "northern_ireland", "uk_union", "none")


def test_calendars_are_those_promised() -> None:
    assert tuple(CALENDARS) == IDS
    assert len(CALENDARS) == len(IDS)


def test_calendar_is_unknown_when_it_needs_a_file() -> None:
    assert "school" not in CALENDARS


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        (
            "england_wales",
            date(2012, 6, 5),
            "Queen’s Diamond Jubilee (extra bank holiday)",
        ),
        ("england_wales", date(2020, 5, 8), "Early May bank holiday (VE day)"),
        ("england_wales", date(2020, 5, 4), ""),
        ("scotland", date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (
            "northern_ireland",
            date(2022, 9, 19),
            "Bank holiday for the State Funeral of Queen Elizabeth II",
        ),
        (
            "uk_union",
            date(2023, 5, 8),
            "Bank holiday for the coronation of King Charles III",
        ),
        ("scotland", date(2026, 6, 15), "World Cup bank holiday"),
        ("england_wales", date(2026, 6, 15), ""),
        ("uk_union", date(2026, 6, 15), "Scotland: World Cup bank holiday"),
        (
            "uk_union",
            date(2026, 4, 6),
            "England, Wales and Northern Ireland: Easter Monday",
        ),
        ("england_wales", date(2021, 12, 27), "Christmas Day (substitute day)"),
        ("england_wales", date(2021, 12, 25), "Saturday"),
        ("none", date(2026, 12, 25), ""),
        ("none", date(2026, 12, 27), "Sunday"),
        ("england_wales", date(2030, 12, 25), "Christmas Day (projected)"),
    ],
)
def test_reason_names_the_day_when_it_does_not_count(
    name: str, day: date, why: str
) -> None:
    assert CALENDARS[name].why_off(day) == why


@pytest.mark.parametrize("name", IDS[:4])
def test_good_friday_and_christmas_are_off_in_every_year(name: str) -> None:
    off = set(CALENDARS[name].days_off.values())
    assert {"Good Friday", "Christmas Day"} <= off


def test_calendar_is_known_from_its_first_day_to_its_horizon() -> None:
    days = CALENDARS["uk_union"]
    edges = [
        date(1999, 12, 31),
        date(2000, 1, 1),
        date(2028, 12, 26),
        date(2028, 12, 27),
    ]
    expected = [False, True, True, False]
    assert [days.is_known(day) for day in edges] == expected
    assert days.are_known(np.array(edges, "datetime64[D]")).tolist() == expected


def test_calendar_without_holidays_is_known_for_ever() -> None:
    assert CALENDARS["none"].is_known(date(2999, 1, 1))


def test_numpy_counts_by_the_same_days() -> None:
    days = CALENDARS["scotland"]
    year = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[D]")
    counted = np.is_busday(year, busdaycal=days.busdays)
    assert counted.tolist() == [not days.why_off(day) for day in year.tolist()]
