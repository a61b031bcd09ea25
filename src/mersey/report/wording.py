"""How numbers, durations and dates are said to a person. British English, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = [
    "NOT_KNOWN",
    "both",
    "clip",
    "count",
    "day",
    "duration",
    "humanise",
    "in_100",
    "local_day",
    "parted",
    "percent",
    "plural",
    "rate",
    "within",
]

NOT_KNOWN: Final = "not yet known"

HOURS_PER_DAY: Final = 24
MINUTES_PER_DAY: Final = 1440


def count(n: float) -> str:
    """A count with commas: `1,434`. A mean keeps one decimal below 100: `22.9`."""
    if n == int(n):
        return f"{int(n):,}"
    return f"{n:.1f}" if abs(n) < 100 else f"{n:,.0f}"


def plural(n: float, one: str, many: str = "") -> str:
    """A count with its noun: `1 case`, `1,434 cases`."""
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def parted(days: float) -> tuple[str, str]:
    """A duration in days as its number and its unit, in the unit a person would use.

    Under a day in hours, under an hour in minutes; one decimal below 100, unless whole.
    """
    if abs(days) >= 1 or days == 0:
        return _with_unit(days, "day")
    if abs(days) * HOURS_PER_DAY >= 1:
        return _with_unit(days * HOURS_PER_DAY, "hour")
    if abs(days) * MINUTES_PER_DAY >= 1:
        return _with_unit(days * MINUTES_PER_DAY, "minute")
    return "under 1", "minute"


def duration(days: float | None) -> str:
    """A duration in days, as said: `75 days`, `2.4 hours`; `not yet known` for None."""
    return NOT_KNOWN if days is None else " ".join(parted(days))


def both(lower: float, upper: float) -> str:
    """Two durations as said, the unit once where it is the same: `71 and 79 days`."""
    return f"{_first(lower, upper)} and {duration(upper)}"


def within(days: float, lower: float, upper: float) -> str:
    """A duration with its interval in brackets: `75 days (71–79)`."""
    if len({parted(value)[1].rstrip("s") for value in (days, lower, upper)}) == 1:
        return f"{duration(days)} ({parted(lower)[0]}–{parted(upper)[0]})"
    return f"{duration(days)} ({duration(lower)} to {duration(upper)})"


def rate(value: float) -> str:
    """A mean rate: one decimal below 100."""
    return f"{value:.1f}" if value < 100 else count(round(value))


def percent(share: float | None) -> str:
    """A share as a percentage: `12%`, `under 1%`; empty for None."""
    if share is None:
        return ""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share * 100:.0f}%"


def in_100(share: float) -> str:
    """A share as a natural frequency: `15 in 100`."""
    return f"{share * 100:.0f} in 100"


def day(value: date | datetime) -> str:
    """A date as said: `3 July 2023`."""
    return f"{value.day} {value:%B} {value.year}"


def local_day(moment: datetime, *, time_zone: str) -> str:
    """The date on the wall of a naive UTC moment, as said."""
    utc = moment.replace(tzinfo=ZoneInfo("UTC"))
    return day(utc.astimezone(ZoneInfo(time_zone)))


def humanise(name: str) -> str:
    """A column's or milestone's name as words: `decision_date` → `decision date`."""
    return clip(" ".join(name.replace("_", " ").split()))


def clip(text: str, *, limit: int = 80) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _first(lower: float, upper: float) -> str:
    (number, unit), (_, other) = parted(lower), parted(upper)
    return number if unit.rstrip("s") == other.rstrip("s") else f"{number} {unit}"


def _with_unit(number: float, unit: str) -> tuple[str, str]:
    said = f"{number:,.0f}" if abs(number) >= 100 else f"{number:.1f}"
    said = said.removesuffix(".0")
    return said, unit if said == "1" else f"{unit}s"
