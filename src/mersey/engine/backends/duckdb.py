"""DuckDB through ibis: in process, the default engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

import ibis
from ibis.expr.operations import PhysicalTable

from mersey.engine.backends.duckdb_categories import Categories
from mersey.engine.backends.duckdb_connection import (
    Connection,
    Spill,
    within_memory,
)
from mersey.engine.backends.duckdb_reading import (
    fill_from_batches,
    read_delimited,
    read_parquet,
)
from mersey.engine.backends.duckdb_relations import described, rows_in_memory
from mersey.engine.backends.duckdb_store import DuckDBStore, said_plainly
from mersey.engine.expressions import quoted_name
from mersey.engine.memory import default_memory, of_engine
from mersey.engine.queries import Query, query, rows_of
from mersey.engine.tables import Table
from mersey.errors import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.delimited_reading import DelimitedRead, DelimitedText

SPILLS: Final[WeakValueDictionary[Path, Spill]] = WeakValueDictionary()
"""Store that is open for reading → its scratch space, for as long as it is."""

BEYOND_CATEGORIES: Final = 2**40
"""More than any category's number: a place counted from here is never one of them."""


@ibis.udf.scalar.builtin(name="hash")  # type: ignore[untyped-decorator]  # ibis is Any
def _hash_of_text(text: str) -> int:  # type: ignore[empty-body]  # DuckDB's own
    """DuckDB's own."""


@ibis.udf.scalar.builtin(name="hash")  # type: ignore[untyped-decorator]  # ibis is Any
def _hash_of_number(number: int) -> int:  # type: ignore[empty-body]  # DuckDB's own
    """DuckDB's own."""


@ibis.udf.agg.builtin(name="bit_xor")  # type: ignore[untyped-decorator]  # ibis is Any
def _combine(number: int) -> int:  # type: ignore[empty-body]  # DuckDB's own
    """DuckDB's own."""


COUNTED_AT_ONCE: Final = 1_000_000
"""Values counted by one query. Each query costs as much as the table is wide, so that a
query a column took most of a wide file's time; many values at once would take memory."""


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
    folder = folder.absolute()  # `md:x`, as it stands, would be a place elsewhere
    ceiling = default_memory() if memory is None else memory
    # A finished store's folder is never written to again; all that read it in one
    # process must say the same.
    spill = SPILLS.setdefault(folder / database, Spill()) if read_only else None
    connection = Connection().connect(
        folder / database,
        read_only=read_only,
        temp_directory=str((spill.folder if spill else folder) / "spill"),
        memory_limit=f"{of_engine(ceiling) // 1_000_000}MB",
    )
    connection.spill = spill
    return DuckDBEngine(connection, folder, memory=ceiling)


