"""Which weekly measures are held against their own variation, and over which weeks?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mersey.signals import signals_of

if TYPE_CHECKING:
    from mersey.flow.results import FlowSummary, MeasureSeries
    from mersey.signals import SignalChart

SETTLED: Final = 0.85
"""Share of cases that must have had time to end before their ends are counted."""

WEEKS: Final = 53
"""A year of full weeks, and the one under way."""

LEAST: Final = 13
"""Fewer weeks give trial limits at best: no verdict is shown."""


@dataclass(frozen=True, kw_only=True)
class WeeklyChart:
    """A weekly measure, and its chart over the last year."""

    series: MeasureSeries
    chart: SignalChart

    @property
    def is_shown(self) -> bool:
        """Whether its verdict is shown to readers; JSON has every chart."""
        return len(self.chart.points) >= LEAST or bool(self.chart.charted)


def weekly_charts(flow: FlowSummary) -> tuple[WeeklyChart, ...]:
    """The weekly measures with their charts over the last year; those that have one.

    None where the log does not know its open cases. In longer charts nearly every service
    shows some signal by chance. The first weeks of throughput, while the log's first
    cases had no time to end, are left out.
    """
    if not flow.knows_open_cases:
        return ()
    judged = (
        (series, _judged(series, _settle_days(name, flow)))
        for name, series in flow.series.items()
    )
    return tuple(
        WeeklyChart(series=series, chart=chart) for series, chart in judged if chart
    )


def _judged(series: MeasureSeries, settle_days: float) -> SignalChart | None:
    last_year = replace(series, rows=series.rows[-WEEKS:])
    if not last_year.rows:
        return None
    behind = (last_year.rows[0].start - series.rows[0].start).days
    return signals_of(last_year, settle_days=max(0.0, settle_days - behind))


def _settle_days(name: str, flow: FlowSummary) -> float:
    """Days until 85 % of cases have ended; 0 for what does not wait for an end."""
    times = flow.lead_times
    if name != "throughput" or times is None:
        return 0.0
    return max(
        (one.days or 0.0 for one in times.quantiles if one.p <= SETTLED), default=0.0
    )
