"""Labels of digits alone: dates, moments, 2024/12, 12/2024, 202412, 2023/24."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from mersey.signals.periods.period import (
    LabelReading,
    Period,
    PeriodUnit,
    financial,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CLOCK: Final = (
    r"(?:[t ,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?\s*(?:z|utc|gmt|bst|[+-]\d{2}(?::?\d{2})?)?"
)
YEAR_FIRST: Final = re.compile(
    rf"(?P<y>\d{{4}})(?P<by>[-/. ])(?P<m>\d{{1,2}})(?P=by)(?P<d>\d{{1,2}}){CLOCK}"
)
YEAR_LAST: Final = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<by>[-/. ])(?P<b>\d{{1,2}})(?P=by)(?P<c>\d{{4}}|\d{{2}}){CLOCK}"
)
RUN: Final = re.compile(rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}}){CLOCK}")
PAIR: Final = re.compile(r"(\d{4})(?: ?[-/.] ?| )?(\d{2})")
WIDE_PAIR: Final = re.compile(r"(\d{4}) ?[-/] ?(\d{4})")
LOOSE_PAIR: Final = re.compile(r"(\d{4}) ?[-/.] ?(\d)")
MONTH_YEAR: Final = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{4})")
SHORT_PAIR: Final = re.compile(r"(\d{2}|\d) ?[-/] ?(\d{2})")
YEAR: Final = re.compile(r"(\d{4})(?:\.0)?")
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
NOON: Final = 12


def read_numeric(said: str, how: LabelReading) -> Period | None:
    """The period that digits alone name.

    Raises:
        ValueError: There is no such day.
    """
    for pattern, read in READERS:
        if found := pattern.fullmatch(said):
            return read(found, how)
    return None


def _dated(found: re.Match[str], _: LabelReading) -> Period | None:
    year = int(found["y"])
    return _day(year, int(found["m"]), int(found["d"]), at=_minute(found))


def _year_last(found: re.Match[str], how: LabelReading) -> Period | None:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    if how.order == "year":
        if len(found["c"]) == 4:
            return None
        return _day(year_of(a), b, c, at=_minute(found))
    day, month = (b, a) if how.order == "month" else (a, b)
    return _day(year_of(c), month, day, at=_minute(found))


def _day(year: int, month: int, day: int, *, at: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(begins=date(year, month, day), unit=PeriodUnit.DAY, minute=at)


def _minute(found: re.Match[str]) -> int:
    if found["hour"] is None:
        return 0
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % NOON + (NOON if found["half"].startswith("p") else 0)
    return hour * 60 + int(found["minute"])


def _pair(found: re.Match[str], how: LabelReading) -> Period | None:
    year, second = int(found[1]), int(found[2])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if how.pair == "financial":
        return financial(year) if (year + 1) % 100 == second else None
    if how.pair == "week":
        return Period(
            begins=date.fromisocalendar(year, second, 1), unit=PeriodUnit.WEEK
        )
    return _month(year, second)


def _loose_pair(found: re.Match[str], how: LabelReading) -> Period | None:
    return None if how.pair == "financial" else _pair(found, how)


def _wide_pair(found: re.Match[str], _: LabelReading) -> Period | None:
    year = int(found[1])
    return financial(year) if int(found[2]) == year + 1 else None


def _month_year(found: re.Match[str], _: LabelReading) -> Period | None:
    return _month(int(found[2]), int(found[1]))


def _short_pair(found: re.Match[str], how: LabelReading) -> Period | None:
    a, b = int(found[1]), int(found[2])
    if how.pair == "financial":
        return financial(year_of(a)) if b == (a + 1) % 100 else None
    if how.pair == "week":
        return None
    year, month = (a, b) if how.order == "year" else (b, a)
    return _month(year_of(year), month)


def _month(year: int, month: int) -> Period | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(begins=date(year, month, 1), unit=PeriodUnit.MONTH)


def _year(found: re.Match[str], _: LabelReading) -> Period | None:
    year = int(found[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Period(begins=date(year, 1, 1), unit=PeriodUnit.YEAR)


READERS: Final[
    tuple[
        tuple[re.Pattern[str], Callable[[re.Match[str], LabelReading], Period | None]],
        ...,
    ]
] = (
    (YEAR, _year),
    (YEAR_FIRST, _dated),
    (YEAR_LAST, _year_last),
    (RUN, _dated),
    (WIDE_PAIR, _wide_pair),
    (PAIR, _pair),
    (LOOSE_PAIR, _loose_pair),
    (MONTH_YEAR, _month_year),
    (SHORT_PAIR, _short_pair),
)
