"""How much work is in progress?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mersey.flow.declaration import Absent, Estimate, Measure, WorkedExample
from mersey.flow.periods import period_of
from mersey.vocabulary import Better, CaseState, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def _expression(log: EventLog, per: Per) -> Any:
    # Each date is counted by itself: one date of leaving, worked out from three columns
    # for a million cases, would cost more than the rest.
    cases = log.cases
    has_days, has_closed = cases.days.notnull(), cases.closed_date.notnull()
    opened = cases.filter(has_days)
    closed = cases.filter(has_days, has_closed)
    changes = [
        _counted(opened, opened.opened_date, per=per, change=opened.count()),
        _counted(closed, closed.closed_date, per=per, change=-closed.count()),
    ]
    if log.facts.n_silent:
        silent = cases.filter(
            has_days, ~has_closed, cases.state == CaseState.SILENT.value
        )
        changes.append(
            _counted(silent, silent.last_date, per=per, change=-silent.count())
        )
    return ibis.union(*changes, distinct=False)


def _counted(cases: Any, local_date: Any, *, per: Per, change: Any) -> Any:
    by_day = cases.group_by(period_start=local_date).aggregate(change=change)
    if per is Per.DAY:
        return by_day
    return by_day.select(
        period_of(by_day.period_start, per).name("period_start"), "change"
    )


MEASURE = Measure(
    name="wip",
    title="Work in progress",
    unit=Unit.CASES,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="Kanban Guide (2020): work items started but not finished.",
    description=(
        "Cases open at the end of the last day of the period: opened on or before it, and"
        " not closed by then. A silent case leaves on the date of its last event. Cases"
        " without dates, or that end before they start, are left out."
    ),
    expression=_expression,
    absent=Absent.CARRIED,
    estimate=Estimate.RUNNING_TOTAL,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T09:00"),
            ("a", "closed", "2024-01-04T09:00"),
            ("b", "received", "2024-01-02T12:00"),
            ("c", "received", "2024-01-04T09:00"),
            ("c", "closed", "2024-01-04T17:00"),
        ),
        end=("closed",),
        as_at="2024-01-05",
        per=Per.DAY,
        expected=(
            ("2024-01-01", 1, 1, True),
            ("2024-01-02", 2, 2, True),
            ("2024-01-03", 2, 2, True),
            ("2024-01-04", 1, 1, True),
            ("2024-01-05", 1, 1, True),
        ),
        note="c opens and closes on the 4th, so it is never open at the end of a day.",
    ),
)
