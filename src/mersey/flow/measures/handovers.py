"""How often does work change hands?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.engine import query_beside
from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import LogFacts


def _missing(facts: LogFacts) -> str:
    return "" if facts.handover_of else "it does not say which team or person did what."


MEASURE = Measure(
    name="handovers",
    title="Handovers per case",
    unit=Unit.COUNT,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="van der Aalst, Reijers & Song (2005): handover of work.",
    description=(
        "Mean number of times that a case closed in the period passed from one team to"
        " another (from one person to another where teams are not known). Steps that do"
        " not say whose they were are passed over."
    ),
    query=query_beside(__file__),
    absent=Absent.UNKNOWN,
    missing=_missing,
    example=WorkedExample(
        columns=("case", "activity", "time", "team"),
        rows=(
            ("a", "received", "2024-01-01T09:00", "desk"),
            ("a", "assessed", "2024-01-02T09:00", "legal"),
            ("a", "closed", "2024-01-03T09:00", "desk"),
            ("b", "received", "2024-01-02T09:00", "desk"),
            ("b", "closed", "2024-01-03T09:00", "desk"),
        ),
        end=("closed",),
        as_at="2024-01-07",
        per=Per.WEEK,
        expected=(("2024-01-01", 1, 2, True),),
        note="a changes hands twice, b never.",
    ),
)
