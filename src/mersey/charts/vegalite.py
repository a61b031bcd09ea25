"""Marks and encodings of Vega-Lite, over the columns of a chart's table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.charts.palette import DARK_BLUE, ORANGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAIR: Final = (DARK_BLUE, ORANGE)


def amount(field: str, **more: Any) -> dict[str, Any]:
    """A channel that shows a number."""
    return {"field": field, "type": "quantitative", **more}


def kind_of(field: str, **more: Any) -> dict[str, Any]:
    """A channel that tells kinds apart, in the order of the table."""
    return {"field": field, "type": "nominal", "sort": None, **more}


def two_lines(when: str, columns: Sequence[str], *, title: str) -> Mapping[str, Any]:
    """Two columns over time, told apart by colour and dash."""
    which = kind_of("series", scale={"range": list(PAIR)}, title=None)
    return {
        "transform": [{"fold": list(columns), "as": ["series", "value"]}],
        "mark": "line",
        "encoding": {
            "x": {"field": when, "type": "temporal"},
            "y": amount("value", title=title),
            "color": which,
            "strokeDash": kind_of("series", title=None),
        },
    }
