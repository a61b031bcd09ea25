"""Where a value goes on paper, and which values deserve a tick."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from mersey.wording import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_DAY_STEPS: Final = (1, 2, 7, 14, 28, 56)
_DAYS_UP_TO: Final = 120
"""A shorter span is marked by days: it has too few first days of a month."""

_NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, kw_only=True)
class Linear:
    """Values from `low` to `high`, drawn from `start` to `stop` px.

    An empty span (`low` = `high`) is drawn at `start`.
    """

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Where the value goes, in px."""
        if self.high == self.low:
            return self.start
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.stop - self.start)


@dataclass(frozen=True, kw_only=True)
class Time:
    """Dates from `first` to `last`, drawn from `start` to `stop` px."""

    first: date
    last: date
    start: float
    stop: float

    def __call__(self, value: date) -> float:
        """Where the date goes, in px."""
        scale = Linear(
            low=self.first.toordinal(),
            high=self.last.toordinal(),
            start=self.start,
            stop=self.stop,
        )
        return scale(value.toordinal())


def nice_ticks(high: float, *, at_most: int = 6, whole: bool = False) -> list[float]:
    """Round values from 0 to the first at or above `high`: 0, 50, 100, 150.

    Args:
        high: The largest value; 0 or less gives 0 and 1.
        at_most: How many, 0 included; at least 2 are given.
        whole: True where parts make no sense, such as for cases.
    """
    if high <= 0:
        return [0.0, 1.0]
    step = _nice_step(high / max(1, at_most - 1))
    if whole:
        step = max(1.0, math.ceil(step))
    n_steps = max(1, math.ceil(round(high / step, 9)))
    return [round(i * step, 12) for i in range(n_steps + 1)]


def date_ticks(first: date, last: date, *, at_most: int) -> list[tuple[date, str]]:
    """Dates to mark, with labels: months with the year where it changes, or days.

    A span of under four months is marked by days, all else by first days of months.
    """
    if (last - first).days < _DAYS_UP_TO:
        return _days(first, last, at_most=at_most)
    n_months = (last.year - first.year) * 12 + last.month - first.month
    for step in (s for s in _MONTH_STEPS if n_months // s <= at_most):
        found = list(_months(first, last, step=step))
        if len(found) <= at_most:
            return [
                (when, _month_label(when, found[i - 1] if i else None, step=step))
                for i, when in enumerate(found)
            ]
    return []


def _nice_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(n for n in _NICE if n * power >= least * (1 - 1e-9)) * power


def _days(first: date, last: date, *, at_most: int) -> list[tuple[date, str]]:
    n_days = (last - first).days
    step = next((s for s in _DAY_STEPS if n_days // s + 1 <= at_most), 56)
    found = [first + timedelta(days=i) for i in range(0, n_days + 1, step)]
    return [(when, f"{when.day} {MONTHS[when.month - 1]}") for when in found]


def _months(first: date, last: date, *, step: int) -> Iterator[date]:
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    month += -month % step
    while (when := _first_of(month)) is not None and when <= last:
        yield when
        month += step


def _first_of(month: int) -> date | None:
    year, rest = divmod(month, 12)
    return date(year, rest + 1, 1) if 1 <= year <= date.max.year else None


def _month_label(when: date, before: date | None, *, step: int) -> str:
    if step >= 12:
        return str(when.year)
    name = MONTHS[when.month - 1]
    is_new_year = before is None or before.year != when.year
    return f"{name} {when.year}" if is_new_year else name
