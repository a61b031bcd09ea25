"""Is it changing, or is that noise? Arrivals and finishes against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mersey.charts.control_chart_words import why_no_verdict
from mersey.charts.kinds import run, xmr
from mersey.report.chart_figures import figure
from mersey.report.lead_words import change_said
from mersey.report.signal_words import verdict
from mersey.report.view import Section
from mersey.signals import ControlChartKind
from mersey.signals.season_of_series import season_of
from mersey.wording import month_name, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer import ByOpening, WeeklyChart
    from mersey.flow.results import MeasureSeries
    from mersey.report.view import FigureView, PageLimits
    from mersey.signals import SignalChart


def section(
    weekly: Sequence[WeeklyChart],
    opened: ByOpening | None = None,
    *,
    limits: PageLimits,
) -> Section | None:
    """Since when it has changed, and the last year of weeks; None where too few are known."""
    charts = [one for one in weekly if one.is_shown]
    if not charts and opened is None:
        return None
    return Section(
        id="signals",
        title="Better or worse than before?",
        short="Better or worse",
        paragraphs=(
            *([_since_when(opened)] if opened else ()),
            *(verdict(one.chart) for one in charts),
            *filter(None, (season_said(one.series) for one in charts)),
            (
                "One week against the last is not a signal. These are held against the "
                "limits of their own variation over the last full weeks. A signal is a "
                "pattern that chance alone seldom makes; it does not say why it is there. "
                "How many come, and how many are finished, is neither good nor bad by "
                "itself: fewer are finished where fewer come."
            ),
        ),
        blocks=(
            *([_of_cohorts(opened.chart, limits)] if opened else ()),
            *([_drawn(charts[-1], limits)] if charts else ()),
        ),
    )


def _since_when(opened: ByOpening) -> str:
    """Whether those who came lately take as long as those before, as one sentence."""
    chart = opened.chart
    what = f"How long cases take, by the {chart.unit} in which they opened"
    if not chart.is_judged:
        return f"{what}, cannot be judged: {why_no_verdict(chart)}."
    said = "".join(change_said(opened)).strip()
    if not said:
        return f"{what}: no change that is more than the usual variation."
    return (
        f"{said} The rules of the chart below say so; open cases count, and a "
        f"{chart.unit} too young to know is not on it."
    )


def _of_cohorts(chart: SignalChart, limits: PageLimits) -> FigureView:
    measure = f"Days until half had ended, by {chart.unit} of opening"
    return figure(
        xmr.draw(chart, measure=measure, unit="days"),
        limits=limits,
        cut="last",
        number=2,
    )


def season_said(series: MeasureSeries) -> str:
    """When in the year most and least come; empty where no season is proven."""
    rows = [row for row in series.rows if row.complete and row.value is not None]
    values = np.array([row.value for row in rows], dtype=float)
    found = season_of(values, [row.start for row in rows])
    if found is None:
        return ""
    most, least = (month_name(month) for month in (found.most, found.least))
    return (
        f"{series.title}: there is a season, with most around {most}, about "
        f"{percent(found.swing)} over the mean of the year, and least around {least}. "
        "Compare a week with the same week of the year before."
    )


def _drawn(one: WeeklyChart, limits: PageLimits) -> FigureView:
    series, chart = one.series, one.chart
    draw = run.draw if chart.chart is ControlChartKind.RUN else xmr.draw
    measure = series.title if chart.charted else f"{series.title} a week"
    return figure(draw(chart, measure=measure), limits=limits, cut="last")
