"""How much of the time is work, and how much waiting?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.flow.efficiency import NO_STARTS, worked_cases
from mersey.flow.periods import period_of
from mersey.flow.spans import SECONDS_A_DAY, exact_sum
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog, LogFacts


def _expression(log: EventLog, per: Per) -> Any:
    worked = worked_cases(log)
    worked = worked.mutate(period_start=period_of(worked.closed_date, per))
    summed = worked.group_by("period_start").aggregate(
        worked_s=exact_sum(worked.worked_days * SECONDS_A_DAY),
        lead_s=exact_sum(worked.days * SECONDS_A_DAY),
        n=worked.count(),
    )
    return summed.select(
        "period_start", value=summed.worked_s / summed.lead_s.nullif(0), n=summed.n
    )


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
    expression=_expression,
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
