"""On which line of its file does a rejected row stand?

A row's number counts only rows that could be read. Lines that could not be read stand
between them, and are told with their own numbers, so each of those above a row moves it
down by one. A quoted value with a line break in it also takes lines: these are not
known here, and a row below it is told too high up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mersey.engine.expressions import column, value
from mersey.engine.queries import query
from mersey.load.files.raw import ROW
from mersey.load.files.rejections import REJECTED_SCHEMA

if TYPE_CHECKING:
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.files.raw import RawTable


def told(raw: RawTable, bad: StoredTable, *, n_unread: int) -> Query | StoredTable:
    """The rejected rows as `line`, `column`, `reason`.

    Args:
        raw: The file.
        bad: StoredTable ROW, `column`, `reason`.
        n_unread: Lines that could not be read.
    """
    if raw.first_line is None or not n_unread:
        line = column(ROW) + value((raw.first_line or 1) - 1)
        return query(
            'SELECT {line} AS line, "column", reason FROM {bad}', line=line, bad=bad
        )
    unread = raw.session.to_pyarrow(raw.rejected)["line"]
    ordered = query("FROM {bad} ORDER BY {row}", bad=bad, row=ROW)
    rows = raw.session.to_pyarrow(ordered)
    lines = lines_of(
        np.asarray(rows[ROW]), np.asarray(unread.drop_null()), first=raw.first_line
    )
    table = pa.table(
        [pa.array(lines), rows["column"], rows["reason"]], schema=REJECTED_SCHEMA
    )
    return raw.session.from_batches("load_told", table.schema, table.to_batches())


def lines_of(rows: np.ndarray, unread: np.ndarray, *, first: int) -> np.ndarray:
    """The line of each row (from 1), given the lines that could not be read.

    Args:
        rows: Numbers of rows among those read.
        unread: Lines that could not be read, in any order.
        first: Line of the first data row.
    """
    places = rows + (first - 1)  # where each would stand without the unread lines
    unread = np.unique(unread)
    room = unread - np.arange(len(unread))  # first place that stands below each of them
    return places + np.searchsorted(room, places, side="right")
