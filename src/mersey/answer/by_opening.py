"""Is it better or worse than before, and since when? Lead time by the month of opening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.signals.cohort_change import change_of, cohort_chart

if TYPE_CHECKING:
    from mersey.flow.results import FlowSummary
    from mersey.signals import SignalChart
    from mersey.signals.cohort_change import Change


@dataclass(frozen=True, kw_only=True)
class ByOpening:
    """Half of the lead time of those opened in each month (or week), on a control chart.

    Attributes:
        chart: Open cases count; periods too young to know are not on it.
        change: What has changed; None where the latest period varies as usual.
    """

    chart: SignalChart
    change: Change | None


def by_opening(flow: FlowSummary) -> ByOpening | None:
    """The chart, and what it says; None where too few periods are known."""
    chart = cohort_chart(flow.cohorts)
    if chart is None:
        return None
    return ByOpening(chart=chart, change=change_of(flow.cohorts, chart))
