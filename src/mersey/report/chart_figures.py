"""Charts as figures of the page: drawn twice, with their words and their numbers."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from mersey.charts import KINDS, NARROW, WIDE
from mersey.report.page_tables import behind_chart
from mersey.report.view import FigureView

if TYPE_CHECKING:
    from mersey.charts import Chart
    from mersey.report.page_tables import Cut
    from mersey.report.view import PageLimits


def figure(
    chart: Chart,
    *,
    limits: PageLimits,
    cut: Cut = "first",
    number: int = 1,
) -> FigureView:
    """A chart as a figure.

    Args:
        chart: Worked out once, drawn at two widths under ids of their own.
        limits: What a page may carry.
        cut: Which rows of its table are shown where there are too many.
        number: Which figure of its kind it is on the page.
    """
    name = chart.kind.replace("_", "-") + (f"-{number}" if number > 1 else "")
    wide = chart.svg(WIDE, name=f"{name}-wide")
    narrow = chart.svg(NARROW, name=f"{name}-narrow")
    too_large = max(len(wide), len(narrow)) > limits.drawing_bytes
    return FigureView(
        id=name,
        title=chart.title,
        subtitle=chart.subtitle,
        description=chart.description,
        wide="" if too_large else wide,
        narrow="" if too_large else narrow,
        how_to_read=KINDS[chart.kind].how_to_read,
        table=behind_chart(chart.title, chart.table, limit=limits.rows, cut=cut),
        csv=_data_address(chart.csv(), limits),
    )


def _data_address(text: str, limits: PageLimits) -> str:
    """The text as a `data:` address; empty where it is too long to carry."""
    content = text.encode()
    if len(content) > limits.csv_bytes:
        return ""
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}"
