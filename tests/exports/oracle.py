"""The figures of a sheet counted again from its cells, without knowing how it was made.

It knows the roles of the columns and the names of the ends, as a person does who was told
what the file is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from tests.exports.dirt import IMPOSSIBLE, TOTAL
from tests.exports.sheet import Cell, Row, Sheet
from tests.exports.steps import Process
from tests.exports.truth import Figures

__all__ = ["recount"]

Group = list[dict[str, list[Cell]]]
"""The rows of one case: role → its cells, in the order of the columns."""

Span = tuple[datetime, datetime | bool | None]
"""Opened; and closed: when, True where that is not recorded, or None."""


def recount(sheet: Sheet, process: Process, shape: str) -> Figures | None:
    """The figures that a person would count; None where there are no cases."""
    if shape == "no case log":
        return None
    spans = [SPANS[shape](rows, process) for rows in _cases(sheet).values()]
    days = sorted(
        (end - start).total_seconds() / 86400
        for start, end in spans
        if isinstance(end, datetime) and end >= start
    )
    closed = sum(1 for _, end in spans if end)
    return Figures(
        cases=len(spans),
        closed=closed,
        open=len(spans) - closed,
        median_days=_middle(days) if days else None,
    )


def _cases(sheet: Sheet) -> Mapping[object, Group]:
    key = sheet.place("key")
    found: dict[object, Group] = defaultdict(list)
    seen: set[Row] = set()
    for n, row in enumerate(sheet.rows):
        if TOTAL in row[:2] or (row in seen and key is not None):
            continue
        seen.add(row)
        cells: dict[str, list[Cell]] = defaultdict(list)
        for column, cell in zip(sheet.columns, row, strict=True):
            cells[column.role].append(cell)
        found[n if key is None else row[key]].append(cells)
    return found


def _middle(days: list[float]) -> float:
    half = len(days) // 2
    return days[half] if len(days) % 2 else (days[half - 1] + days[half]) / 2


def _moments(cells: Iterable[Cell]) -> list[datetime]:
    return [c for c in cells if isinstance(c, datetime) and c.year not in IMPOSSIBLE]


def _all(rows: Group, role: str) -> list[datetime]:
    return _moments(cell for row in rows for cell in row[role])


def _where(
    rows: Group, role: str, names: frozenset[str], moment: str
) -> list[datetime]:
    return _moments(row[moment][0] for row in rows if row[role][0] in names)


def _wide(rows: Group, _: Process) -> Span:
    ends = _all(rows, "final")
    return _moments([rows[0]["milestone"][0]])[0], min(ends, default=None)


def _events(rows: Group, process: Process) -> Span:
    ends = _where(rows, "activity", process.end_steps, "time")
    return min(_all(rows, "time")), min(ends, default=None)


def _activities(rows: Group, process: Process) -> Span:
    ends = _where(rows, "activity", process.end_steps, "end")
    return min(_all(rows, "start")), min(ends, default=None)


def _intervals(rows: Group, process: Process) -> Span:
    ends = _where(rows, "status", process.end_statuses, "from")
    return min(_all(rows, "from")), min(ends, default=None)


def _changes(rows: Group, process: Process) -> Span:
    ends = _where(rows, "new", process.end_statuses, "changed")
    return min(_all(rows, "changed")), min(ends, default=None)


def _lifecycle(rows: Group, process: Process) -> Span:
    complete = [row for row in rows if str(row["lifecycle"][0]).lower() == "complete"]
    ends = _where(complete, "activity", process.end_steps, "time")
    return min(_all(rows, "time")), min(ends, default=None)


def _current_status(rows: Group, process: Process) -> Span:
    is_over = rows[0]["status"][0] in process.end_statuses
    return _all(rows, "opened")[0], is_over or None


def _stated(rows: Group, _: Process) -> Span:
    return _all(rows, "opened")[0], max(_all(rows, "closed"), default=None)


SPANS: Final[Mapping[str, Callable[[Group, Process], Span]]] = {
    "wide": _wide,
    "events": _events,
    "activities": _activities,
    "intervals": _intervals,
    "changes": _changes,
    "lifecycle": _lifecycle,
    "current status": _current_status,
    "snapshots": _stated,
    "case facts on each row": _stated,
}
