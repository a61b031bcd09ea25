"""What DuckDB makes of a query: a table, a view, or rows in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.queries import Query, place_of, rows_of
from mersey.engine.tables import StoredTable

if TYPE_CHECKING:
    from collections.abc import Mapping

CATEGORY: Final = "enum"


def described(connection: Any, name: str, catalog: str | None = None) -> StoredTable:
    """The table or view of that name, with the types of its columns.

    Args:
        connection: DuckDB's own connection.
        name: What it is called.
        catalog: The database that it is in; None for the connection's own.
    """
    told = StoredTable(name=name, columns={}, catalog=catalog)
    return replace(told, columns=columns_of(connection, f"FROM {place_of(told)}"))


def columns_of(
    connection: Any, query: str, values: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """Column → the type of what it holds; nothing of it is worked out."""
    nothing = f"SELECT * FROM ({query}) LIMIT 0"  # noqa: S608  (spelled)
    with within_memory():
        told = connection.execute(nothing, values).description
    return {name: type_word(kind) for name, kind, *_ in told}


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
