"""How much work comes in?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

MEASURE = Measure(
    name="arrivals",
    title="Arrivals",
    unit=Unit.CASES,
    better=Better.NEITHER,
    dimension=Dimension.VALUE,
    source="Little (1961): the arrival rate λ of L = λW, counted.",
    description=(
        "Cases opened in the period, by the local date on which they opened. Cases that"
        " do not say when they opened are left out."
    ),
    query=query_beside(__file__),
    absent=Absent.ZERO,
    needs_arrivals=True,
    counts_openings=True,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T09:00"),
            ("a", "closed", "2024-01-03T09:00"),
            ("b", "received", "2024-01-07T12:00"),
            ("c", "received", "2024-01-15T09:00"),
        ),
        end=("closed",),
        as_at="2024-01-21",
        per=Per.WEEK,
        expected=(
            ("2024-01-01", 2, 2, True),
            ("2024-01-08", 0, 0, True),
            ("2024-01-15", 1, 1, True),
        ),
        note="7 January 2024 is a Sunday, so b belongs to the first week.",
    ),
)
