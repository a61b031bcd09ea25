"""In which form is this value written as a date? Judged by its shape alone.

A value is a date, a time of day after it (or before), and a zone. Each part gives its
piece of a format in the terms of strptime, day first; what strptime cannot read has a
name in braces (`writing.py` lists them).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.load.dates import writing
from mersey.load.dates.date_names import (
    ZONE_HOURS,
    is_english_month,
    is_weekday,
    month_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTERS = r"[^\W\d_]"
_NAME = rf"(?P<month>{_LETTERS}{{3,12}}\.?)"
_WEEKDAY = rf"(?:(?P<weekday>{_LETTERS}{{2,10}}\.?)(?P<wsep>,? +))?"
_ORDINAL = r"(?P<ordinal>st|nd|rd|th|er)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_WORD = r" (?:de|of) "
_ISO = re.compile(
    r"\d{4}([-/])\d{1,2}\1\d{1,2}"
    r"([T ]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z| ?Z|[+-]\d{2}(:?\d{2})?)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r":\d{2}(?:[.,]\d+)? ?(?:Z|[+-]\d{2}(?::?\d{2})?)$", re.IGNORECASE)
_NUMERIC = re.compile(
    rf"{_WEEKDAY}\d{{1,2}}(?P<sep>[/.\-]|\. )\d{{1,2}}(?P=sep){_YEAR}\.?"
)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}\d{{1,2}}{_ORDINAL}(?P<sep>\. |{_WORD}|[ \-/.]|){_NAME}"
    rf"(?P<sep2>{_WORD}|,? +|[\-/.]|){_YEAR}"
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}{_NAME} +\d{{1,2}}{_ORDINAL}(?P<sep2>,? +){_YEAR}")
_YEAR_MONTH = re.compile(rf"(?P<year>\d{{4}})(?P<sep>[ \-/.]){_NAME}(?P=sep)\d{{1,2}}")
_YEAR_FIRST = re.compile(r"\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}")
_COMPACT = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_COMPACT_CLOCK = re.compile(r"(?P<gap>[T ]?)[0-2]\d[0-5]\d(?P<second>[0-5]\d)?")
_WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])(?P<day>-[1-7])?")
_DATE_CALL = re.compile(r"/Date\(\d{12,13}([+-]\d{4})?\)/")
_ZONE_WORDS = "|".join(sorted(ZONE_HOURS, key=lambda word: (-len(word), word)))
_ZONE = (
    rf"(?: ?(?:UTC|GMT)?[+-]\d{{2}}:?\d{{2}}| ?(?:UTC|GMT)?[+-]\d{{2}}| ?(?:{_ZONE_WORDS}))"
    r"(?: \([^()0-9]*\))?"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?P<colon>[:.h])\d{2}(?P<second>(?P=colon)\d{2})?"
    r"(?P<fraction>[.,]\d{1,9})?(?P<half> ?[AaPp](?:\.?[Mm]\.?))?"
    rf"(?P<word> (?:Uhr|uur|hrs))?(?P<zone>{_ZONE})?"
)
_BEHIND = re.compile(
    rf"(?P<date>.*?\d)(?P<gap>,? +(?:- +|(?:at|um|om|am|à|a las|alle) +)?|T|:|-){_CLOCK}"
)
_BEFORE = re.compile(rf"{_CLOCK}(?P<gap>,? +(?:on +)?)(?P<date>\S.*)")


def format_of(value: str) -> str | None:
    """The format of `value` (stripped), day first; None where it is not a date.

    ISO 8601 dates, with or without a time and an offset, are all `iso`.
    """
    if _ISO.fullmatch(value):
        return writing.ISO
    if not value[:1].isalnum():
        return writing.DATE_CALL if _DATE_CALL.fullmatch(value) else None
    if date := _date(value):
        return date
    if match := _BEHIND.fullmatch(value):
        date = _date(match["date"])
        return f"{date}{match['gap']}{_clock(match)}" if date else None
    if (match := _BEFORE.fullmatch(value)) and not match["zone"]:
        date = _date(match["date"])
        return f"{_clock(match)}{match['gap']}{date}" if date else None
    return _compact(value)


def has_offset(value: str) -> bool:
    """Whether an ISO value ends in `Z` or an offset from UTC."""
    return _OFFSET.search(value) is not None


def zone_pattern() -> str:
    """A regular expression (of RE2 too) for the zone behind a time of day."""
    return _ZONE


def _date(value: str) -> str | None:
    """The format of a date without a time of day."""
    for pattern, form in _DATES:
        if match := pattern.fullmatch(value):
            return form(match)
    return None


def _numeric(match: re.Match[str]) -> str | None:
    sep = match["sep"]
    dot = "." if match[0].endswith(".") else ""
    return _with_weekday(match, f"%d{sep}%m{sep}{_year(match)}{dot}")


def _day_month(match: re.Match[str]) -> str | None:
    month = _month(match)
    day = f"%d{match['ordinal'] or ''}{match['sep']}"
    form = f"{day}{month}{match['sep2']}{_year(match)}"
    return _with_weekday(match, form) if month else None


def _month_day(match: re.Match[str]) -> str | None:
    month = _month(match)
    form = f"{month} %d{match['ordinal'] or ''}{match['sep2']}{_year(match)}"
    return _with_weekday(match, form) if month else None


def _year_month(match: re.Match[str]) -> str | None:
    month, sep = _month(match), match["sep"]
    return f"%Y{sep}{month}{sep}%d" if month else None


def _year_first(match: re.Match[str]) -> str | None:
    return f"%Y{match['sep']}%m{match['sep']}%d"


def _week(match: re.Match[str]) -> str | None:
    return "%G-W%V-%u" if match["day"] else writing.WEEK


def _plain(match: re.Match[str]) -> str | None:
    del match
    return writing.COMPACT


_DATES: Final[tuple[tuple[re.Pattern[str], Callable[..., str | None]], ...]] = (
    (_NUMERIC, _numeric),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_YEAR_MONTH, _year_month),
    (_YEAR_FIRST, _year_first),
    (_COMPACT, _plain),
    (_WEEK, _week),
)


def _compact(value: str) -> str | None:
    """The format of `20240108T0900`; None of anything else."""
    clock = _COMPACT_CLOCK.fullmatch(value[8:])
    if clock is None or not _COMPACT.fullmatch(value[:8]):
        return None
    return f"{writing.COMPACT}{clock['gap']}%H%M{'%S' if clock['second'] else ''}"


def _with_weekday(match: re.Match[str], form: str) -> str | None:
    """The form behind its weekday, where the value has one; None where it is no day."""
    weekday = match["weekday"]
    if weekday is None:
        return form
    if not is_weekday(weekday):
        return None
    lower = weekday.lower()
    if lower in writing.ENGLISH_DAYS and "{" not in form:
        return f"%A{match['wsep']}{form}"
    if lower in {day[:3] for day in writing.ENGLISH_DAYS} and "{" not in form:
        return f"%a{match['wsep']}{form}"
    return f"{writing.WEEKDAY}{match['wsep']}{form}"


def _month(match: re.Match[str]) -> str | None:
    """How the month is named: as the engine knows it, otherwise, or not at all."""
    name = match["month"]
    if is_english_month(name, full=True):
        return "%B"
    if is_english_month(name, full=False):
        return "%b"
    return writing.MONTH if month_number(name) else None


def _year(match: re.Match[str]) -> str:
    return "%Y" if len(match["year"]) == 4 else "%y"


def _clock(match: re.Match[str]) -> str:
    colon, half = match["colon"], match["half"] or ""
    if match["hour"] == "24" and not half:
        return _midnight(match)
    hour = "%I" if half else "%H"
    second = f"{colon}%S" if match["second"] else ""
    return (
        f"{hour}{colon}%M{second}{_fraction(match)}{_half(half)}{match['word'] or ''}"
        f"{writing.ZONE if match['zone'] else ''}"
    )


def _midnight(match: re.Match[str]) -> str:
    """`24:00` is the midnight at the end of the day."""
    colon = match["colon"]
    second = f"{colon}00" if match["second"] else ""
    return f"24{colon}00{second}{match['word'] or ''}"


def _fraction(match: re.Match[str]) -> str:
    fraction = match["fraction"] or ""
    if not fraction:
        return ""
    return fraction[0] + ("%f" if len(fraction) <= 7 else "%n")


def _half(half: str) -> str:
    if not half:
        return ""
    code = writing.HALF if "." in half else "%p"
    return f" {code}" if half.startswith(" ") else code
