"""How much of the time is work, and how much waiting?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.flow.efficiency import NO_STARTS, WORKED_CASES
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import LogFacts


def _missing(facts: LogFacts) -> str:
    return "" if facts.has_start_times else NO_STARTS


MEASURE = Measure(
    name="flow_efficiency",
    title="Flow efficiency",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    dimension=Dimension.SOONER,
    source="Modig & Åhlström (2012): value-receiving time over throughput time.",
    description=(
        "Of all the time that cases closed in the period took, the share in which somebody"
        " worked on them: from the start to the completion of a step, steps that overlap"
        " counted once. Clock time, nights and weekends included. Only for logs that say"
        " when work on a step began."
    ),
    query=query_beside(__file__),
    parts={"worked": WORKED_CASES},
    absent=Absent.UNKNOWN,
    missing=_missing,
    example=WorkedExample(
        columns=("case", "activity", "time", "start"),
        rows=(
            ("a", "received", "2024-01-01T00:00", "2024-01-01T00:00"),
            ("a", "assessed", "2024-01-03T00:00", "2024-01-02T00:00"),
            ("a", "checked", "2024-01-03T12:00", "2024-01-02T12:00"),
            ("a", "closed", "2024-01-05T00:00", "2024-01-05T00:00"),
            ("b", "received", "2024-01-02T00:00", "2024-01-02T00:00"),
            ("b", "closed", "2024-01-04T00:00", "2024-01-03T12:00"),
        ),
        end=("closed",),
        as_at="2024-01-07",
        per=Per.WEEK,
        expected=(("2024-01-01", 1 / 3, 2, True),),
        note=(
            "a: work from 2 January 00:00 to 3 January 12:00, 1.5 of 4 days; b: 0.5"
            " of 2 days. Together 2 of 6 days."
        ),
    ),
)
