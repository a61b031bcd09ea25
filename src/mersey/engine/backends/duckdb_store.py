"""The prepared store as a DuckDB file."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, Self

import duckdb
import ibis
from ibis.backends.sql.datatypes import DuckDBType

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.backends.duckdb_following import followed_slices, with_texts
from mersey.engine.expressions import quoted_name
from mersey.engine.following import followed
from mersey.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.backends.duckdb_categories import Categories
    from mersey.engine.following import Following

CATALOG: Final = "store"

SLICE: Final = "followed_slice"
SLICE_NUMBERS: Final = "followed_slice_numbers"


class DuckDBStore:
    """A DuckDB file attached to a session for as long as its tables are written."""

    def __init__(self, connection: Any, path: Path, categories: Categories) -> None:
        self.connection = connection
        self.path = path.absolute()
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
        target = self._target(name)
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
        target = self._target(name)
        select = self._select(expression, types=types, categories=categories)
        with said_plainly(self.folder):
            self._run(f"CREATE TABLE {target} AS {select}")
        return self.connection.table(name, database=(CATALOG, "main"))

    def write_followed(
        self,
        name: str,
        rows: Any,
        *,
        following: Following,
        finish: Callable[[Any], Any],
        types: Mapping[str, str],
        categories: Mapping[str, str],
    ) -> Any:
        """A table of the file: `rows` in order of group and place, with their followers."""
        kinds = self._kinds(categories, [*rows.columns, *following.told])
        stored = {column: kinds[column] for column in rows.columns if column in kinds}
        if any(rows[c].type().is_string() and c not in stored for c in rows.columns):
            # Texts may be of any length: DuckDB alone can sort those beyond its memory.
            ordered = followed(rows, following).order_by(following.by, "seq")
            return self.write(name, finish(ordered), types=types, categories=categories)
        query = self.connection.compile(rows)
        slices = followed_slices(self.connection.con, query, following, kinds=stored)
        target = self._target(name)
        statement = f"CREATE TABLE {target} AS"
        with said_plainly(self.folder):
            for part in slices:
                expression = finish(self._shown(part, kinds))
                select = self._select(expression, types=types, categories=categories)
                self._run(f"{statement} {select}")
                statement = f"INSERT INTO {target}"
            self._run(f"DROP VIEW {SLICE}")
        self.connection.con.unregister(SLICE_NUMBERS)
        return self.connection.table(name, database=(CATALOG, "main"))

    def _shown(self, part: pa.Table, kinds: Mapping[str, str]) -> Any:
        """A slice as a table with texts."""
        self.connection.con.register(SLICE_NUMBERS, part)
        query = with_texts(SLICE_NUMBERS, kinds)
        self._run(f"CREATE OR REPLACE TEMP VIEW {SLICE} AS {query}")
        return self.connection.table(SLICE, database=("temp", "main"))

    def _select(
        self,
        expression: Any,
        *,
        types: Mapping[str, str],
        categories: Mapping[str, str],
    ) -> str:
        """The query of `expression` with its columns cast to what they are stored as."""
        kinds = {column: sql_type(kind) for column, kind in types.items()}
        kinds |= self._kinds(categories, expression.columns)
        columns = ", ".join(
            f"CAST({quoted_name(column)} AS {kinds[column]}) AS {quoted_name(column)}"
            if column in kinds
            else quoted_name(column)
            for column in expression.columns
        )
        query = self.connection.compile(expression)
        return f"SELECT {columns} FROM ({query})"  # noqa: S608  (names are quoted)

    def _kinds(
        self, categories: Mapping[str, str], columns: Iterable[str]
    ) -> dict[str, str]:
        """Column → its category, of those of `columns` that have one."""
        return {
            column: self.categories.type_of(category)
            for column, category in categories.items()
            if category in self.categories and column in columns
        }

    def _target(self, name: str) -> str:
        return f"{CATALOG}.main.{quoted_name(name)}"

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
    """Turn the database's words for a full disk and for too little memory into ours.

    Raises:
        MemoryNeeded: It needs more memory than the run may hold.
        WorkspaceError: There is no room, or no permission, to write.
    """
    try:
        with within_memory():
            yield
    except (duckdb.IOException, OSError) as error:
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
