"""What an engine must do for the rest of mersey. Only this folder knows databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.delimited_reading import DelimitedRead, DelimitedText
    from mersey.engine.following import Following
    from mersey.engine.queries import Query
    from mersey.engine.tables import Table


class Engine(Protocol):
    """A place where tables live and ibis expressions run.

    Tables and expressions are ibis objects, which carry no types: they are `Any` here,
    and the dataclasses that hold them check their columns.
    """

    @property
    def folder(self) -> Path:
        """The private folder where the engine keeps its scratch files."""
        ...

    @property
    def memory(self) -> int:
        """Bytes that the whole run may hold; the engine keeps within its part."""
        ...

    def table(self, name: str) -> Any:
        """The table of that name, as an ibis expression."""
        ...

    def materialise(self, name: str, expression: Any) -> Any:
        """Run `expression` once and keep the result as the table `name`."""
        ...

    def remember(
        self,
        name: str,
        expression: Any,
        *,
        texts: Mapping[str, pa.Array] | None = None,
    ) -> Any:
        """Like `materialise`, but quicker, for a result that is needed only in passing.

        It is held in memory, and on disk only where memory runs out.

        Args:
            name: The table's name.
            expression: What goes into it.
            texts: Text column → every text it may hold. It is kept as a category where
                they are few, and a store may share it.
        """
        ...

    def view(self, name: str, expression: Any) -> Any:
        """`expression` under a name of its own, worked out anew whenever it is read.

        Whatever is asked of it is then put together from one plain table, which costs a
        fraction of an expression that carries all its columns along.
        """
        ...

    def forget(self, expression: Any) -> None:
        """Let go of the tables that `expression` reads, and of their room.

        Only of those that were read from a file or remembered.
        """
        ...

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> Any:
        """A table filled from Arrow record batches, never all in memory."""
        ...

    def to_pyarrow(self, expression: Any) -> pa.Table:
        """The result of `expression`, in memory."""
        ...

    def count(self, source: Query | Table) -> int:
        """How many rows there are."""
        ...

    def longest_texts(self, table: Any, columns: Sequence[str]) -> tuple[int, ...]:
        """How many bytes the longest text of each of the columns has; 0 where none is.

        Quicker than an expression by far where there are a thousand columns.
        """
        ...

    def rows_like(
        self, table: Any, columns: Sequence[str], *, pattern: str, n_rows: int
    ) -> pa.Table:
        """Those columns of rows in which the pattern is found, among the first `n_rows`.

        The texts of a row stand behind each other, a unit separator (1F) before each.

        Args:
            table: The rows.
            columns: Columns of text; nulls are passed over.
            pattern: A regular expression as RE2 has them.
            n_rows: Rows that are looked at.
        """
        ...

    def value_counts(
        self, table: Any, columns: Sequence[str]
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

    def read_parquet(self, name: str, path: Path) -> Any:
        """A table with the file's own types, in its order.

        A broken file may end the database itself: it is refused, the engine goes on, and
        what was remembered or viewed is gone.
        """
        ...

    def path_fingerprint(self, activity: Any, seq: Any) -> Any:
        """An aggregate: a 64-bit integer that is equal where the paths are equal.

        The chance that two of a million different paths share one is under 1 in 10⁷.
        Its value differs between engines: use it to tell paths apart, never store it.
        """
        ...

    def new_store(self, path: Path) -> NewStore:
        """A store being written at `path`, where nothing is yet."""
        ...

    def close(self) -> None:
        """Close the connection. Scratch files are the caller's to remove."""
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

    def show(self, name: str, expression: Any) -> None:
        """Add a view: `expression` over the store's own tables, worked out when read."""
        ...

    def write(
        self,
        name: str,
        expression: Any,
        *,
        types: Mapping[str, str],
        categories: Mapping[str, str],
    ) -> Any:
        """Write one table, in the order of `expression`, and return it.

        Args:
            name: The table's name.
            expression: What goes into it.
            types: Column → ibis type; each of these columns is cast to exactly it.
            categories: Column → the column remembered with `texts` whose texts it
                shares; it is stored that way.

        Raises:
            WorkspaceError: There is no room left to write it.
        """
        ...

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
        """Write `rows` in order, each with what it is told of the next, and return them.

        Args:
            name: The table's name.
            rows: What goes into it, in any order.
            following: How they follow each other; see `followed`.
            finish: From the rows with `seq` and the columns told to the columns of the
                table. It may look at one row at a time, and keeps their order.
            types: As for `write`.
            categories: As for `write`; the columns told have theirs too.

        Raises:
            WorkspaceError: There is no room left to write it.
        """
        ...
