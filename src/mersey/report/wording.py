"""How durations and dates are said in sentences; numbers are said as charts say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from mersey.wording import count, days

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = [
    "NOT_KNOWN",
    "both",
    "clip",
    "day",
    "duration",
    "humanise",
    "in_100",
    "is_nearly_half",
    "local_day",
    "longer_said",
    "parted",
    "rate",
    "within",
]

NOT_KNOWN: Final = "not yet known"

LEAST_SAID: Final = 0.005
"""A smaller share would be said as none in 100."""

NEARLY_HALF: Final = 0.05
"""How far from a half a share may lie and be called so."""

FULL_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""English, whatever the machine's locale is."""


def duration(known_days: float | None) -> str:
    """A duration in days, as charts say it; `not yet known` for None."""
    return NOT_KNOWN if known_days is None else days(known_days)


def parted(known_days: float) -> tuple[str, str]:
    """A duration in days as its number and its unit: `75`, `days`."""
    number, _, unit = days(known_days).partition(" ")
    return number, unit


def both(lower: float, upper: float) -> str:
    """Two durations as said, the unit once where it is the same: `71 and 79 days`."""
    return f"{_first(lower, upper)} and {duration(upper)}"


def within(middle: float, lower: float, upper: float) -> str:
    """A duration with its interval in brackets: `75 days (71–79)`."""
    if duration(lower) == duration(upper):
        return duration(middle)
    if len({parted(value)[1].rstrip("s") for value in (middle, lower, upper)}) == 1:
        return f"{duration(middle)} ({parted(lower)[0]}–{parted(upper)[0]})"
    return f"{duration(middle)} ({duration(lower)} to {duration(upper)})"


def rate(value: float) -> str:
    """A mean rate: one decimal below 100."""
    return f"{value:.1f}" if value < 100 else count(value)


def in_100(share: float) -> str:
    """A share as a natural frequency: `15 in 100`."""
    return f"{share * 100:.0f} in 100"


def is_nearly_half(share: float) -> bool:
    """Whether a share is what people call half: 45 to 55 in 100."""
    return abs(share - 0.5) <= NEARLY_HALF


def longer_said(share: float, rest: str) -> str:
    """How many take longer, as a natural frequency: `15 in 100 take over 3 days`."""
    if share == 0:
        return f"none takes {rest}"
    if share < LEAST_SAID:
        return f"fewer than 1 in 100 take {rest}"
    return f"{in_100(share)} take {rest}"


def day(value: date | datetime) -> str:
    """A date as said: `3 July 2023`."""
    return f"{value.day} {FULL_MONTHS[value.month - 1]} {value.year}"


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
