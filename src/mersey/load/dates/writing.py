"""The formats in which dates are written: their parts, their order, and how to say them.

A format is one of strptime's, with names in braces for what strptime cannot read
(`tidying.py` reads them), or one of the few words below. Several are parted by ` | `.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.load.dates.style import DateStyle

ISO: Final = "iso"
ISO_MIXED: Final = "iso_mixed"  # some values carry an offset and some do not
EXCEL: Final = "excel_serial"
EPOCH_S: Final = "epoch_s"
EPOCH_MS: Final = "epoch_ms"
TYPED: Final = "typed"
COMPACT: Final = "%Y%m%d"
WEEK: Final = "%G-W%V"  # an ISO week, which stands for its Monday
DATE_CALL: Final = "/Date({epoch_ms})/"
MONTH: Final = "{month}"  # by name, in any language and shortening
WEEKDAY: Final = "{weekday}"  # likewise; it is not checked against the date
HALF: Final = "{am/pm}"  # with dots
ZONE: Final = "{zone}"  # UTC, GMT, Z, +01:00, +0100, and the gap before it
SEPARATOR: Final = " | "
"""Between the formats of a column that mixes several; each value takes the first that fits."""

ENGLISH_DAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_CLOCKS: Final = (" %H:%M", " %H:%M:%S", "")
_END_OF_DAY: Final = (" 24:", "T24:", " 24.", "T24.")


def formats_in(style: str) -> tuple[str, ...]:
    """The formats of a column, one by one."""
    return tuple(style.split(SEPARATOR))


def has_iso(style: str) -> bool:
    """Whether one of the formats is ISO 8601."""
    return not {ISO, ISO_MIXED}.isdisjoint(formats_in(style))


def has_clock(style: str) -> bool:
    """Whether a strptime format holds a time of day."""
    return "%H" in style or "%I" in style or is_end_of_day(style)


def is_end_of_day(style: str) -> bool:
    """Whether a format writes midnight as the end of its day."""
    return style.startswith("24") or any(clock in style for clock in _END_OF_DAY)


def is_special(style: str) -> bool:
    """Whether the engine's strptime cannot read the format by itself."""
    return "{" in style or style == WEEK or is_end_of_day(style)


def mixes_zones(style: DateStyle) -> bool:
    """Whether some values carry their offset from UTC and others do not."""
    formats = formats_in(style.format)
    if ISO_MIXED in formats:
        return True
    return style.has_zone and 0 < sum(map(_has_zone, formats)) < len(formats)


def is_numeric_order(style: str) -> bool:
    """Whether a format is ambiguous: day and month both as numbers, before the year."""
    return any(map(_is_numeric_order, formats_in(style)))


def is_day_first(style: str) -> bool:
    """Whether an ambiguous format has the day before the month."""
    first = next(one for one in formats_in(style) if _is_numeric_order(one))
    return first.index("%d") < first.index("%m")


def month_first(style: str) -> str:
    """The same format with day and month exchanged, wherever their order is open."""
    return SEPARATOR.join(
        one.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m")
        if _is_numeric_order(one)
        else one
        for one in formats_in(style)
    )


def swapped(style: DateStyle) -> DateStyle:
    """The same style with day and month exchanged."""
    return replace(style, format=month_first(style.format))


def with_clocks(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats, then the same dates without a time and with other precision.

    Excel writes `3/7/2023` for midnight in a column of `3/7/2023 10:15`.
    """
    more = [
        style.split(" %H:%M")[0] + clock
        for style in formats
        if style.endswith(_CLOCKS[:2]) or not has_clock(style)
        for clock in _CLOCKS
    ]
    return tuple(dict.fromkeys([*formats, *more]))


def in_words(style: str) -> str:
    """How to say a format to a person."""
    said = dict.fromkeys(_in_words(one) for one in formats_in(style)[:_SAID])
    return " or ".join(said)


_SAID: Final = 2
_PLAIN: Final = {
    ISO: "year-month-day (ISO 8601)",
    ISO_MIXED: "year-month-day (ISO 8601), only some with an offset from UTC",
    EXCEL: "Excel day numbers",
    EPOCH_S: "seconds since 1970",
    EPOCH_MS: "milliseconds since 1970",
    DATE_CALL: "milliseconds since 1970",
    TYPED: "dates, as the file's own type",
    WEEK: "ISO weeks, each as its Monday",
}


def _in_words(style: str) -> str:
    if style in _PLAIN:
        return _PLAIN[style]
    parts = [_order_in_words(style)]
    if "%y" in style:
        parts.append("two-digit years (69 to 99 are 19xx)")
    if has_clock(style):
        parts.append("12-hour clock" if "%I" in style else "24-hour clock")
    if ZONE in style:
        parts.append("with its zone")
    return ", ".join(parts)


def _order_in_words(style: str) -> str:
    if "%b" in style or "%B" in style or MONTH in style:
        return "month by name"
    if COMPACT in style:
        return "yyyymmdd"
    if "%G" in style:
        return "ISO weeks"
    if not _is_numeric_order(style):
        return "year, month, day"
    return "day first" if is_day_first(style) else "month first"


def _is_numeric_order(style: str) -> bool:
    day, month = style.find("%d"), style.find("%m")
    year = max(style.find("%Y"), style.find("%y"))
    return 0 <= day < year and 0 <= month < year


def _has_zone(style: str) -> bool:
    return ZONE in style or style in (ISO_MIXED, EPOCH_S, EPOCH_MS, DATE_CALL)
