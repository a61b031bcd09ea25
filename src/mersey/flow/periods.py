"""Days, weeks from Monday, and months, in local dates: for Python and for ibis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.vocabulary import Per

if TYPE_CHECKING:
    from collections.abc import Iterator

TRUNCATE: Final = {Per.WEEK: "W", Per.MONTH: "M"}


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


def period_of(local_date: Any, per: Per) -> Any:
    """The first date of the period, as an ibis expression; null for null.

    Weeks begin on Monday on DuckDB and on Spark.
    """
    return local_date if per is Per.DAY else local_date.truncate(TRUNCATE[per])


def count_per_period(rows: Any, local_date: Any, per: Per) -> Any:
    """How many `rows` fall in each period: an ibis table of `period_start` and `n`.

    They are counted by day first: a million dates are cut to weeks far slower than a
    thousand days are.
    """
    by_day = rows.group_by(period_start=local_date).aggregate(n=rows.count())
    if per is Per.DAY:
        return by_day
    started = period_of(by_day.period_start, per)
    return by_day.group_by(period_start=started).aggregate(n=by_day.n.sum())


def length(per: Per) -> Any:
    """One period, as an ibis interval."""
    match per:
        case Per.DAY:
            return ibis.interval(days=1)
        case Per.WEEK:
            return ibis.interval(weeks=1)
        case Per.MONTH:
            return ibis.interval(months=1)


def _next_start(start: date, per: Per) -> date:
    match per:
        case Per.DAY:
            return start + timedelta(days=1)
        case Per.WEEK:
            return start + timedelta(days=7)
        case Per.MONTH:
            return (start.replace(day=1) + timedelta(days=31)).replace(day=1)
