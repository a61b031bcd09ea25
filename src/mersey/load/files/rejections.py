"""The table of rows that could not be read: line, column, reason; never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable

REJECTED_SCHEMA: Final = pa.schema(
    [("line", pa.int64()), ("column", pa.string()), ("reason", pa.string())]
)


def rejections(
    session: Engine, rows: Iterable[tuple[int, str | None, str]], *, name: str
) -> StoredTable:
    """A table of rejected rows, each given as line, column and reason."""
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    arrays = [
        pa.array(column, type_.type)
        for column, type_ in zip(columns, REJECTED_SCHEMA, strict=True)
    ]
    batch = pa.RecordBatch.from_arrays(arrays, schema=REJECTED_SCHEMA)
    return session.from_batches(name, REJECTED_SCHEMA, [batch])


def no_rejections(session: Engine) -> StoredTable:
    """A table without rows."""
    return rejections(session, [], name="raw_rejected_none")
