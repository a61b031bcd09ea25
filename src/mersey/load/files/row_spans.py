"""Some rows of a raw table by their numbers: a sample, or its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from mersey.engine.expressions import column, value
from mersey.engine.queries import query, stacked
from mersey.load.files.raw import ROW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable


def rows_between(
    session: Engine, table: StoredTable, spans: Iterable[tuple[int, int]]
) -> pa.Table:
    """The rows of each span in order of ROW, all columns; texts are texts.

    Args:
        session: The engine that holds the table.
        table: A raw table, with ROW.
        spans: Number after which a span begins, and that of its last row.
    """
    held = session.held(table)
    if held is not None:
        return _sliced(held, spans)
    # One query for each block: the engine then skips the rest, which it would read
    # whole for a single one with alternatives.
    row = column(ROW)
    parts = [
        query(
            "FROM {rows} WHERE {is_in}",
            rows=table,
            is_in=(row > value(start)) & (row <= value(end)),
        )
        for start, end in spans
    ]
    asked = query("FROM {parts} ORDER BY {row}", parts=stacked(parts), row=ROW)
    return session.to_pyarrow(asked)


def _sliced(held: pa.Table, spans: Iterable[tuple[int, int]]) -> pa.Table:
    parts = [held.slice(max(start, 0), end - max(start, 0)) for start, end in spans]
    rows = pa.concat_tables(parts)
    plain = pa.schema(
        pa.field(field.name, pa.string())
        if pa.types.is_dictionary(field.type)
        else field
        for field in rows.schema
    )
    return rows.cast(plain).sort_by(ROW)
