"""Which bank holidays do the standing rules give a year, in each part of the kingdom?

The rules make the days after the horizon of the published list, which are projections;
and a second account of the list, for a test. They know no one-off holidays.
Source: Banking and Financial Dealings Act 1971, s.1 and Schedule 1; the proclamations
made each year under it; St Andrew's Day Bank Holiday (Scotland) Act 2007.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARTS: Final = ("england_wales", "scotland", "northern_ireland")

A_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5

ST_ANDREW_SINCE: Final = 2007


def rule_holidays(part: str, year: int) -> dict[date, str]:
    """The weekdays of `year` that the standing rules make holidays, with their names.

    Args:
        part: One of `PARTS`.
        year: Any year; the rules are those of the years since 1978.
    """
    found = dict(_moving(part, year))
    for group in _fixed(part, year):
        found.update(_with_substitutes(group))
    return dict(sorted(found.items()))


def easter(year: int) -> date:
    """Easter Sunday of the western churches.

    Source: the anonymous Gregorian algorithm, as in Meeus, Astronomical Algorithms
    (1991), chapter 8.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - drift + 15) % 30
    quarters, odd = divmod(of_century, 4)
    sunday = (32 + 2 * rest + 2 * quarters - moon - odd) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _moving(part: str, year: int) -> Iterator[tuple[date, str]]:
    """Holidays that are a certain weekday, and so need no substitute."""
    sunday = easter(year)
    yield sunday - 2 * A_DAY, "Good Friday"
    if part != "scotland":
        yield sunday + A_DAY, "Easter Monday"
    yield _first_monday(year, 5), "Early May bank holiday"
    yield _last_monday(year, 5), "Spring bank holiday"
    summer = _first_monday if part == "scotland" else _last_monday
    yield summer(year, 8), "Summer bank holiday"


def _fixed(part: str, year: int) -> Iterator[list[tuple[date, str]]]:
    """Holidays of a certain date, with those beside them that compete for weekdays."""
    new_year = [(date(year, 1, 1), "New Year’s Day")]
    if part == "scotland":
        new_year.append((date(year, 1, 2), "2nd January"))
        if year >= ST_ANDREW_SINCE:
            yield [(date(year, 11, 30), "St Andrew’s Day")]
    if part == "northern_ireland":
        yield [(date(year, 3, 17), "St Patrick’s Day")]
        yield [(date(year, 7, 12), "Battle of the Boyne (Orangemen’s Day)")]
    yield new_year
    yield [(date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")]


def _with_substitutes(
    group: Iterable[tuple[date, str]],
) -> Iterator[tuple[date, str]]:
    """Each on its own day, or, if that is a weekend, on the next weekday still free."""
    days = list(group)
    taken = {day for day, _ in days if day.weekday() < SATURDAY}
    for day, name in days:
        if day.weekday() < SATURDAY:
            yield day, name
            continue
        moved = day
        while moved.weekday() >= SATURDAY or moved in taken:
            moved += A_DAY
        taken.add(moved)
        yield moved, f"{name} (substitute day)"


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + A_DAY * (-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - A_DAY * last.weekday()
