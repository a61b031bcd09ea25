"""The measures: each definition, and the worked example that its tests run."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
from mersey.flow import MEASURES

if TYPE_CHECKING:
    from mersey.flow.declaration import Measure, WorkedExample

__all__ = ["page"]


def page() -> str:
    """A table of all measures, and a section for each."""
    rows = (
        (f"[{m.name}](#{m.name})", m.title, m.unit, m.better, m.dimension)
        for m in MEASURES.values()
    )
    return document(
        "Measures",
        "One definition for everybody. Each has a worked example, which its tests run on every "
        "engine. `mersey measure NAME FILE` prints one over time; weeks begin on Monday.",
        table(("name", "title", "unit", "better", "dimension"), rows),
        *(_section(measure) for measure in MEASURES.values()),
    )


def _section(measure: Measure) -> str:
    parts = [
        f"## {measure.name}",
        f"**{measure.title}.** {inspect.cleandoc(measure.description)}",
        f"Source: {measure.source}",
        f"Defined in `mersey.flow.measures.{measure.name}`, its query in the file beside it.",
        "### Worked example",
        *_example(measure.example),
    ]
    return "\n\n".join(parts)


def _example(example: WorkedExample) -> list[str]:
    ends = ", ".join(f"`{name}`" for name in example.end) or "nothing"
    expected = (
        (
            start,
            "not known" if value is None else _shown(value),
            n,
            "yes" if whole else "no",
        )
        for start, value, n, whole in example.expected
    )
    return [
        table(example.columns, example.rows),
        f"A case ends with {ends}; the log is known up to {example.as_at}. Per {example.per}:",
        table((f"{example.per} of", "value", "n", "complete"), expected),
        example.note,
    ]


def _shown(value: float) -> str:
    return f"{value:.6g}"
