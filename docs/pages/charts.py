"""The kinds of chart, each with the numbers and words of its own example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
from mersey.charts import KINDS

if TYPE_CHECKING:
    from mersey.charts import ChartKind

__all__ = ["page"]

ROWS_SHOWN = 8


def page() -> str:
    """A section for each kind."""
    return document(
        "Charts",
        "Every chart comes with a text alternative, a table and a CSV. The rules that all "
        "follow: [charts](../explanation/charts.md). The examples are made up.",
        *(_section(kind) for kind in KINDS.values()),
    )


def _section(kind: ChartKind) -> str:
    chart = kind.example()
    shown = chart.table.rows[:ROWS_SHOWN]
    more = len(chart.table.rows) - len(shown)
    parts = [
        f"## {kind.name}",
        f"**{kind.title}.** {kind.question}",
        f"How to read it: {kind.how_to_read}",
        f'Its example: "{chart.title}" ({chart.subtitle.rstrip(".")}).',
        f"> {chart.description}",
        table(chart.table.columns, shown),
        *([f"…and {more} more rows."] if more else []),
    ]
    return "\n\n".join(parts)
