"""A chart: one definition that gives SVG, a table and CSV.

Rules in `docs/explanation/charts.md`: presentation attributes only (no `style=`), ids
unique to the chart, no text under 12 px at the width drawn, direct labels, never colour
alone, never red against green. Same input, same bytes.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.formulas import as_text_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WIDE: Final = 680
"""Drawing width in px for a page of 960 px and for print."""

NARROW: Final = 340
"""Drawing width in px for a phone of 390 px: a drawing of its own, not a scaled one."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The numbers behind a chart.

    Attributes:
        columns: Headings, with units.
        rows: Cells as they are shown; numbers unrounded for CSV are in `raw`.
        raw: The same cells unrounded.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    raw: tuple[tuple[str | float | int | None, ...], ...]

    def csv(self) -> str:
        """RFC 4180 text with one heading row, unrounded; no text of it is a formula."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(map(as_text_cell, self.columns))
        writer.writerows([_cell(v) for v in row] for row in self.raw)
        return out.getvalue()


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawing that explains itself.

    Attributes:
        kind: Name of its kind.
        title: The finding, in at most ten words.
        subtitle: Measure, unit and period.
        description: The text alternative: what a person who cannot see it needs.
        draw: ((start of every id in it, width in px)) → one `<svg>` element as text.
        table: The numbers behind it.
        marks: What Vega-Lite needs beyond title and data: marks and encodings.
    """

    kind: str
    title: str
    subtitle: str
    description: str
    draw: Callable[[tuple[str, int]], str]
    table: Table
    marks: Mapping[str, Any]

    def svg(self, width: int = WIDE, *, name: str = "") -> str:
        """The drawing at a width in px; same input, same bytes.

        Args:
            width: In px; all but the drawing has been worked out before.
            name: What every id in it starts with, unique on its page; the kind if empty.
        """
        return self.draw((name or self.kind, width))

    def csv(self) -> str:
        """The table as CSV."""
        return self.table.csv()

    def to_vegalite(self) -> dict[str, Any]:
        """A Vega-Lite specification with the table inlined, to restyle elsewhere."""
        rows = (
            dict(zip(self.table.columns, row, strict=True)) for row in self.table.raw
        )
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "title": {"text": self.title, "subtitle": self.subtitle},
            "description": self.description,
            "data": {"values": list(rows)},
            **self.marks,
        }


@dataclass(frozen=True, kw_only=True)
class ChartKind:
    """A kind of chart, declared as `CHART` by one file of `charts/kinds`.

    Attributes:
        name: Such as `lead_time`. title: For people.
        question: The question that it answers, in plain words.
        how_to_read: One or two sentences under "How to read this".
        example: A chart drawn from made-up numbers, for the gallery and golden files.
    """

    name: str
    title: str
    question: str
    how_to_read: str
    example: Callable[[], Chart]


def _cell(value: str | float | None) -> str | float | int:
    if isinstance(value, str):
        return as_text_cell(value)
    return "" if value is None else value
