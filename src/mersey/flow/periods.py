"""Days, weeks from Monday, and months, in local dates; in SQL they are `period_of`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from mersey.vocabulary import Per

if TYPE_CHECKING:
    from collections.abc import Iterator

A_DAY: Final = timedelta(days=1)


def first_day(day: date, per: Per) -> date:
    """The first date of the period that `day` is in."""
    match per:
        case Per.DAY:
            return day
        case Per.WEEK:
            return day - timedelta(days=day.weekday())
        case Per.MONTH:
            return day.replace(day=1)


def last_day(start: date, per: Per) -> date:
    """The last date of the period that begins on `start`."""
    return _next_start(start, per) - timedelta(days=1)


def each_period(start: date, end: date, per: Per) -> Iterator[date]:
    """The first date of every period from that of `start` to that of `end`."""
    current, stop = first_day(start, per), first_day(end, per)
    while current <= stop:
        yield current
        current = _next_start(current, per)


def periods_between(start: date, end: date, per: Per) -> Iterator[tuple[date, date]]:
    """The first and the last date of every period from that of `start` to that of `end`."""
    starts = [*each_period(start, end, per)]
    ends = [day - A_DAY for day in starts[1:]]
    ends += [last_day(day, per) for day in starts[-1:]]
    yield from zip(starts, ends, strict=True)


def _next_start(start: date, per: Per) -> date:
    match per:
        case Per.DAY:
            return start + timedelta(days=1)
        case Per.WEEK:
            return start + timedelta(days=7)
        case Per.MONTH:
            return (start.replace(day=1) + timedelta(days=31)).replace(day=1)
