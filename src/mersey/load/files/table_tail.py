"""A table in the engine without the totals and notes that stand below its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.engine.expressions import value
from mersey.engine.queries import query, stacked
from mersey.load.files.raw import ROW
from mersey.load.files.rejected_lines import lines_of
from mersey.load.files.rejections import rejections
from mersey.load.files.row_spans import rows_between
from mersey.load.files.tails import ROWS_LOOKED_AT, left_out_finding, tail_faults

if TYPE_CHECKING:
    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable
    from mersey.vocabulary import Finding

ROWS_READ: Final = 3 * ROWS_LOOKED_AT
"""Those that may be totals, and enough above to know what records look like."""


def without_tail(
    session: Engine, table: StoredTable, rejected: StoredTable, *, first_line: int
) -> tuple[StoredTable, StoredTable, tuple[Finding, ...]]:
    """The table, the rejected rows with those of the tail among them, and a finding.

    Args:
        session: The engine that holds both.
        table: ROW and columns of text.
        rejected: `line`, `column`, `reason` of the rows that could not be read.
        first_line: Line of the file on which the first row stands.
    """
    n_rows = session.count(table)
    last = rows_between(session, table, [(n_rows - ROWS_READ, n_rows)])
    rows = [list(row.values()) for row in last.to_pylist()]
    cells = [row[1:] for row in rows]
    faults = tail_faults(cells, n_columns=len(table.columns) - 1)
    if not faults or len(faults) == n_rows:
        return table, rejected, ()
    numbers = [rows[position][0] for position in faults]
    unread = session.to_pyarrow(rejected)["line"].drop_null()
    lines = lines_of(
        np.asarray(numbers), np.asarray(unread, np.int64), first=first_line
    )
    told = zip(lines.tolist(), [None] * len(lines), faults.values(), strict=True)
    ours = rejections(session, told, name="raw_rejected_tail")
    records = query(
        "FROM {rows} WHERE {row} < {end}", rows=table, row=ROW, end=value(min(numbers))
    )
    return (
        session.view("raw_records", records),
        session.remember("raw_rejected_all", stacked([rejected, ours])),
        (left_out_finding(len(numbers)),),
    )
