"""How a number, a duration, a share, a date or a list is said in words.

A tired reader should meet "12 days", "1,434" and "3 July 2023", never 12.0384.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

NOT_KNOWN: Final = "not yet known"

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""English, whatever the machine's locale is."""

_FULL_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_LEAST_SAID: Final = 0.005
"""A share so near to none or all would be said as 0 or 100 in 100."""

_NEARLY_HALF: Final = 0.05
"""How far from a half a share may lie and be called so."""

_HOURS: Final = 24
_MINUTES: Final = 24 * 60


def count(value: float) -> str:
    """A whole number with commas: 1,434."""
    return f"{round(value):,}"


def decimal(value: float) -> str:
    """A number as short as is honest: 1,434, 59.5, 12, 2.4.

    Below ten one decimal is kept; above, only a half, which is not rounded either way.
    """
    if abs(value) < 10 or (value * 2 % 1 == 0 and abs(value) < 1000):
        return f"{value:,.1f}".removesuffix(".0")
    return count(value)


def plain(value: float) -> str:
    """A tick of an axis: 0.5, 40, 1,200, 0.25m, 1.5m."""
    if abs(value) >= 100_000:
        return f"{value / 1_000_000:,.2f}".rstrip("0").rstrip(".") + "m"
    if value == int(value):
        return count(value)
    return f"{value:,.{max(1, -math.floor(math.log10(abs(value))))}f}"


def plural(value: float, one: str, many: str = "") -> str:
    """A count of things: "1 case", "1,434 cases"; `many` where no "s" makes it so.

    A verb may come with its noun: `plural(n, "row was", "rows were")`.
    """
    return f"{count(value)} {either(value, one, many or one + 's')}"


def either(value: float, one: str, many: str) -> str:
    """The word that agrees with a count: "is" with 1, "are" with any other."""
    return one if round(value) == 1 else many


def month_name(number: int) -> str:
    """A month, from 1 to 12, by its whole name: "March"."""
    return _FULL_MONTHS[number - 1]


def percent(share: float) -> str:
    """A share from 0 to 1: "12%", "0.4%", "under 0.1%"; never 0% for more than none."""
    if 0 < share < 0.001:
        return "under 0.1%"
    if 0 < share < 0.01 or 0.99 < share < 1:
        return f"{math.floor(share * 1000) / 10:.1f}%"
    return f"{round(share * 100)}%"


def in_100(share: float) -> str:
    """A share as a natural frequency: `15 in 100`; never 0 or 100 for one that is neither."""
    if 0 < share < _LEAST_SAID:
        return "fewer than 1 in 100"
    if 1 - _LEAST_SAID <= share < 1:
        return "more than 99 in 100"
    said = f"{share * 100:.0f} in 100"
    return {"0 in 100": "none", "100 in 100": "all"}.get(said, said)


def is_nearly_half(share: float) -> bool:
    """Whether a share is what people call half: 45 to 55 in 100."""
    return abs(share - 0.5) <= _NEARLY_HALF


def longer_said(share: float, rest: str) -> str:
    """How many take longer, as a natural frequency: `15 in 100 take over 3 days`."""
    return f"none takes {rest}" if share == 0 else f"{in_100(share)} take {rest}"


def rate(value: float) -> str:
    """A mean rate: one decimal below 100; no decimal of none."""
    return f"{value:.1f}" if 0 < value < 100 else count(value)


def days(value: float) -> str:
    """A duration given in days: "12 days", "5 hours", "20 minutes"."""
    if value == 0:
        return "0 days"
    if 0 < value * _MINUTES < 90:
        return plural(max(1, round(value * _MINUTES)), "minute")
    if 0 < value < 1:
        return plural(round(value * _HOURS), "hour")
    return f"{decimal(value)} {'day' if decimal(value) == '1' else 'days'}"


def days_short(value: float) -> str:
    """The same where room is short: "12d", "5h", "20 min"."""
    if value == 0:
        return "0d"
    if 0 < value * _MINUTES < 90:
        return f"{max(1, round(value * _MINUTES))} min"
    if 0 < value < 1:
        return f"{round(value * _HOURS)}h"
    return f"{decimal(value)}d"


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


def day(value: date | datetime) -> str:
    """A date as said: `3 July 2023`."""
    return f"{value.day} {_FULL_MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """The month of a date as said: `July 2023`."""
    return f"{_FULL_MONTHS[value.month - 1]} {value.year}"


def local_day(moment: datetime, *, time_zone: str) -> str:
    """The date on the wall of a naive UTC moment, as said."""
    utc = moment.replace(tzinfo=ZoneInfo("UTC"))
    return day(utc.astimezone(ZoneInfo(time_zone)))


def day_short(value: date) -> str:
    """A date where room is short: "3 Jul 2023"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def joined(parts: Sequence[str]) -> str:
    """A list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def humanise(name: str) -> str:
    """A column's or milestone's name as words: `decision_date` → `decision date`.

    `case:`, which tools write before facts of the case, is none of its words.
    """
    return clip(" ".join(name.removeprefix("case:").replace("_", " ").split()))


def clip(text: str, *, limit: int = 80) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _first(lower: float, upper: float) -> str:
    (number, unit), (_, other) = parted(lower), parted(upper)
    return number if unit.rstrip("s") == other.rstrip("s") else f"{number} {unit}"
