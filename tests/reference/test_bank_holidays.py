"""Our list of bank holidays against `holidays` 0.109, and against the rules themselves."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from mersey.clocks import CALENDARS
from mersey.clocks.bank_holiday_rules import PARTS, easter, rule_holidays

SUBDIVISIONS = [
    ("england_wales", "ENG"),
    ("england_wales", "WLS"),
    ("scotland", "SCT"),
    ("northern_ireland", "NIR"),
]
YEARS = range(2000, 2029)

# The Act that made St Andrew's Day a bank holiday was passed in January 2007.
TOO_EARLY = date(2006, 11, 30)

# Year → how many weekdays the proclamations add to the rules, one moved day included.
ONE_OFFS = {2002: 2, 2011: 1, 2012: 2, 2020: 1, 2022: 3, 2023: 1}


def listed(part: str) -> set[date]:
    horizon = CALENDARS[part].horizon
    assert horizon is not None
    return {day for day in CALENDARS[part].days_off if day <= horizon}


@pytest.mark.parametrize(("part", "subdivision"), SUBDIVISIONS)
def test_listed_days_are_those_of_holidays_when_compared(
    part: str, subdivision: str
) -> None:
    theirs = holidays.country_holidays("GB", subdiv=subdivision, years=YEARS)
    weekdays = {day for day in theirs if day.weekday() < 5}
    assert listed(part) == weekdays - {TOO_EARLY}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("year", YEARS)
def test_listed_days_are_those_of_the_rules_but_for_the_one_offs(
    part: str, year: int
) -> None:
    ours = {day for day in listed(part) if day.year == year}
    is_world_cup = part == "scotland" and year == 2026
    added = ours - set(rule_holidays(part, year))
    assert len(added) == ONE_OFFS.get(year, int(is_world_cup))


@pytest.mark.parametrize("part", PARTS)
def test_projected_days_are_those_of_holidays_when_compared(part: str) -> None:
    subdivision = dict(SUBDIVISIONS)[part]
    theirs = holidays.country_holidays(
        "GB", subdiv=subdivision, years=range(2029, 2061)
    )
    ours = {day for day in CALENDARS[part].days_off if day.year > 2028}
    assert ours == {day for day in theirs if day.weekday() < 5}


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_church_keeps_it(year: int, sunday: date) -> None:
    assert easter(year) == sunday
