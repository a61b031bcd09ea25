"""Read the sample files with nothing of mersey, and count again in plain Python."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

__all__ = [
    "days_between",
    "kaplan_meier_median",
    "moment",
    "planted",
    "read",
]

Row = dict[str, Any]
_TEXT = {
    "applications.csv": (",", "utf-8"),
    "steps.csv": (",", "utf-8-sig"),
    "workflow.csv": (";", "cp1252"),
    "incident_history.csv": (",", "utf-8"),
    "requests.csv": (",", "utf-8"),
    "jobs.csv": (",", "utf-8"),
    "reports.txt": ("\t", "utf-16"),
    "work_items.tsv.gz": ("\t", "utf-8"),
}


def read(folder: Path, truths: dict[str, Any], name: str) -> list[Row]:
    """The rows of one service's file."""
    path = folder / truths["services"][name]["file"]
    if path.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    delimiter, encoding = _TEXT[path.name]
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def planted(truths: dict[str, Any], name: str) -> dict[str, Any]:
    """The one truth of a service."""
    (truth,) = truths["services"][name]["truths"]
    found: dict[str, Any] = truth
    return found


def moment(text: str, style: str) -> datetime:
    """The local time that a file writes, without a zone, as it stands there."""
    return datetime.strptime(text, style)  # noqa: DTZ007


def days_between(start: str, end: str, style: str) -> int:
    """Dates subtracted."""
    return (moment(end, style).date() - moment(start, style).date()).days


def kaplan_meier_median(spans: Iterable[tuple[date, date | None]], as_at: date) -> int:
    """The first day on which half or less are left open, open cases counted."""
    times = [((e or as_at) - s, e is not None) for s, e in spans]
    ended = sorted({t.days for t, is_end in times if is_end})
    left = 1.0
    for day in ended:
        at_risk = sum(t.days >= day for t, _ in times)
        left *= 1 - sum(t.days == day and is_end for t, is_end in times) / at_risk
        if left <= 0.5:
            return day
    raise ValueError("fewer than half have ended")
