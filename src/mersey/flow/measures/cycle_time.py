"""How long does it take once work has begun?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.flow.declaration import Absent, Estimate, Measure, WorkedExample
from mersey.flow.periods import period_of
from mersey.flow.spans import days_between
from mersey.vocabulary import Better, CaseState, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def _expression(log: EventLog, per: Per) -> Any:
    begun = _begun(log)
    cases = log.cases.filter(log.cases.days.notnull())
    joined = cases.join(begun, "case_id")
    waited = days_between(joined.opened, joined.begun)
    timed = joined.select(
        period_start=period_of(joined.opened_date, per),
        days=joined.days - (waited > 0).ifelse(waited, 0.0),
        is_ended=joined.state == CaseState.CLOSED.value,
    )
    return timed.filter(timed.days >= 0)


def _begun(log: EventLog) -> Any:
    """One row per case whose work has begun: case_id, begun."""
    if log.facts.has_start_times:
        started = log.events.filter(log.events.start_time.notnull())
        return started.group_by("case_id").aggregate(begun=started.start_time.min())
    second = log.events.filter(log.events.seq == 2)
    return second.select("case_id", begun=second.event_time)


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
    expression=_expression,
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
