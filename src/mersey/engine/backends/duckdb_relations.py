"""What DuckDB makes of a query: a table, a view, or rows in memory."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.expressions import quoted_name
from mersey.engine.queries import Query, rows_of
from mersey.engine.tables import StoredTable

CATEGORY: Final = "enum"


def described(connection: Any, name: str) -> StoredTable:
    """The table or view of that name, with the types of its columns.

    Args:
        connection: DuckDB's own connection.
        name: What it is called.
    """
    with within_memory():
        connection.execute(f"FROM {quoted_name(name)} LIMIT 0")
        found = connection.description
        connection.fetchall()
    return StoredTable(name, {column: type_word(type_) for column, type_, *_ in found})


def rows_in_memory(connection: Any, source: Query | StoredTable) -> pa.Table:
    """The rows of a query or a table; categories leave as texts."""
    with within_memory():
        found = connection.sql(rows_of(source).text).to_arrow_table()
    return with_texts(found)


def with_texts(found: pa.Table) -> pa.Table:
    """The rows with categories as the texts they stand for."""
    if not any(pa.types.is_dictionary(field.type) for field in found.schema):
        return found
    return pa.table(
        [_plain(column) for column in found.columns], names=found.column_names
    )


def type_word(kind: Any) -> str:
    """A type's name; a category's texts may be sixty thousand, and are left out."""
    return "ENUM" if kind.id == CATEGORY else str(kind)


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
