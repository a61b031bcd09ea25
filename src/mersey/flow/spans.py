"""How old cases are, in days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

SECONDS_A_DAY: Final = 86_400.0


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
    days = span / np.timedelta64(1, "us")
    days /= 1e6
    days /= SECONDS_A_DAY
    return days
