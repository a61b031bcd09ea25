"""DuckDB: in process, the default engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

from mersey.engine.backends.duckdb_categories import Categories, NumberedWords
from mersey.engine.backends.duckdb_columns import (
    longest_in_memory,
    longest_texts,
    rows_like,
    value_counts,
)
from mersey.engine.backends.duckdb_connection import (
    Connection,
    Spill,
    within_memory,
)
from mersey.engine.backends.duckdb_following import with_texts
from mersey.engine.backends.duckdb_questions import DuckDBQuestions
from mersey.engine.backends.duckdb_reading import (
    fill_from_batches,
    read_delimited,
    read_parquet,
)
from mersey.engine.backends.duckdb_relations import rows_in_memory
from mersey.engine.backends.duckdb_store import (
    DuckDBStore,
    quoted_text,
    said_plainly,
)
from mersey.engine.backends.plain_text import read_plain
from mersey.engine.expressions import quoted_name
from mersey.engine.memory import default_memory, of_engine, use_small_pages
from mersey.engine.queries import Query, place_of, query, rows_of
from mersey.engine.questions import asked
from mersey.errors import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.delimited_reading import DelimitedRead, DelimitedText
    from mersey.engine.questions import AskedQuery, QueryFile
    from mersey.engine.tables import StoredTable

SPILLS: Final[WeakValueDictionary[Path, Spill]] = WeakValueDictionary()
"""Store that is open for reading → its scratch space, for as long as it is."""


def open_duckdb(
    folder: Path,
    *,
    database: str = "scratch.duckdb",
    read_only: bool = False,
    memory: int | None = None,
) -> DuckDBEngine:
    """An engine over the DuckDB file `database` in `folder`; made where it is missing.

    `memory` is the ceiling of the run in bytes; None for a quarter of the machine.
    """
    use_small_pages()
    folder = folder.absolute()  # `md:x`, as it stands, would be a place elsewhere
    ceiling = default_memory() if memory is None else memory
    # A finished store's folder is never written to again; all that read it in one
    # process must say the same.
    spill = SPILLS.setdefault(folder / database, Spill()) if read_only else None
    connection = Connection(
        folder / database,
        read_only=read_only,
        config={
            "temp_directory": str((spill.folder if spill else folder) / "spill"),
            "memory_limit": f"{of_engine(ceiling) // 1_000_000}MB",
        },
        spill=spill,
    )
    return DuckDBEngine(connection, folder, memory=ceiling)


class DuckDBEngine:
    """Tables in one DuckDB file."""

    def __init__(self, connection: Connection, folder: Path, *, memory: int) -> None:
        self.connection = connection
        self._folder = folder
        self._memory = memory
        self._categories = Categories(connection)
        self._views: dict[str, Query | StoredTable] = {}
        self._held: dict[str, pa.Table] = {}
        self._coded: dict[str, NumberedWords] = {}
        self._questions = DuckDBQuestions(connection)

    @property
    def folder(self) -> Path:
        """The folder of the database file."""
        return self._folder

    @property
    def memory(self) -> int:
        """Bytes that the run may hold."""
        return self._memory

    def find_table(self, name: str) -> StoredTable:
        """The table of that name."""
        return self._questions.described(name)

    def ask(
        self,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """The answer to a question, in memory; texts are texts."""
        return self._questions.ask(asked(query, tables, names, values))

    def ask_coded(
        self,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """The answer; texts that are kept as categories come as dictionaries."""
        question = asked(query, tables, names, values)
        return self._questions.ask(question, keeps_categories=True)

    def keep(
        self,
        name: str,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> StoredTable:
        """The answer, kept as the temporary table `name`; categories stay what they are."""
        question = asked(query, tables, names, values)
        statement, bound = self._questions.spelled(question)
        with said_plainly(self._folder):
            self.connection.run(
                f"CREATE OR REPLACE TEMP TABLE {quoted_name(name)} AS {statement}",
                bound,
            )
        return self.find_table(name)

    def materialise(self, name: str, source: Query | StoredTable) -> StoredTable:
        """Work the rows out once and keep them as the table `name`."""
        return self._made("TABLE", name, source)

    def remember(
        self,
        name: str,
        source: Query | StoredTable,
        *,
        texts: Mapping[str, pa.Array] | None = None,
    ) -> StoredTable:
        """Work the rows out once and hold them as a temporary table."""
        for column, values in (texts or {}).items():
            self._categories.make(column, values)
        return self._made("TEMP TABLE", name, source, categories=texts or ())

    def view(self, name: str, source: Query | StoredTable) -> StoredTable:
        """The rows under a name of their own, worked out anew whenever it is read."""
        made = self._made("TEMP VIEW", name, source)
        self._views[name] = source
        return made

    def forget(self, source: Query | StoredTable) -> None:
        """Let go of the temporary tables that are read."""
        for name in sorted(rows_of(source).reads):
            self._coded.pop(name, None)
            place = f"temp.main.{quoted_name(name)}"
            if self._held.pop(name, None) is not None:
                self.connection.con.unregister(name)
            elif name in self._views:
                self.connection.run(f"DROP VIEW IF EXISTS {place}")
                self.forget(self._views.pop(name))
            else:
                self.connection.run(f"DROP TABLE IF EXISTS {place}")

    def _made(
        self,
        kind: str,
        name: str,
        source: Query | StoredTable,
        *,
        categories: Iterable[str] = (),
    ) -> StoredTable:
        rows = self._categories.cast(rows_of(source).text, categories)
        if self._held.pop(name, None) is not None:
            self.connection.con.unregister(name)
        with said_plainly(self._folder):
            self.connection.run(
                f"CREATE OR REPLACE {kind} {quoted_name(name)} AS {rows}"
            )
        return self.find_table(name)

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> StoredTable:
        """A table filled batch by batch."""
        return fill_from_batches(
            self.connection.con, name, schema=schema, batches=batches
        )

    def hold(self, name: str, rows: pa.Table) -> StoredTable:
        """Rows in memory, where questions find them under that name."""
        self._views.pop(name, None)
        self.connection.run(f"DROP VIEW IF EXISTS temp.main.{quoted_name(name)}")
        self.connection.con.register(name, rows)
        self._held[name] = rows
        return self.find_table(name)

    def hold_coded(
        self, name: str, rows: pa.Table, *, texts: Mapping[str, pa.Array]
    ) -> StoredTable:
        """Rows in memory whose words are numbers there; questions find categories."""
        numbered, kinds = self._categories.numbered(rows, texts)
        numbers = self.hold(f"{name}__numbers", numbered)
        told = with_texts(numbers.name, kinds)
        self._coded[name] = NumberedWords(numbers, kinds)
        return self.view(name, Query(text=told, reads=frozenset({numbers.name})))

    def held(self, table: StoredTable) -> pa.Table | None:
        """The rows of a table made by `hold`."""
        return self._held.get(table.name)

    def to_pyarrow(self, source: Query | StoredTable) -> pa.Table:
        """The rows, in memory."""
        return rows_in_memory(self.connection.con, source)

    def count(self, source: Query | StoredTable) -> int:
        """How many rows there are."""
        counted = query("SELECT count(*) AS n FROM {rows}", rows=source)
        with within_memory():
            return int(self.connection.run(counted.text)[0][0])

    def longest_texts(
        self, source: Query | StoredTable, columns: Sequence[str]
    ) -> tuple[int, ...]:
        """How many bytes the longest text of each of the columns has; 0 where none is."""
        held = None if isinstance(source, Query) else self.held(source)
        if held is not None:
            return longest_in_memory(held, columns)
        return longest_texts(self.connection.con, rows_of(source).text, columns)

    def rows_like(
        self,
        source: Query | StoredTable,
        columns: Sequence[str],
        *,
        pattern: str,
        n_rows: int,
    ) -> pa.Table:
        """Those columns of rows in which the pattern is found, among the first `n_rows`."""
        rows = rows_of(source).text
        return rows_like(
            self.connection.con, rows, columns, pattern=pattern, n_rows=n_rows
        )

    def value_counts(
        self, source: Query | StoredTable, columns: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, int]]]:
        """Each of the columns, one after the other, and how many rows hold each value."""
        return value_counts(self.connection.con, rows_of(source).text, columns)

    def read_delimited(
        self, name: str, path: Path, text: DelimitedText
    ) -> DelimitedRead:
        """A table of text columns, and the lines that did not fit."""
        return read_delimited(
            self.connection.con, name, path=path, folder=self._folder, text=text
        )

    def read_plain(self, path: Path, text: DelimitedText) -> pa.Table | None:
        """The rows in memory; None where they must be read into a table."""
        return read_plain(path, text, memory=self._memory)

    def read_parquet(self, name: str, path: Path) -> StoredTable:
        """A table with the file's own types, in its order."""
        try:
            return read_parquet(
                self.connection.con, name, path=path, folder=self._folder
            )
        except FileUnreadable:  # a broken file may have ended the database itself
            if self.connection.revive():
                self._categories = Categories(self.connection)
                self._questions.forget_macros()
                self._views, self._held, self._coded = {}, {}, {}
            raise

    def write_parquet(
        self, table: StoredTable, path: Path, *, order: Sequence[str]
    ) -> None:
        """The table in one zstd Parquet file."""
        rows = f"FROM {place_of(table)} ORDER BY {', '.join(map(quoted_name, order))}"
        target = quoted_text(str(path.absolute()))
        with said_plainly(path.parent):
            self.connection.run(
                f"COPY ({rows}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
            )

    def new_store(self, path: Path) -> DuckDBStore:
        """A DuckDB file being written at `path`."""
        return DuckDBStore(self._questions, path, self._categories, coded=self._coded)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
