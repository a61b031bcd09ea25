"""Do those who came lately take as long as those who came before?

The cases of a log by the month in which they opened (by week where the log is short), each
with its Kaplan–Meier median: open cases count, and of a month too young nothing is known.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.flow.lead_times import why_refused
from mersey.flow.measures.lead_time import MEASURE
from mersey.flow.results import Cohorts
from mersey.flow.series import rows_of, series_from
from mersey.flow.time_to_event import days_until, kaplan_meier
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from datetime import date

    from mersey.eventlog import EventLog, LogFacts
    from mersey.flow.results import MeasureSeries, PeriodRow

LEAST_CASES: Final = 5
"""The median of fewer cases says more of these than of their month."""

MOST_LEFT_OUT: Final = 0.2
"""With more periods than this too small, there is no chart."""

ENOUGH_DAYS: Final = 400
"""Thirteen months: from there on cohorts are months, before it weeks."""

LEAST_A_WEEK: Final = 10.0
"""Cases a week from which weeks are large enough."""

FEW: Final = 0.5
"""A log's first periods with fewer cases than this share of the usual number are left
out: where only what was still open is in the file, they hold the slow cases alone."""

MEDIAN: Final = 0.5


def cohorts(log: EventLog) -> Cohorts | None:
    """The cohorts of a log; None where it cannot tell lead times, or they are too small."""
    per = period_for(log.facts)
    if per is None or why_refused(log) or log.misses_arrivals:
        return None
    table = rows_of(log, MEASURE, per)
    series = judgeable(series_from(table, log, MEASURE, per=per))
    if series is None:
        return None
    opened = table["period_start"].to_numpy(zero_copy_only=False)
    return Cohorts(
        series=series,
        opened=opened.astype("datetime64[D]"),
        days=table["days"].to_numpy(zero_copy_only=False),
        is_ended=table["is_ended"].to_numpy(zero_copy_only=False),
    )


def median_of(
    found: Cohorts, *, since: date, until: date | None = None
) -> float | None:
    """Days within which half of those ended that opened from `since` to before `until`.

    Open cases count (Kaplan–Meier); None where it is not yet known.
    """
    chosen = found.opened >= np.datetime64(since, "D")
    if until is not None:
        chosen &= found.opened < np.datetime64(until, "D")
    return days_until(kaplan_meier(found.days[chosen], found.is_ended[chosen]), MEDIAN)


def period_for(facts: LogFacts) -> Per | None:
    """Months; weeks where the log is short and busy; None where it is too small."""
    span = (facts.as_at_date - facts.plausible_from).days
    if span >= ENOUGH_DAYS:
        return Per.MONTH
    return Per.WEEK if facts.n_cases * 7 >= LEAST_A_WEEK * max(span, 1) else None


def judgeable(series: MeasureSeries) -> MeasureSeries | None:
    """The series without periods that say nothing; None where too many do."""
    full = [row for row in series.rows if row.complete]
    if not full:
        return None
    usual = median(row.n for row in full)
    first = next(
        (i for i, row in enumerate(series.rows) if row.n >= FEW * usual),
        len(series.rows),
    )
    rows = [
        _left_out(row) if i < first or row.n < LEAST_CASES else row
        for i, row in enumerate(series.rows)
    ]
    small = sum(row.n < LEAST_CASES for row in full)
    if small > MOST_LEFT_OUT * len(full):
        return None
    return replace(series, rows=tuple(rows))


def _left_out(row: PeriodRow) -> PeriodRow:
    return replace(row, value=None, complete=False)
