"""The part `signals` of the look: its weekly measures against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.signals import signals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import FlowSummary
    from mersey.signals import PointJudgement, SignalChart

__all__ = ["look_signals", "point_data", "some_of"]

P85: Final = 0.85


def look_signals(summary: FlowSummary) -> dict[str, Any]:
    """`signals` of `mersey.look/1`: an object per measure; limits of its latest point.

    The key is absent where no measure has a week that the log covers in full. The first
    weeks of throughput, while the log's first cases had no time to end, are left out.
    """
    charts = [
        chart
        for name, series in summary.series.items()
        if (chart := signals_of(series, settle_days=_settle_days(name, summary)))
    ]
    return {"signals": _charts(charts)} if charts else {}


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
