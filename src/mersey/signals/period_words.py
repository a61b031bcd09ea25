"""How a period is written, and the day on which it begins."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["as_date", "order_of"]

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
ISO: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ][\d:.]+Z?)?")
BRITISH: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: [\d:.]+)?")
WEEK: Final = re.compile(r"(\d{4})-?W(\d{1,2})")
QUARTER: Final = re.compile(r"(\d{4})[ -]?Q([1-4])")
NAMED: Final = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -](\d{4})")


def as_date(text: str) -> date | None:
    """The first day of the period, or None where the text is no date.

    Reads 2026-07-06, 2026-07, 2026-W28, 2026 Q3, 06/07/2026 (day first), July 2026.
    """
    said = text.strip()
    try:
        return _read(said)
    except ValueError:
        return None  # a 31st of June


def order_of(text: str) -> tuple[int, float, int] | None:
    """A key to sort periods by: dates, or numbers; None where it is neither."""
    day = as_date(text)
    if day is not None:
        return (0, 0.0, day.toordinal())
    try:
        return (1, float(text), 0)
    except ValueError:
        return None


def _read(said: str) -> date | None:
    if found := ISO.fullmatch(said):
        year, month, day = found.groups()
        return date(int(year), int(month), int(day or 1))
    if found := BRITISH.fullmatch(said):
        day, month, year = found.groups()
        return date(int(year), int(month), int(day))
    if found := WEEK.fullmatch(said):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    if found := QUARTER.fullmatch(said):
        return date(int(found[1]), 3 * int(found[2]) - 2, 1)
    if found := NAMED.fullmatch(said):
        return _named(found)
    return None


def _named(found: re.Match[str]) -> date | None:
    day, name, year = found.groups()
    starts = (month.startswith(name.lower()) for month in MONTHS)
    months = [number for number, is_it in enumerate(starts, start=1) if is_it]
    return date(int(year), months[0], int(day or 1)) if months else None
