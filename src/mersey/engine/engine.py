"""What an engine must do for the rest of mersey. Only this folder knows databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.delimited_reading import DelimitedRead, DelimitedText
    from mersey.engine.following import Following
    from mersey.engine.queries import Query
    from mersey.engine.questions import AskedQuery, QueryFile
    from mersey.engine.tables import StoredTable


class Store(Protocol):
    """Prepared tables that questions are put to: all that answers need of an engine."""

    def find_table(self, name: str) -> StoredTable:
        """The table of that name, with what its columns hold."""
        ...

    def ask(
        self,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """The answer to a question, in memory; texts are texts.

        Args:
            query: The SQL; see `QueryFile`.
            tables: Name in the query → table.
            names: Name in the query → a column that only the log knows, or several.
            values: Name in the query → what is bound: text, number, date, time, list.
        """
        ...

    def ask_coded(
        self,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """As `ask`; texts that are kept as categories come as dictionaries.

        A tenth of the room, and no text is made. Where the engine has no categories,
        texts are texts.
        """
        ...

    def write_parquet(
        self, table: StoredTable, path: Path, *, order: Sequence[str]
    ) -> None:
        """Write a table, in that order, to one zstd Parquet file.

        Raises:
            WorkspaceError: There is no room left to write it.
        """
        ...

    def close(self) -> None:
        """Let go of it; nothing more can be asked."""
        ...


class Engine(Store, Protocol):
    """A place where tables live, files are read into, and questions are answered."""

    @property
    def folder(self) -> Path:
        """The private folder where the engine keeps its scratch files."""
        ...

    @property
    def memory(self) -> int:
        """Bytes that the whole run may hold; the engine keeps within its part."""
        ...

    def keep(
        self,
        name: str,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> StoredTable:
        """The answer as the temporary table `name`, on disk only where memory runs out."""
        ...

    def materialise(self, name: str, source: Query | StoredTable) -> StoredTable:
        """Work the rows out once and keep them as the table `name`."""
        ...

    def remember(
        self,
        name: str,
        source: Query | StoredTable,
        *,
        texts: Mapping[str, pa.Array] | None = None,
    ) -> StoredTable:
        """Like `materialise`, but quicker, for a result that is needed only in passing.

        It is held in memory, and on disk only where memory runs out.

        Args:
            name: The table's name.
            source: What goes into it.
            texts: Text column → every text it may hold. It is kept as a category where
                they are few, and a store may share it.
        """
        ...

    def view(self, name: str, source: Query | StoredTable) -> StoredTable:
        """The rows under a name of their own, worked out anew whenever it is read."""
        ...

    def forget(self, source: Query | StoredTable) -> None:
        """Let go of the tables that are read, and of their room.

        Only of those that were read from a file or remembered.
        """
        ...

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> StoredTable:
        """A table filled from Arrow record batches, never all in memory."""
        ...

    def hold(self, name: str, rows: pa.Table) -> StoredTable:
        """Rows that stay where they are in memory, under a name for questions.

        Texts may come as dictionaries; to whoever asks they are texts.
        """
        ...

    def hold_coded(
        self, name: str, rows: pa.Table, *, texts: Mapping[str, pa.Array]
    ) -> StoredTable:
        """As `remember` with `texts`, of rows that stay where they are in memory.

        Columns of words come as dictionaries.
        """
        ...

    def held(self, table: StoredTable) -> pa.Table | None:
        """The rows behind a table that was made by `hold`; None for any other."""
        ...

    def to_pyarrow(self, source: Query | StoredTable) -> pa.Table:
        """The rows, in memory; texts are texts."""
        ...

    def count(self, source: Query | StoredTable) -> int:
        """How many rows there are."""
        ...

    def longest_texts(
        self, source: Query | StoredTable, columns: Sequence[str]
    ) -> tuple[int, ...]:
        """How many bytes the longest text of each of the columns has; 0 where none is."""
        ...

    def rows_like(
        self,
        source: Query | StoredTable,
        columns: Sequence[str],
        *,
        pattern: str,
        n_rows: int,
    ) -> pa.Table:
        """Those columns of rows in which the pattern is found, among the first `n_rows`.

        The texts of a row stand behind each other, a unit separator (1F) before each.

        Args:
            source: The rows.
            columns: Columns of text; nulls are passed over.
            pattern: A regular expression as RE2 has them.
            n_rows: Rows that are looked at.
        """
        ...

    def value_counts(
        self, source: Query | StoredTable, columns: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, int]]]:
        """Each of the columns, one after the other, and how many rows hold each value.

        Values are told as text; nulls are passed over.
        """
        ...

    def read_delimited(
        self, name: str, path: Path, text: DelimitedText
    ) -> DelimitedRead:
        """A table of text columns, and the lines that did not fit."""
        ...

    def read_plain(self, path: Path, text: DelimitedText) -> pa.Table | None:
        """The rows of a long file in memory, quickly; None where that may not be done.

        They are what `read_delimited` reads where it rejects nothing; texts come as
        dictionaries where they are few.
        """
        ...

    def read_parquet(self, name: str, path: Path) -> StoredTable:
        """A table with the file's own types, in its order.

        A broken file may end the database itself: it is refused, the engine goes on, and
        what was remembered or viewed is gone.
        """
        ...

    def new_store(self, path: Path) -> NewStore:
        """A store being written at `path`, where nothing is yet."""
        ...


class NewStore(Protocol):
    """Prepared tables being written; nobody reads them until the block ends.

    Leaving the block makes everything durable; leaving it by an error writes nothing
    more, and the half-written file is the caller's to remove.
    """

    def __enter__(self) -> Self:
        """The store itself."""
        ...

    def __exit__(self, *exc_info: object) -> None:
        """Make it durable and let go of the file."""
        ...

    def show(
        self,
        name: str,
        table: StoredTable,
        *,
        columns: Mapping[str, str],
        instead: Mapping[str, str],
    ) -> StoredTable:
        """Add a view of one of the store's own tables, worked out when it is read.

        Args:
            name: The view's name.
            table: The table.
            columns: Column → type: what the view has, in order; null where the table
                lacks the column.
            instead: Column that may lack → the one that is shown in its place.
        """
        ...

    def write(
        self,
        name: str,
        question: AskedQuery,
        *,
        types: Mapping[str, str],
        categories: Mapping[str, str],
        unlike: Collection[str] = (),
    ) -> StoredTable:
        """Write one table, in the order of the answer, and return it.

        Args:
            name: The table's name.
            question: What goes into it.
            types: Column → type; each of these columns is cast to exactly it.
            categories: Column → the column remembered with `texts` whose texts it
                shares; it is stored that way.
            unlike: Columns of texts that have nothing in common, each of which comes
                once: they are stored as they stand. To find out that nothing makes them
                smaller would cost more than to write all other columns.

        Raises:
            WorkspaceError: There is no room left to write it.
        """
        ...

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
        """Write `rows` in order, each with what it is told of the next, and return them.

        Args:
            name: The table's name.
            rows: What goes into it, in any order: it picks rows and columns by their
                numbers and times, and looks at no words.
            following: How they follow each other. A row is told its place in its group,
                `seq` (int32, from 1), and the columns of `following`.
            finish: From `{followed}`, the rows with what they are told, to the columns
                of the table. It looks at one row at a time, and keeps their order.
            types: As for `write`.
            categories: As for `write`; the columns told have theirs too.

        Raises:
            WorkspaceError: There is no room left to write it.
        """
        ...
