"""The numbers behind a control chart, and how Vega-Lite draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.charts.chart_tables import as_is, table
from mersey.charts.control_chart_words import cause_words
from mersey.charts.palette import DARK_BLUE, MUTED, ORANGE, PLUM
from mersey.charts.vegalite import amount, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.charts.chart import Table
    from mersey.charts.signal_drawing import Said
    from mersey.signals import SignalChart


def limits_table(chart: SignalChart, said: Said) -> Table:
    """A row per period: value, centre, limits, special cause and what it says."""
    say = said.value
    columns = (
        ("Period", as_is),
        ("Value", say),
        (said.centre, say),
        ("Lower limit", say),
        ("Upper limit", say),
        ("Special cause", as_is),
        ("Says", as_is),
    )
    return table(
        columns,
        [
            (
                point.period,
                point.value,
                point.centre,
                point.lower,
                point.upper,
                cause_words(point.special_cause),
                point.point_type.replace("_", " "),
            )
            for point in chart.points
        ],
    )


def marks(measure: str) -> Mapping[str, Any]:
    """Vega-Lite: the values as a line, each point coloured by what it says."""
    scale = {
        "domain": ["common", "improvement", "concern", "neutral high", "neutral low"],
        "range": [MUTED, DARK_BLUE, ORANGE, PLUM, PLUM],
    }
    x = {"field": "Period", "type": "ordinal", "sort": None}
    y = amount("Value", title=measure, scale={"zero": False})
    says = kind_of("Says", scale=scale, title=None)
    return {
        "encoding": {"x": x},
        "layer": [
            {"mark": "line", "encoding": {"y": y}},
            {
                "mark": {"type": "point", "filled": True},
                "encoding": {"y": y, "color": says, "shape": kind_of("Says")},
            },
        ],
    }
