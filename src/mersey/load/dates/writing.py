"""In which format is this value written as a date? Judged by its shape alone.

A shape is turned into a strptime format; the whole column is then tried with it by the
engine (`dates.py`). Day and month are taken day first here: `month_first` gives the
other reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.load.dates.style import DateStyle

__all__ = [
    "COMPACT",
    "EPOCH_MS",
    "EPOCH_S",
    "EXCEL",
    "ISO",
    "ISO_MIXED",
    "SEPARATOR",
    "TYPED",
    "format_of",
    "has_clock",
    "has_offset",
    "in_words",
    "is_numeric_order",
    "month_first",
    "swapped",
    "with_clocks",
]

ISO: Final = "iso"
ISO_MIXED: Final = "iso_mixed"  # some values carry an offset and some do not
EXCEL: Final = "excel_serial"
EPOCH_S: Final = "epoch_s"
EPOCH_MS: Final = "epoch_ms"
TYPED: Final = "typed"
COMPACT: Final = "%Y%m%d"
SEPARATOR: Final = " | "
"""Between the formats of a column that mixes several; each value takes the first that fits."""

_CLOCK = (
    r"(?:(?P<gap>,? +|T)(?P<hour>\d{1,2})(?P<colon>[:.])\d{2}(?P<second>(?P=colon)\d{2})?"
    r"(?P<fraction>[.,]\d{1,6})?(?P<half> ?[AaPp][Mm])?)?"
)
_MONTH = r"(?P<month>[A-Za-z]{3,9})"
_ORDINAL = r"(?P<ordinal>st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_ISO = re.compile(
    r"\d{4}([-/])\d{1,2}\1\d{1,2}"
    r"([T ]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?( ?(Z|[+-]\d{2}(:?\d{2})?))?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r":\d{2}(?:[.,]\d+)? ?(?:Z|[+-]\d{2}(?::?\d{2})?)$", re.IGNORECASE)
_NUMERIC = re.compile(rf"\d{{1,2}}(?P<sep>[/.\-])\d{{1,2}}(?P=sep){_YEAR}{_CLOCK}")
_DAY_MONTH = re.compile(
    rf"(?P<weekday>[A-Za-z]{{3,9}}(?P<wsep>,? +))?\d{{1,2}}{_ORDINAL}(?P<sep>[ \-/.])"
    rf"{_MONTH}(?P<sep2>,? +|[\-/.]){_YEAR}{_CLOCK}"
)
_MONTH_DAY = re.compile(
    rf"(?P<weekday>[A-Za-z]{{3,9}}(?P<wsep>,? +))?{_MONTH} +\d{{1,2}}{_ORDINAL}"
    rf"(?P<sep2>,? +){_YEAR}{_CLOCK}"
)
_YEAR_MONTH = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[ \-/.]){_MONTH}(?P=sep)\d{{1,2}}{_CLOCK}"
)
_COMPACT = re.compile(
    r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?P<clock>T?[0-2]\d[0-5]\d[0-5]\d)?"
)
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_DAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_CLOCKS: Final = (" %H:%M", " %H:%M:%S", "")


def format_of(value: str) -> str | None:
    """The format of `value` (stripped), day first; None where it is not a date.

    ISO 8601 dates, with or without a time and an offset, are all `iso`.
    """
    if _ISO.fullmatch(value):
        return ISO
    if match := _NUMERIC.fullmatch(value):
        sep = match["sep"]
        return f"%d{sep}%m{sep}{_year(match)}{_clock(match)}"
    if match := _DAY_MONTH.fullmatch(value):
        return _named(match, f"%d{match['ordinal'] or ''}{match['sep']}{{month}}")
    if match := _MONTH_DAY.fullmatch(value):
        return _named(match, f"{{month}} %d{match['ordinal'] or ''}")
    return _year_first(value)


def has_offset(value: str) -> bool:
    """Whether an ISO value ends in `Z` or an offset from UTC."""
    return _OFFSET.search(value) is not None


def has_clock(style: str) -> bool:
    """Whether a strptime format holds a time of day."""
    return "%H" in style or "%I" in style


def is_numeric_order(style: str) -> bool:
    """Whether a format is ambiguous: day and month both as numbers."""
    return style[:2] in ("%d", "%m") and "%d" in style and "%m" in style


def month_first(style: str) -> str:
    """The same format with day and month exchanged."""
    return style.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m")


def swapped(style: DateStyle) -> DateStyle:
    """The same style with day and month exchanged."""
    return replace(style, format=month_first(style.format))


def with_clocks(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats, then the same dates without a time and with other precision.

    Excel writes `3/7/2023` for midnight in a column of `3/7/2023 10:15`.
    """
    more = [
        style.split(" %H")[0] + clock
        for style in formats
        if "%I" not in style and "%f" not in style and "T" not in style
        for clock in _CLOCKS
    ]
    return tuple(dict.fromkeys([*formats, *more]))


