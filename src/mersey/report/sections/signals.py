"""Is it changing, or is that noise? Arrivals and finishes against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.kinds import run, xmr
from mersey.report.figures import figure
from mersey.report.look_signals import weekly_charts
from mersey.report.signal_words import verdict
from mersey.report.view import Section
from mersey.signals import ChartKind

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import FlowSummary, MeasureSeries
    from mersey.report.view import FigureView, Limits
    from mersey.signals import SignalChart

__all__ = ["section"]

LEAST: Final = 13
"""Fewer weeks give trial limits at best: no verdict is shown on the page."""


def section(log: EventLog, summary: FlowSummary, *, limits: Limits) -> Section | None:
    """Verdicts on the last year of weeks; None where too few are known."""
    if not log.knows_open_cases:
        return None
    charts = [
        (series, chart)
        for series, chart in weekly_charts(summary)
        if len(chart.points) >= LEAST or chart.charted
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
                "One week against the last is not a signal. These are held against the "
                "limits of their own variation over the last full weeks. A signal is a "
                "pattern that chance alone seldom makes; it does not say why it is there. "
                "How many come, and how many are finished, is neither good nor bad by "
                "itself: fewer are finished where fewer come."
            ),
        ),
        blocks=(_drawn(*charts[-1], limits),),
    )


def _drawn(series: MeasureSeries, chart: SignalChart, limits: Limits) -> FigureView:
    kind, draw = (
        ("run", run.draw) if chart.chart is ChartKind.RUN else ("xmr", xmr.draw)
    )
    measure = series.title if chart.charted else f"{series.title} a week"
    return figure(
        kind,
        lambda name: draw(chart, measure=measure, id=name),
        limits=limits,
        cut="last",
    )
