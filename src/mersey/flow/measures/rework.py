"""How much work is done again?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

MEASURE = Measure(
    name="rework",
    title="Cases with rework",
    unit=Unit.SHARE,
    better=Better.LOWER,
    dimension=Dimension.BETTER,
    source="Dumas, La Rosa, Mendling & Reijers (2018), §7.1.4: rework.",
    description=(
        "Share of the cases closed in the period in which some activity was done again"
        " after another. One recorded twice in a row, as a state written again, is not"
        " done again."
    ),
    query=query_beside(__file__),
    absent=Absent.UNKNOWN,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T09:00"),
            ("a", "assessed", "2024-01-02T09:00"),
            ("a", "sent back", "2024-01-02T15:00"),
            ("a", "assessed", "2024-01-03T09:00"),
            ("a", "closed", "2024-01-04T09:00"),
            ("b", "received", "2024-01-02T09:00"),
            ("b", "received", "2024-01-02T10:00"),
            ("b", "closed", "2024-01-03T09:00"),
        ),
        end=("closed",),
        as_at="2024-01-07",
        per=Per.WEEK,
        expected=(("2024-01-01", 0.5, 2, True),),
        note="a is assessed again; b is recorded as received twice in a row.",
    ),
)
