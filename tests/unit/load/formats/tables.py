"""What a test wants to know of a raw table."""

from __future__ import annotations

from typing import Any

from mersey.engine.queries import query
from mersey.load.files.raw import RawTable


def rows_of(raw: RawTable) -> list[dict[str, Any]]:
    """All rows, in the order of the file."""
    rows = query("FROM {it} ORDER BY __row", it=raw.table)
    return list(raw.session.to_pyarrow(rows).to_pylist())


def rejected_of(raw: RawTable) -> list[tuple[int, str | None, str]]:
    """Line, column and reason of every rejected row, by line."""
    ordered = query("FROM {it} ORDER BY line", it=raw.rejected)
    rows = raw.session.to_pyarrow(ordered).to_pylist()
    return [(row["line"], row["column"], row["reason"]) for row in rows]


def finding_ids(raw: RawTable) -> list[str]:
    """The findings' ids, in their order."""
    return [finding.id for finding in raw.findings]
