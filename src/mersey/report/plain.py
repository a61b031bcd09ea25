"""Results as plain text and plain data: for the terminal, CSV and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.charts.chart import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import MeasureSeries

__all__ = ["series_json", "series_table", "table_lines"]


def series_json(series: MeasureSeries) -> dict[str, Any]:
    """A series as `mersey.measure/1`: numbers unrounded, null where nothing is known."""
    return {
        "schema": "mersey.measure/1",
        "measure": series.measure,
        "title": series.title,
        "unit": series.unit.value,
        "better": series.better.value,
        "per": series.per.value,
        "rows": [
            {
                "period_start": row.start.isoformat(),
                "period_end": row.end.isoformat(),
                "value": row.value,
                "n": row.n,
                "complete": row.complete,
            }
            for row in series.rows
        ],
    }


def series_table(series: MeasureSeries) -> Table:
    """A series as a table: one row per period, values unrounded in `raw`."""
    raw = tuple(
        (r.start.isoformat(), r.end.isoformat(), r.value, r.n, _said(r.complete))
        for r in series.rows
    )
    return Table(
        columns=("period_start", "period_end", series.unit.value, "n", "complete"),
        rows=tuple(tuple(_shown(cell) for cell in row) for row in raw),
        raw=raw,
    )


def table_lines(table: Table) -> tuple[str, ...]:
    """A table as lines of text, its columns aligned."""
    cells = (table.columns, *table.rows)
    widths = [max(len(row[i]) for row in cells) for i in range(len(table.columns))]
    return tuple(_aligned(row, widths) for row in cells)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        cell.ljust(w) for cell, w in zip(row, widths, strict=True)
    ).rstrip()


def _said(complete: bool) -> str:  # noqa: FBT001  (a cell's value, not a switch)
    return "yes" if complete else "no"


def _shown(cell: str | float | int | None) -> str:
    if cell is None:
        return "not known"
    return f"{cell:,.1f}" if isinstance(cell, float) else str(cell)
