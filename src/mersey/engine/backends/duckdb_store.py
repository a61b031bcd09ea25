"""The prepared store as a DuckDB file."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, Self

import duckdb
import ibis
from ibis.backends.sql.datatypes import DuckDBType

from mersey.engine.backends.duckdb_categories import quoted_name
from mersey.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mersey.engine.backends.duckdb_categories import Categories

__all__ = ["DuckDBStore", "said_plainly", "write_parquet"]

CATALOG: Final = "store"


class DuckDBStore:
    """A DuckDB file attached to a session for as long as its tables are written."""

    def __init__(self, connection: Any, path: Path, categories: Categories) -> None:
        self.connection = connection
        self.path = path
        self.folder = path.parent
        self.categories = categories

    def __enter__(self) -> Self:
        """Attach the file."""
        with said_plainly(self.folder):
            self._run(f"ATTACH {quoted_text(str(self.path))} AS {CATALOG}")
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Write everything down, unless an error ended the block, and detach."""
        if exc_info[0] is None:
            with said_plainly(self.folder):
                self._run(f"CHECKPOINT {CATALOG}")
                self._run(f"DETACH {CATALOG}")
            return
        with contextlib.suppress(duckdb.Error):  # the error that ended the block counts
            self._run(f"DETACH {CATALOG}")

    def show(self, name: str, expression: Any) -> None:
        """A view of the file: `expression` over its tables, worked out when it is read."""
        query = self.connection.compile(expression)
        target = f"{CATALOG}.main.{quoted_name(name)}"
        with said_plainly(self.folder):
            self._run(f"CREATE VIEW {target} AS {query}")

    def write(
        self,
        name: str,
        expression: Any,
        *,
        types: Mapping[str, str],
        categories: Mapping[str, str],
    ) -> Any:
        """A table of the file, written in the order of `expression`."""
        sql_types = {column: sql_type(kind) for column, kind in types.items()}
        sql_types |= {
            column: self.categories.type_of(category)
            for column, category in categories.items()
            if category in self.categories and column in expression.columns
        }
        columns = ", ".join(
            f"CAST({quoted_name(column)} AS {sql_types[column]}) AS {quoted_name(column)}"
            if column in sql_types
            else quoted_name(column)
            for column in expression.columns
        )
        query = self.connection.compile(expression)
        target = f"{CATALOG}.main.{quoted_name(name)}"
        select = f"SELECT {columns} FROM ({query})"  # noqa: S608  (names are quoted)
        with said_plainly(self.folder):
            self._run(f"CREATE TABLE {target} AS {select}")
        return self.connection.table(name, database=(CATALOG, "main"))

    def _run(self, statement: str) -> list[Any]:
        # Fetched to the end: an unfinished result blocks the connection.
        rows: list[Any] = self.connection.con.execute(statement).fetchall()
        return rows


def write_parquet(table: Any, path: Path) -> None:
    """Write an ibis table, in its order, to one zstd Parquet file.

    Raises:
        WorkspaceError: There is no room left to write it.
    """
    with said_plainly(path.parent):
        table.to_parquet(path, compression="zstd")


@contextlib.contextmanager
def said_plainly(folder: Path) -> Iterator[None]:
    """Turn the database's word for a full disk into ours.

    Raises:
        WorkspaceError: There is no room, or no permission, to write.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        msg = f"Tables could not be written to {folder}."
        raise WorkspaceError(
            msg,
            next_step="Check that the disk has room and that you may write there,"
            " then run it again; nothing that was there before has changed.",
        ) from error


def quoted_text(text: str) -> str:
    """A text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"


def sql_type(ibis_type: str) -> str:
    """DuckDB's word for an ibis type."""
    return str(DuckDBType.to_string(ibis.dtype(ibis_type)))
