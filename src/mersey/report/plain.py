"""A measure as JSON, as a table, and as lines of text in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.charts.chart import Table
from mersey.report.plain_data import as_plain

if TYPE_CHECKING:
    from mersey.flow.results import MeasureSeries, PeriodRow

__all__ = ["series_json", "series_table", "table_lines"]

SCHEMA: Final = "mersey.measure/1"


def series_json(series: MeasureSeries) -> dict[str, Any]:
    """The series as plain data: unrounded, ISO dates, null where nothing is known."""
    data = {
        "schema": SCHEMA,
        "measure": series.measure,
        "title": series.title,
        "unit": series.unit,
        "better": series.better,
        "per": series.per,
        "rows": [_row(row) for row in series.rows],
    }
    return as_plain(data)


def series_table(series: MeasureSeries) -> Table:
    """The series as a table: a row per period; `raw` holds the unrounded values."""
    columns = (str(series.per), f"{series.title} ({series.unit})", "n", "complete")
    raw = tuple(
        (row.start.isoformat(), row.value, row.n, "yes" if row.complete else "no")
        for row in series.rows
    )
    shown = tuple(
        (start, "" if value is None else f"{value:g}", str(n), complete)
        for start, value, n, complete in raw
    )
    return Table(columns=columns, rows=shown, raw=raw)


def table_lines(table: Table) -> tuple[str, ...]:
    """The table as lines: the first column to the left, the others to the right."""
    rows = (table.columns, *table.rows)
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    return tuple(_line(row, widths) for row in rows)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()


def _row(row: PeriodRow) -> dict[str, Any]:
    return {
        "period_start": row.start,
        "period_end": row.end,
        "value": row.value,
        "n": row.n,
        "complete": row.complete,
    }
