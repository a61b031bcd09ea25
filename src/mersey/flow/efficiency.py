"""For how much of the lead time did somebody work on the case?

Only where the log says when work began: a step is worked on from its start to its
completion, steps of a case that overlap count once, and nothing outside the case's own
span counts. Source: Modig & Åhlström (2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.eventlog.migration import timed_cases
from mersey.flow.results import Efficiency
from mersey.flow.spans import SECONDS_A_DAY, closed_cases, days_between, exact_sum

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

NO_STARTS: Final = "it does not say when work on a step began."

BASIS: Final = (
    "From the recorded start of each step to its completion, steps that overlap counted"
    " once; nights, weekends and breaks inside a step count as work."
)


def flow_efficiency(log: EventLog) -> Efficiency | None:
    """Working time over lead time of closed cases; None where starts are unknown."""
    if not log.facts.has_start_times:
        return None
    worked = worked_cases(log).mutate(own=lambda t: t.worked_days / t.days)
    row = (
        worked.aggregate(
            worked_s=exact_sum(worked.worked_days * SECONDS_A_DAY),
            lead_s=exact_sum(worked.days * SECONDS_A_DAY),
            median_share=worked.own.median(),
            n=worked.count(),
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    if not row["n"]:
        return None
    return Efficiency(
        share=row["worked_s"] / row["lead_s"],
        median_share=row["median_share"],
        n_cases=row["n"],
        basis=BASIS,
    )


def worked_cases(log: EventLog) -> Any:
    """Closed cases that took any time: case_id, closed_date, days, worked_days."""
    cases = closed_cases(timed_cases(log.cases, log.facts))
    cases = cases.filter(cases.days > 0).select(
        "case_id", "opened", "closed", "closed_date", "days"
    )
    steps = log.events.filter(log.events.start_time.notnull())
    spans = steps.join(cases, "case_id").select(
        "case_id",
        "event_id",
        begin=ibis.greatest(steps.start_time, cases.opened),
        end=ibis.least(steps.event_time, cases.closed),
    )
    earlier = ibis.window(
        group_by="case_id", order_by=["begin", "event_id"], preceding=(None, 1)
    )
    spans = spans.mutate(covered_to=spans.end.max().over(earlier))
    fresh_from = ibis.greatest(spans.begin, spans.covered_to.fill_null(spans.begin))
    spans = spans.mutate(fresh=days_between(fresh_from, spans.end))
    worked = spans.group_by("case_id").aggregate(
        worked_days=(spans.fresh > 0).ifelse(spans.fresh, 0.0).sum()
    )
    joined = cases.left_join(worked, "case_id")
    return joined.select(
        "case_id",
        "closed_date",
        "days",
        worked_days=joined.worked_days.fill_null(0.0),
    )
