"""How much work is done again?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.flow.periods import period_of
from mersey.flow.spans import closed_cases
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def _expression(log: EventLog, per: Per) -> Any:
    closed = closed_cases(log.cases)
    closed = closed.mutate(
        period_start=period_of(closed.closed_date, per),
        again=(closed.n_rework > 0).cast("float64"),
    )
    return closed.group_by("period_start").aggregate(
        value=closed.again.mean(), n=closed.count()
    )


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
    expression=_expression,
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
