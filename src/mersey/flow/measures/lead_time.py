"""How long does it take, from opening to the end?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.eventlog.migration import timed_cases
from mersey.flow.declaration import Absent, Estimate, Measure, WorkedExample
from mersey.flow.periods import period_of
from mersey.vocabulary import Better, CaseState, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def _expression(log: EventLog, per: Per) -> Any:
    cases = timed_cases(log.cases, log.facts)
    return cases.select(
        period_start=period_of(cases.opened_date, per),
        days=cases.days,
        is_ended=cases.state == CaseState.CLOSED.value,
    )


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
    expression=_expression,
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
