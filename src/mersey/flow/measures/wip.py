"""How much work is in progress?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Estimate, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

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
    query=query_beside(__file__),
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
