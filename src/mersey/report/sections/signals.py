"""Is it changing, or is that noise? Arrivals and finishes against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.kinds import xmr
from mersey.report.figures import figure
from mersey.report.look_signals import weekly_charts
from mersey.report.signal_words import verdict
from mersey.report.view import Section

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import FlowSummary, MeasureSeries
    from mersey.report.view import FigureView, Limits
    from mersey.signals import SignalChart

__all__ = ["section"]

LEAST: Final = 13
"""Fewer points give trial limits at best: no verdict is shown on the page."""


def section(log: EventLog, summary: FlowSummary, *, limits: Limits) -> Section | None:
    """Verdicts on the last year of weeks; None where too few are known."""
    if log.holds_closed_only:
        return None
    charts = [
        (series, chart)
        for series, chart in weekly_charts(summary)
        if len(chart.points) >= LEAST
    ]
    if not charts:
        return None
    return Section(
        id="signals",
        title="Signal or noise",
        short="Signals",
        paragraphs=(
            *(verdict(chart) for _, chart in charts),
            (
                "One week against the last is not a signal. These are judged against the "
                "limits of their own variation over the last full weeks, by the rules of "
                "NHS Making Data Count; a signal says that something changed, not why."
            ),
        ),
        blocks=(_drawn(*charts[-1], limits),),
    )


def _drawn(series: MeasureSeries, chart: SignalChart, limits: Limits) -> FigureView:
    return figure(
        "xmr",
        lambda name: xmr.draw(chart, measure=f"{series.title} a week", id=name),
        limits=limits,
        cut="last",
    )