def in_words(style: str) -> str:
    """How to say a format to a person."""
    first = style.split(SEPARATOR, maxsplit=1)[0]
    plain = {
        ISO: "year-month-day (ISO 8601)",
        ISO_MIXED: "year-month-day (ISO 8601), only some with an offset from UTC",
        EXCEL: "Excel day numbers",
        EPOCH_S: "seconds since 1970",
        EPOCH_MS: "milliseconds since 1970",
        TYPED: "dates, as the file's own type",
    }
    if first in plain:
        return plain[first]
    parts = [_order_in_words(first)]
    if "%y" in first:
        parts.append("two-digit years (69 to 99 are 19xx)")
    if has_clock(first):
        parts.append("12-hour clock" if "%I" in first else "24-hour clock")
    return ", ".join(parts)


def _order_in_words(style: str) -> str:
    if "%b" in style or "%B" in style:
        return "month by name"
    if style.startswith("%Y"):
        return "yyyymmdd"
    return "day first" if style.index("%d") < style.index("%m") else "month first"


def _year_first(value: str) -> str | None:
    """The format of `2022-Sep-28` or `20220928`; None of anything else."""
    if match := _YEAR_MONTH.fullmatch(value):
        code, sep = _month(match), match["sep"]
        return f"%Y{sep}{code}{sep}%d{_clock(match)}" if code else None
    if match := _COMPACT.fullmatch(value):
        clock = match["clock"] or ""
        return COMPACT + ("T" if "T" in clock else "") + ("%H%M%S" if clock else "")
    return None


def _named(match: re.Match[str], before_year: str) -> str | None:
    """The format of a match with the month by name; None where no month has it."""
    code, weekday = _month(match), match["weekday"]
    if code is None:
        return None
    start = ""
    if weekday is not None:
        day = weekday.rstrip(", ").lower()
        if day not in _DAYS and not any(name[:3] == day for name in _DAYS):
            return None
        start = ("%A" if day in _DAYS else "%a") + match["wsep"]
    return (
        start
        + before_year.format(month=code)
        + match["sep2"]
        + _year(match)
        + _clock(match)
    )


def _month(match: re.Match[str]) -> str | None:
    """How the month is named: in full, by three letters, or not at all."""
    month = match["month"].lower()
    if month in _MONTHS and month != "may":
        return "%B"
    return "%b" if any(name[:3] == month for name in _MONTHS) else None


def _year(match: re.Match[str]) -> str:
    return "%Y" if len(match["year"]) == 4 else "%y"


def _clock(match: re.Match[str]) -> str:
    if match["hour"] is None:
        return ""
    colon = match["colon"]
    hour = "%I" if match["half"] else "%H"
    second = f"{colon}%S" if match["second"] else ""
    fraction = f"{match['fraction'][0]}%f" if match["fraction"] else ""
    half = match["half"] or ""
    marker = (" %p" if half.startswith(" ") else "%p") if half else ""
    return f"{match['gap']}{hour}{colon}%M{second}{fraction}{marker}"
