"""The prepared store as a DuckDB file: columns of few texts are kept as ENUM.

ENUM makes a scan of activities three to four times cheaper than text. ibis does not know
it (it sees text), so the few statements that make it are SQL, here and nowhere else.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, Self

import duckdb
import ibis
from ibis.backends.sql.datatypes import DuckDBType

from mersey.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["DuckDBStore", "quoted_name", "said_plainly", "write_parquet"]

MOST_CATEGORIES: Final = 60_000
"""More distinct texts than this stay text: an ENUM's codes have at most two bytes."""

CATALOG: Final = "store"


class DuckDBStore:
    """A DuckDB file attached to a session for as long as its tables are written."""

    def __init__(self, connection: Any, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.folder = path.parent
        self.enums: set[str] = set()

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

    def as_categories(self, expression: Any, columns: Sequence[str]) -> Any:
        """A view of `expression` with ENUM columns where few texts are met."""
        for column in columns:
            self._make_enum(expression, column)
        kept = [column for column in columns if column in self.enums]
        if not kept:
            return expression
        casts = ", ".join(
            f"CAST({quoted_name(c)} AS {enum_name(c)}) AS {quoted_name(c)}"
            for c in kept
        )
        query = self.connection.compile(expression)
        view = ibis.util.gen_name("as_categories")
        self._run(
            f"CREATE TEMP VIEW {view} AS SELECT * REPLACE ({casts}) FROM ({query})"  # noqa: S608  (names quoted)
        )
        return self.connection.table(view, database=("temp", "main"))

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
            column: enum_name(category)
            for column, category in categories.items()
            if category in self.enums
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

    def _make_enum(self, expression: Any, column: str) -> None:
        values = expression.filter(expression[column].notnull())
        query = self.connection.compile(
            values.select(column).distinct().order_by(column).limit(MOST_CATEGORIES + 1)
        )
        found = ibis.util.gen_name("values")
        self._run(f"CREATE TEMP TABLE {found} AS {query}")
        [(n_values,)] = self._run(f"SELECT count(*) FROM {found}")  # noqa: S608  (ours)
        if 0 < n_values <= MOST_CATEGORIES:
            self._run(f"DROP TYPE IF EXISTS {enum_name(column)}")
            self._run(f"CREATE TYPE {enum_name(column)} AS ENUM (FROM {found})")
            self.enums.add(column)
        self._run(f"DROP TABLE {found}")

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


def quoted_name(name: str) -> str:
    """A column's name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """A text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"


def enum_name(column: str) -> str:
    """The name of the type that holds a column's texts."""
    return quoted_name(f"{column}_category")


def sql_type(ibis_type: str) -> str:
    """DuckDB's word for an ibis type."""
    return str(DuckDBType.to_string(ibis.dtype(ibis_type)))
