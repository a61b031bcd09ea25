"""A measure as JSON, as a table, and as lines of text in columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from mersey.charts.chart import Table
from mersey.report.plain_data import as_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.flow.results import MeasureSeries, PeriodRow

SCHEMA: Final = "mersey.measure/1"

WIDTH: Final = 80
"""Characters of a line where nobody says how wide the terminal is."""

MOST_KEPT: Final = 24
"""Longer words are cut where a table must be narrower."""

GAP: Final = "  "


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


def table_lines(table: Table, *, width: int = WIDTH) -> tuple[str, ...]:
    """The table as lines: the first column to the left, the others to the right.

    Where it is wider than `width` characters, its widest columns go on below.
    """
    rows = (table.columns, *table.rows)
    widths = _widths(rows, width)
    return tuple(line for row in rows for line in _lines(row, widths))


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Characters of each column, so that they fit with two between them if words do."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    least = [
        min(
            MOST_KEPT,
            max((len(word) for cell in column for word in cell.split()), default=0),
        )
        for column in columns
    ]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while over > 0:
        free = [place for place, wide in enumerate(widths) if wide > least[place]]
        if not free:
            break
        widths[max(free, key=lambda place: widths[place])] -= 1
        over -= 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    cells = [
        textwrap.wrap(cell, max(1, wide)) if len(cell) > wide else [cell]
        for cell, wide in zip(row, widths, strict=True)
    ]
    for n in range(max(map(len, cells))):
        parts = [cell[n] if n < len(cell) else "" for cell in cells]
        yield GAP.join(
            part.rjust(wide) if place else part.ljust(wide)
            for place, (part, wide) in enumerate(zip(parts, widths, strict=True))
        ).rstrip()


def _row(row: PeriodRow) -> dict[str, Any]:
    return {
        "period_start": row.start,
        "period_end": row.end,
        "value": row.value,
        "n": row.n,
        "complete": row.complete,
    }
