"""Is it changing, or is that noise? Arrivals and finishes against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.charts.kinds import run, xmr
from mersey.report.figures import figure
from mersey.report.signal_words import verdict
from mersey.report.view import Section
from mersey.signals import ChartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer import WeeklyChart
    from mersey.report.view import FigureView, Limits

__all__ = ["section"]


def section(weekly: Sequence[WeeklyChart], *, limits: Limits) -> Section | None:
    """Verdicts on the last year of weeks; None where too few are known."""
    charts = [one for one in weekly if one.is_shown]
    if not charts:
        return None
    return Section(
        id="signals",
        title="Signal or noise",
        short="Signal or noise",
        paragraphs=(
            *(verdict(one.chart) for one in charts),
            (
                "One week against the last is not a signal. These are held against the "
                "limits of their own variation over the last full weeks. A signal is a "
                "pattern that chance alone seldom makes; it does not say why it is there. "
                "How many come, and how many are finished, is neither good nor bad by "
                "itself: fewer are finished where fewer come."
            ),
        ),
        blocks=(_drawn(charts[-1], limits),),
    )


def _drawn(one: WeeklyChart, limits: Limits) -> FigureView:
    series, chart = one.series, one.chart
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
