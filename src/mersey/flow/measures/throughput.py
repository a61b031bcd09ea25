"""How much work gets finished?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

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
    query=query_beside(__file__),
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
