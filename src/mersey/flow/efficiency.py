"""For how much of the lead time did somebody work on the case?

Only where the log says when work began: a step is worked on from its start to its
completion, steps of a case that overlap count once, and nothing outside the case's own
span counts. Source: Modig & Åhlström (2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.flow.results import Efficiency

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

EFFICIENCY: Final = query_beside(__file__)
WORKED_CASES: Final = query_beside(__file__, "worked_cases")
"""Closed cases that took any time: case_id, closed_date, days, worked_days."""

NO_STARTS: Final = "it does not say when work on a step began."

BASIS: Final = (
    "From the recorded start of each step to its completion, steps that overlap counted"
    " once; nights, weekends and breaks inside a step count as work."
)


def flow_efficiency(log: EventLog) -> Efficiency | None:
    """Working time over lead time of closed cases; None where starts are unknown."""
    if not log.facts.has_start_times:
        return None
    (row,) = log.ask(EFFICIENCY, parts={"worked": WORKED_CASES}).to_pylist()
    if not row["n"]:
        return None
    return Efficiency(
        share=row["worked_s"] / row["lead_s"],
        median_share=row["median_share"],
        n_cases=row["n"],
        basis=BASIS,
    )
