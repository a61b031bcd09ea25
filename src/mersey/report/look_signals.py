"""The part `signals` of the look: its weekly measures against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer import WeeklyChart
    from mersey.signals import PointJudgement, SignalChart

__all__ = ["look_signals", "point_data", "some_of"]


def look_signals(weekly: Sequence[WeeklyChart]) -> dict[str, Any]:
    """`signals` of `mersey.look/1`: an object per measure; limits of its latest point.

    The key is absent where no measure has a week that the log covers in full.
    """
    return {"signals": _charts([one.chart for one in weekly])} if weekly else {}


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
