"""The part `signals` of the look: its weekly measures against their own variation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer import ByOpening, WeeklyChart
    from mersey.signals import PointJudgement, SignalChart
    from mersey.signals.cohort_change import Change


def look_signals(
    weekly: Sequence[WeeklyChart], opened: ByOpening | None = None
) -> dict[str, Any]:
    """`signals` of `mersey.look/1`: an object per measure; limits of its latest point.

    The last is lead time by the month of opening, with `per` and the `change` that it
    shows or null. The key is absent where no measure has a period covered in full.
    """
    charts = _charts([one.chart for one in weekly])
    if opened is not None:
        (one,) = _charts([opened.chart])
        charts.append(
            one | {"per": opened.chart.unit, "change": _change(opened.change)}
        )
    return {"signals": charts} if charts else {}


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "since": change.since,
        "periods": change.n,
        "p50_days": change.days,
        "before_p50_days": change.before_days,
        "says": change.says,
    }


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
