"""How long does it take once work has begun?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Estimate, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

MEASURE = Measure(
    name="cycle_time",
    title="Cycle time, median",
    unit=Unit.DAYS,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="Kanban Guide (2020): time between start and finish; Kaplan & Meier (1958).",
    description=(
        "Days from the first work on a case to its end, for cases opened in the period:"
        " half of them took no longer. First work is the earliest recorded start; where"
        " the log has no start times it is the second event, the first step after"
        " opening. Open cases count for as long as they have been watched; cases whose"
        " work has not begun are left out."
    ),
    query=query_beside(__file__),
    absent=Absent.UNKNOWN,
    estimate=Estimate.MEDIAN_TIME,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T00:00"),
            ("a", "assessed", "2024-01-05T00:00"),
            ("a", "closed", "2024-01-08T00:00"),
            ("b", "received", "2024-01-02T00:00"),
            ("b", "assessed", "2024-01-03T00:00"),
            ("c", "received", "2024-01-03T00:00"),
        ),
        end=("closed",),
        as_at="2024-01-31",
        per=Per.MONTH,
        expected=(("2024-01-01", 3, 2, True),),
        note=(
            "a took 3 days from its assessment; b is open after 29 days; work on c has"
            " not begun. After 3 days 1 in 2 has ended."
        ),
    ),
)
