"""How a number, a duration, a share or a date is said in words.

A tired reader should meet "12 days", "1,434" and "3 Jul 2023", never 12.0384.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = [
    "MONTHS",
    "count",
    "day_short",
    "days",
    "days_short",
    "decimal",
    "joined",
    "percent",
    "plain",
    "plural",
]

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""English, whatever the machine's locale is."""

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


def plain(value: float) -> str:
    """A tick of an axis: 0.5, 40, 1,200, 0.25m, 1.5m."""
    if abs(value) >= 100_000:
        return f"{value / 1_000_000:,.2f}".rstrip("0").rstrip(".") + "m"
    if value == int(value):
        return count(value)
    return f"{value:,.{max(1, -math.floor(math.log10(abs(value))))}f}"


def percent(share: float) -> str:
    """A share from 0 to 1: "12%", "0.4%", "under 0.1%"; never 0% for more than none."""
    if 0 < share < 0.001:
        return "under 0.1%"
    if 0 < share < 0.01 or 0.99 < share < 1:
        return f"{math.floor(share * 1000) / 10:.1f}%"
    return f"{round(share * 100)}%"


def plural(value: float, noun: str) -> str:
    """A count of things: "1 case", "1,434 cases"."""
    return f"{count(value)} {noun}" + ("" if round(value) == 1 else "s")


def day_short(value: date) -> str:
    """A date where room is short: "3 Jul 2023"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def joined(parts: Sequence[str]) -> str:
    """A list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
