"""The prepared store as a DuckDB file."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, Self

import duckdb

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.backends.duckdb_following import (
    followed_slices,
    rows_followed,
    with_texts,
)
from mersey.engine.backends.duckdb_relations import columns_of
from mersey.engine.expressions import quoted_name
from mersey.engine.queries import place_of
from mersey.engine.tables import StoredTable
from mersey.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.backends.duckdb_categories import Categories, NumberedWords
    from mersey.engine.backends.duckdb_questions import DuckDBQuestions
    from mersey.engine.following import Following
    from mersey.engine.questions import AskedQuery

CATALOG: Final = "store"

AS_IT_STANDS: Final = " USING COMPRESSION uncompressed"

SLICE: Final = "followed_slice"
SLICE_NUMBERS: Final = "followed_slice_numbers"


class DuckDBStore:
    """A DuckDB file attached to a session for as long as its tables are written."""

    def __init__(
        self,
        questions: DuckDBQuestions,
        path: Path,
        categories: Categories,
        *,
        coded: Mapping[str, NumberedWords],
    ) -> None:
        """The file at `path`; `coded`: table → the same with numbers for its words."""
        self.questions = questions
        self.path = path.absolute()
        self.folder = path.parent
        self.categories = categories
        self.coded = coded

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

    def show(
        self,
        name: str,
        table: StoredTable,
        *,
        columns: Mapping[str, str],
        instead: Mapping[str, str],
    ) -> StoredTable:
        """A view of the file: these columns of a table, null where it lacks them."""
        told = ", ".join(
            quoted_name(column)
            if column in table.columns
            else f"{quoted_name(instead[column])} AS {quoted_name(column)}"
            if column in instead
            else f"CAST(NULL AS {kind}) AS {quoted_name(column)}"
            for column, kind in columns.items()
        )
        shown = StoredTable(name=name, columns={}, catalog=CATALOG)
        statement = f"SELECT {told} FROM {place_of(table)}"  # noqa: S608  (names quoted)
        with said_plainly(self.folder):
            self._run(f"CREATE VIEW {place_of(shown)} AS {statement}")
        return self.questions.described(name, CATALOG)

    def write(
        self,
        name: str,
        question: AskedQuery,
        *,
        types: Mapping[str, str],
        categories: Mapping[str, str],
        unlike: Collection[str] = (),
    ) -> StoredTable:
        """A table of the file, written in the order of the answer."""
        place = place_of(StoredTable(name=name, columns={}, catalog=CATALOG))
        statement, values = self._select(question, types=types, categories=categories)
        with said_plainly(self.folder):
            if unlike:
                kinds = {**types, **self._kinds(categories, types)}
                self._declare(place, statement, values, kinds=kinds, unlike=unlike)
                self._run(f"INSERT INTO {place} {statement}", values)
            else:
                self._run(f"CREATE TABLE {place} AS {statement}", values)
        return self.questions.described(name, CATALOG)

    def _declare(
        self,
        place: str,
        statement: str,
        values: Mapping[str, Any],
        *,
        kinds: Mapping[str, str],
        unlike: Collection[str],
    ) -> None:
        """An empty table for the answer, with the columns `unlike` as they stand."""
        found = columns_of(self.questions.connection.con, statement, values)
        told = ", ".join(
            f"{quoted_name(column)} {kinds.get(column, kind)}"
            f"{AS_IT_STANDS if column in unlike else ''}"
            for column, kind in found.items()
        )
        self._run(f"CREATE TABLE {place} ({told})")

    def write_followed(
        self,
        name: str,
        rows: AskedQuery,
        *,
        following: Following,
        finish: AskedQuery,
        types: Mapping[str, str],
        categories: Mapping[str, str],
    ) -> StoredTable:
        """A table of the file: `rows` in order of group and place, with their followers."""
        query, values = self.questions.spelled(rows)
        columns = columns_of(self.questions.connection.con, query, values)
        kinds = self._kinds(categories, {*columns, *following.told})
        stored = {column: kinds[column] for column in columns if column in kinds}
        if any(kind == "VARCHAR" and c not in stored for c, kind in columns.items()):
            # Texts may be of any length: DuckDB alone can sort those beyond its memory.
            told = finish.of(followed=rows_followed(rows, following))
            return self.write(name, told, types=types, categories=categories)
        if (numbers := self._numbers(rows, stored)) is not None:
            query, values = self.questions.spelled(numbers)
            stored = {}
        slices = followed_slices(
            self.questions.connection.con,
            query,
            values,
            following=following,
            kinds=stored,
        )
        place = place_of(StoredTable(name=name, columns={}, catalog=CATALOG))
        statement = f"CREATE TABLE {place} AS"
        with said_plainly(self.folder):
            for part in slices:
                told = finish.of(followed=self._shown(part, kinds))
                select, bound = self._select(told, types=types, categories=categories)
                self._run(f"{statement} {select}", bound)
                statement = f"INSERT INTO {place}"
            self._run(f"DROP VIEW {SLICE}")
        self.questions.connection.con.unregister(SLICE_NUMBERS)
        return self.questions.described(name, CATALOG)

    def _numbers(self, rows: AskedQuery, kinds: Mapping[str, str]) -> AskedQuery | None:
        """The same of numbers, where those of all its tables are of these categories."""
        coded = {
            name: found.numbers
            for name, table in rows.tables.items()
            if isinstance(table, StoredTable)
            and (found := self.coded.get(table.name)) is not None
            and kinds.items() <= found.kinds.items()
        }
        return rows.of(**coded) if len(coded) == len(rows.tables) else None

    def _shown(self, part: pa.Table, kinds: Mapping[str, str]) -> StoredTable:
        """A slice as a table with texts."""
        self.questions.connection.con.register(SLICE_NUMBERS, part)
        query = with_texts(SLICE_NUMBERS, kinds)
        self._run(f"CREATE OR REPLACE TEMP VIEW {SLICE} AS {query}")
        return StoredTable(name=SLICE, columns={})

    def _select(
        self,
        question: AskedQuery,
        *,
        types: Mapping[str, str],
        categories: Mapping[str, str],
    ) -> tuple[str, dict[str, Any]]:
        """The question with its columns cast to what they are stored as."""
        query, values = self.questions.spelled(question)
        columns = columns_of(self.questions.connection.con, query, values)
        kinds = {**types, **self._kinds(categories, columns)}
        told = ", ".join(
            f"CAST({quoted_name(column)} AS {kinds[column]}) AS {quoted_name(column)}"
            if column in kinds
            else quoted_name(column)
            for column in columns
        )
        return f"SELECT {told} FROM ({query})", values  # noqa: S608  (names are quoted)

    def _kinds(
        self, categories: Mapping[str, str], columns: set[str] | Mapping[str, str]
    ) -> dict[str, str]:
        """Column → its category, of those of `columns` that have one."""
        return {
            column: self.categories.type_of(category)
            for column, category in categories.items()
            if category in self.categories and column in columns
        }

    def _run(self, statement: str, values: Mapping[str, Any] | None = None) -> None:
        self.questions.connection.run(statement, values)


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
