"""Charts as figures of the page: drawn twice, with their words and their numbers."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from mersey.charts import KINDS, NARROW, WIDE
from mersey.report.tables import behind_chart
from mersey.report.view import FigureView

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.charts import Chart
    from mersey.report.tables import Cut
    from mersey.report.view import Limits

__all__ = ["figure"]


def figure(
    kind: str,
    draw: Callable[[str], Chart],
    *,
    limits: Limits,
    cut: Cut = "first",
    number: int = 1,
) -> FigureView:
    """A chart as a figure.

    Args:
        kind: Its name in the registry, which tells how to read it.
        draw: (id) → the chart. It is called twice, since the two drawings of a figure
            stand on one page and their ids must differ.
        limits: What a page may carry.
        cut: Which rows of its table are shown where there are too many.
        number: Which figure of its kind it is on the page.
    """
    name = kind.replace("_", "-") + (f"-{number}" if number > 1 else "")
    chart = draw(f"{name}-wide")
    wide = chart.svg(WIDE)
    narrow = draw(f"{name}-narrow").svg(NARROW)
    too_large = max(len(wide), len(narrow)) > limits.drawing_bytes
    return FigureView(
        id=name,
        title=chart.title,
        subtitle=chart.subtitle,
        description=chart.description,
        wide="" if too_large else wide,
        narrow="" if too_large else narrow,
        how_to_read=KINDS[kind].how_to_read,
        table=behind_chart(chart.title, chart.table, limit=limits.rows, cut=cut),
        csv=_data_address(chart.csv(), limits),
    )


def _data_address(text: str, limits: Limits) -> str:
    """The text as a `data:` address; empty where it is too long to carry."""
    content = text.encode()
    if len(content) > limits.csv_bytes:
        return ""
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}"
