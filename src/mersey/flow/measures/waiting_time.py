"""How long do cases wait between steps?"""

from __future__ import annotations

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

MEASURE = Measure(
    name="waiting_time",
    title="Waiting time per case",
    unit=Unit.DAYS,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="Dumas, La Rosa, Mendling & Reijers (2018), §7.1: waiting time.",
    description=(
        "Mean days that a case closed in the period spent between one step and the start"
        " of the next, added up over the case. Where the log has no start times, all time"
        " between two steps counts as waiting."
    ),
    query=query_beside(__file__),
    absent=Absent.UNKNOWN,
    example=WorkedExample(
        columns=("case", "activity", "time", "start"),
        rows=(
            ("a", "received", "2024-01-01T09:00", "2024-01-01T09:00"),
            ("a", "assessed", "2024-01-03T09:00", "2024-01-02T21:00"),
            ("a", "closed", "2024-01-04T09:00", "2024-01-04T09:00"),
            ("b", "received", "2024-01-02T09:00", "2024-01-02T09:00"),
            ("b", "closed", "2024-01-05T09:00", "2024-01-05T09:00"),
        ),
        end=("closed",),
        as_at="2024-01-07",
        per=Per.WEEK,
        expected=(("2024-01-01", 2.75, 2, True),),
        note="a waits 1.5 days for its assessment and 1 day after it; b waits 3 days:"
        " 5.5 days over 2 cases.",
    ),
)
