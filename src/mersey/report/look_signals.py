"""The part `signals` of the look: its weekly measures against their own variation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mersey.signals import signals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import FlowSummary, MeasureSeries
    from mersey.signals import PointJudgement, SignalChart

__all__ = ["look_signals", "point_data", "some_of", "weekly_charts"]

P85: Final = 0.85

WEEKS: Final = 53
"""A year of full weeks, and the one under way."""


def weekly_charts(
    summary: FlowSummary,
) -> tuple[tuple[MeasureSeries, SignalChart], ...]:
    """The weekly measures with their charts over the last year; those that have one.

    In longer charts nearly every service shows some signal by chance. The first weeks
    of throughput, while the log's first cases had no time to end, are left out.
    """
    judged = [
        (series, _judged(series, _settle_days(name, summary)))
        for name, series in summary.series.items()
    ]
    return tuple((series, chart) for series, chart in judged if chart)


def look_signals(summary: FlowSummary) -> dict[str, Any]:
    """`signals` of `mersey.look/1`: an object per measure; limits of its latest point.

    The key is absent where no measure has a week that the log covers in full.
    """
    charts = [chart for _, chart in weekly_charts(summary)]
    return {"signals": _charts(charts)} if charts else {}


def _judged(series: MeasureSeries, settle_days: float) -> SignalChart | None:
    last_year = replace(series, rows=series.rows[-WEEKS:])
    if not last_year.rows:
        return None
    behind = (last_year.rows[0].start - series.rows[0].start).days
    return signals_of(last_year, settle_days=max(0.0, settle_days - behind))


def _settle_days(name: str, summary: FlowSummary) -> float:
    """Days until 85 % of cases have ended; 0 for what does not wait for an end."""
    times = summary.lead_times
    if name != "throughput" or times is None:
        return 0.0
    return max(
        (one.days or 0.0 for one in times.quantiles if one.p <= P85), default=0.0
    )


def _charts(charts: Sequence[SignalChart]) -> list[dict[str, Any]]:
    return [
        {
            "measure": chart.name,
            "chart": chart.chart,
            "charted": chart.charted or None,
            "rule_set": chart.rule_set,
            "mean": chart.points[-1].centre,
            "lower": chart.points[-1].lower,
            "upper": chart.points[-1].upper,
            "variation": chart.variation,
            "points": [point_data(point) for point in chart.points],
        }
        for chart in charts
    ]


def point_data(point: PointJudgement) -> dict[str, Any]:
    """One point, as every JSON of ours gives it."""
    names = ("period", "value", "centre", "lower", "upper")
    return some_of(point, *names, "special_cause", "point_type")


def some_of(thing: object, *names: str) -> dict[str, Any]:
    """Those attributes of a result, by name."""
    return {name: getattr(thing, name) for name in names}
