"""When cases were in the service: the spans that every count of open cases rests on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import ibis
import numpy as np

from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

SECONDS_A_DAY: Final = 86_400.0


def dated_cases(cases: Any) -> Any:
    """Cases with a usable span, and the local date each left: `left_date`.

    A closed case leaves on its closing date, a silent one on the date of its last event,
    an open one not at all (null). Cases without dates or with an end before their start
    are left out: their `days` is null.
    """
    silent = cases.state == CaseState.SILENT.value
    left_date = cases.closed_date.fill_null(
        silent.ifelse(cases.last_date, ibis.null("date"))
    )
    return cases.filter(cases.days.notnull()).mutate(left_date=left_date)


def closed_cases(cases: Any) -> Any:
    """Cases that ended, at or before the as-at date."""
    return cases.filter(cases.state == CaseState.CLOSED.value)


def days_between(start: Any, end: Any) -> Any:
    """Days from one time to another, with fractions; whole between two midnights."""
    return end.delta(start, unit="microsecond") / 1e6 / SECONDS_A_DAY


def age_days(log: EventLog, *, days_ago: int = 0) -> Any:
    """Days from the opening of each case to the as-at date, or to so many days before.

    One element a case; negative where it opened later, not a number where that is not
    known.
    """
    return days_since(log, ("opened", "opened_date"), days_ago=days_ago)


def days_since(log: EventLog, columns: tuple[str, str], *, days_ago: int = 0) -> Any:
    """Days from a time of each case; whole ones, by its date, in a log of dates alone.

    Args:
        log: The log.
        columns: The time, and its local date, among the columns of cases.
        days_ago: Up to so many days before the log's end.
    """
    back = timedelta(days=days_ago)
    if log.facts.date_only:
        (dates,) = log.arrays.cases(columns[1])
        return (np.datetime64(log.facts.as_at_date - back) - dates) / np.timedelta64(
            1, "D"
        )
    (times,) = log.arrays.cases(columns[0])
    span = np.datetime64(log.facts.as_at - back, "us") - times
    return span / np.timedelta64(1, "us") / 1e6 / SECONDS_A_DAY


def exact_sum(seconds: Any) -> Any:
    """The sum of a column of seconds; 0 where there is nothing to add.

    Floating-point sums depend on the order in which threads finish, so that the same log
    would give other bytes the next time; to the microsecond, times are decimals.
    """
    return seconds.cast("decimal(18, 6)").sum().cast("float64").fill_null(0.0)
