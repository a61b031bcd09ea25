"""How much work is in progress?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mersey.flow.declaration import Absent, Example, Measure
from mersey.flow.periods import period_of
from mersey.flow.spans import dated_cases
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

__all__ = ["MEASURE"]


def _expression(log: EventLog, per: Per) -> Any:
    cases = dated_cases(log.cases)
    left = cases.filter(cases.left_date.notnull())
    arrived = cases.group_by(period_start=period_of(cases.opened_date, per))
    departed = left.group_by(period_start=period_of(left.left_date, per))
    changes = ibis.union(
        arrived.aggregate(change=cases.count()),
        departed.aggregate(change=-left.count()),
        distinct=False,
    )
    net = changes.group_by("period_start").aggregate(change=changes.change.sum())
    level = net.change.cumsum(order_by="period_start")
    return net.select("period_start", value=level, n=level)


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
    example=Example(
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
