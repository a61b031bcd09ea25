"""How long does it take, from opening to the end?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Estimate, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

MEASURE = Measure(
    name="lead_time",
    title="Lead time, median",
    unit=Unit.DAYS,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="Kaplan & Meier (1958); by the period in which cases opened.",
    description=(
        "Days within which half of the cases opened in the period came to their end. Open"
        " cases count for as long as they have been watched (Kaplan–Meier), so a recent"
        " period is not flattered by the quick cases that closed first; where half have"
        " not ended yet there is no value, and the period is not complete."
    ),
    query=query_beside(__file__),
    absent=Absent.UNKNOWN,
    estimate=Estimate.MEDIAN_TIME,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T00:00"),
            ("a", "closed", "2024-01-03T00:00"),
            ("b", "received", "2024-01-02T00:00"),
            ("b", "closed", "2024-01-08T00:00"),
            ("c", "received", "2024-01-03T00:00"),
            ("d", "received", "2024-02-01T00:00"),
            ("d", "closed", "2024-02-02T00:00"),
            ("e", "received", "2024-02-02T00:00"),
            ("f", "received", "2024-02-03T00:00"),
        ),
        end=("closed",),
        as_at="2024-02-29",
        per=Per.MONTH,
        expected=(
            ("2024-01-01", 6, 3, True),
            ("2024-02-01", None, 3, False),
        ),
        note=(
            "January: after 2 days 2 in 3 are open, after 6 days 1 in 3. February: 2 in 3"
            " are still open, so the median is not known yet."
        ),
    ),
)