class DuckDBEngine:
    """Tables in one DuckDB file."""

    def __init__(self, connection: Any, folder: Path, *, memory: int) -> None:
        self.connection = connection
        self._folder = folder
        self._memory = memory
        self._categories = Categories(connection)
        self._views: dict[str, Any] = {}

    @property
    def folder(self) -> Path:
        """The folder of the database file."""
        return self._folder

    @property
    def memory(self) -> int:
        """Bytes that the run may hold."""
        return self._memory

    def table(self, name: str) -> Any:
        """The table of that name."""
        return self.connection.table(name)

    def materialise(self, name: str, expression: Any) -> Any:
        """Run `expression` once and keep the result as the table `name`."""
        self._create("TABLE", name, expression)
        return self._made(name, expression) or self.connection.table(name)

    def remember(
        self,
        name: str,
        expression: Any,
        *,
        texts: Mapping[str, pa.Array] | None = None,
    ) -> Any:
        """Run `expression` once and hold the result as a temporary table."""
        for column, values in (texts or {}).items():
            self._categories.make(column, values)
        self._create("TEMP TABLE", name, expression, categories=texts or ())
        return self._made(name, expression) or self.connection.table(
            name, database=("temp", "main")
        )

    def view(self, name: str, expression: Any) -> Any:
        """`expression` under a name of its own, worked out anew whenever it is read."""
        self._create("TEMP VIEW", name, expression)
        self._views[name] = expression
        return self._made(name, expression) or self.connection.table(
            name, database=("temp", "main")
        )

    def _made(self, name: str, source: Any) -> Table | None:
        """What was made of a query; None where it was made of an ibis expression."""
        is_ours = isinstance(source, (Query, Table))
        return described(self.connection.con, name) if is_ours else None

    def forget(self, expression: Any) -> None:
        """Let go of the temporary tables that `expression` reads."""
        for name in self._names(expression):
            place = f"temp.main.{quoted_name(name)}"
            if name in self._views:
                self._run(f"DROP VIEW IF EXISTS {place}")
                self.forget(self._views.pop(name))
            else:
                self._run(f"DROP TABLE IF EXISTS {place}")

    def _names(self, source: Any) -> list[str]:
        """The tables and views that something reads."""
        if isinstance(source, (Query, Table)):
            return sorted(rows_of(source).reads)
        return [table.name for table in source.op().find(PhysicalTable)]

    def _text(self, source: Any) -> str:
        """What DuckDB is asked to get some rows."""
        if isinstance(source, (Query, Table)):
            return rows_of(source).text
        return str(self.connection.compile(source))

    def _create(
        self, kind: str, name: str, expression: Any, *, categories: Iterable[str] = ()
    ) -> None:
        # ibis's own create_table(overwrite=True) writes a DROP without a name with
        # sqlglot 30, and turns every ENUM back into text.
        if not isinstance(expression, (Query, Table)):  # memtables
            self.connection._run_pre_execute_hooks(expression)  # noqa: SLF001
        query = self._text(expression)
        source = self._categories.cast(query, categories)
        with said_plainly(self._folder):
            self._run(f"CREATE OR REPLACE {kind} {quoted_name(name)} AS {source}")

    def _run(self, statement: str) -> None:
        self.connection.con.execute(statement).fetchall()

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> Any:
        """A table filled batch by batch."""
        return fill_from_batches(
            self.connection.con, name, schema=schema, batches=batches
        )

    def to_pyarrow(self, expression: Any) -> pa.Table:
        """The result of `expression`, in memory."""
        if isinstance(expression, (Query, Table)):
            return rows_in_memory(self.connection.con, expression)
        return self.connection.to_pyarrow(expression)

    def count(self, source: Query | Table) -> int:
        """How many rows there are."""
        counted = query("SELECT count(*) AS n FROM {rows}", rows=source)
        return int(self._rows(counted.text)[0][0])

    def longest_texts(self, table: Any, columns: Sequence[str]) -> tuple[int, ...]:
        """How many bytes the longest text of each of the columns has; 0 where none is."""
        asked = ", ".join(f"max(strlen({quoted_name(name)}))" for name in columns)
        query = f"SELECT {asked} FROM ({self._text(table)})"  # noqa: S608
        with within_memory():
            found = self.connection.con.execute(query).fetchall()[0]
        return tuple(n or 0 for n in found)

    def rows_like(
        self, table: Any, columns: Sequence[str], *, pattern: str, n_rows: int
    ) -> pa.Table:
        """Those columns of rows in which the pattern is found, among the first `n_rows`."""
        names = ", ".join(map(quoted_name, columns))
        query = (
            f"SELECT {names} FROM ({self._text(table)} LIMIT {n_rows:d}) "  # noqa: S608
            f"WHERE regexp_matches(concat_ws(chr(31), '', {names}), $1)"
        )
        with within_memory():
            return self.connection.con.sql(query, params=[pattern]).to_arrow_table()

    def value_counts(
        self, table: Any, columns: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, int]]]:
        """Each of the columns, one after the other, and how many rows hold each value."""
        rows = self._text(table)
        n_rows = self._rows(f"SELECT count(*) FROM ({rows})")[0][0]  # noqa: S608
        n_together = max(COUNTED_AT_ONCE // max(n_rows, 1), 1)
        for begin in range(0, len(columns), n_together):
            together = columns[begin : begin + n_together]
            yield from zip(together, self._counts(rows, together), strict=True)

    def _counts(self, rows: str, columns: Sequence[str]) -> list[dict[str, int]]:
        """How many of `rows` hold each value, by column."""
        texts = ", ".join(
            f"{quoted_name(name)}::VARCHAR AS c{place}"
            for place, name in enumerate(columns)
        )
        query = (
            "SELECT place[2:]::INTEGER, value, count(*) "  # noqa: S608  (names quoted)
            f"FROM (UNPIVOT (SELECT {texts} FROM ({rows})) "
            "ON COLUMNS(*) INTO NAME place VALUE value) GROUP BY ALL"
        )
        counts: list[dict[str, int]] = [{} for _ in columns]
        for place, value, n in self._rows(query):
            counts[place][value] = n
        return counts

    def _rows(self, query: str) -> list[Any]:
        with within_memory():
            found: list[Any] = self.connection.con.execute(query).fetchall()
        return found

    def read_delimited(
        self, name: str, path: Path, text: DelimitedText
    ) -> DelimitedRead:
        """A table of text columns, and the lines that did not fit."""
        return read_delimited(
            self.connection.con, name, path=path, folder=self._folder, text=text
        )

    def read_parquet(self, name: str, path: Path) -> Any:
        """A table with the file's own types, in its order."""
        try:
            return read_parquet(
                self.connection.con, name, path=path, folder=self._folder
            )
        except FileUnreadable:  # a broken file may have ended the database itself
            if self.connection.revive():
                self._categories = Categories(self.connection)
                self._views = {}
            raise

    def path_fingerprint(self, activity: Any, seq: Any) -> Any:
        """The hashes of all steps, combined.

        Not `hash(activity, seq)`: that is linear in its parts, so that two paths with
        the same steps in another order would look alike once combined. Nor places
        as they are: DuckDB hashes a category as its number, so that the third activity
        in place 2 would look like the second in place 3.
        """
        place = _hash_of_number(seq.cast("int64") + BEYOND_CATEGORIES)
        return _combine(_hash_of_number(_hash_of_text(activity) ^ place))

    def new_store(self, path: Path) -> DuckDBStore:
        """A DuckDB file being written at `path`."""
        return DuckDBStore(self.connection, path, self._categories)

    def close(self) -> None:
        """Close the connection."""
        self.connection.disconnect()
