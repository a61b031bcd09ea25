"""How much work gets finished?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.flow.periods import count_per_period
from mersey.flow.spans import closed_cases
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def _expression(log: EventLog, per: Per) -> Any:
    closed = closed_cases(log.cases)
    counted = count_per_period(closed, closed.closed_date, per)
    return counted.select("period_start", value=counted.n, n=counted.n)


MEASURE = Measure(
    name="throughput",
    title="Throughput",
    unit=Unit.CASES,
    better=Better.HIGHER,
    dimension=Dimension.VALUE,
    source="Kanban Guide (2020): work items finished per unit of time.",
    description=(
        "Cases closed in the period, by the local date on which they closed. Silent cases"
        " are not counted: nobody saw them end."
    ),
    expression=_expression,
    absent=Absent.ZERO,
    needs_arrivals=True,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T09:00"),
            ("a", "closed", "2024-01-31T09:00"),
            ("b", "received", "2024-01-07T12:00"),
            ("b", "closed", "2024-03-01T12:00"),
            ("c", "received", "2024-01-15T09:00"),
        ),
        end=("closed",),
        as_at="2024-03-10",
        per=Per.MONTH,
        expected=(
            ("2024-01-01", 1, 1, True),
            ("2024-02-01", 0, 0, True),
            ("2024-03-01", 1, 1, False),
        ),
        note="c is still open. March is covered up to the 10th only.",
    ),
)
