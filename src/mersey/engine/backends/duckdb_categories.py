"""Text columns of few values as ENUM: a scan of them is three to four times cheaper.

To everybody else they are texts: the few statements that make an ENUM are here and in the
store, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.expressions import quoted_name
from mersey.engine.pieces import in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mersey.engine.backends.duckdb_connection import Connection
    from mersey.engine.tables import StoredTable

MOST_CATEGORIES: Final = 60_000
"""More distinct texts than this stay text: an ENUM's codes have at most two bytes."""

MOST_OF_A_BYTE: Final = 255
"""Texts that are numbered by one byte, as the database numbers them."""


class NumberedWords(NamedTuple):
    """A table whose words are numbers.

    Attributes:
        numbers: The table.
        kinds: Column of words → the category that numbers them.
    """

    numbers: StoredTable
    kinds: Mapping[str, str]


class Categories:
    """The ENUM types of a session, by the column whose texts they hold."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._types: dict[str, str] = {}
        self._values: dict[str, pa.Array] = {}
        self._n_made = 0

    def __contains__(self, column: str) -> bool:
        """Whether the column's texts are few enough to be categories."""
        return column in self._types

    def type_of(self, column: str) -> str:
        """The name of the type that holds a column's texts."""
        return self._types[column]

    def make(self, column: str, texts: pa.Array) -> None:
        """Make a type of these texts, sorted; of none or of too many, make none."""
        values = pc.unique(texts.drop_null()).sort()
        self._types.pop(column, None)
        if not 0 < len(values) <= MOST_CATEGORIES:
            return
        self._n_made += 1
        name = quoted_name(f"{column}_category_{self._n_made}")
        connection = self._connection.con
        connection.register("texts", pa.table([values], ["text"]))
        try:
            connection.execute(f"CREATE TYPE {name} AS ENUM (FROM texts)").fetchall()
        finally:
            connection.unregister("texts")
        self._types[column], self._values[column] = name, values

    def numbered(
        self, rows: pa.Table, texts: Mapping[str, pa.Array]
    ) -> tuple[pa.Table, dict[str, str]]:
        """The rows with a number for each word, and column → the type that numbers it.

        Args:
            rows: Columns of words come as dictionaries.
            texts: Column of words → every text that it may hold.

        Raises:
            ValueError: A word is none of them.
        """
        kinds = {}
        for column, values in texts.items():
            self.make(column, values)
            if column in self:
                kinds[column] = self.type_of(column)
                place = rows.column_names.index(column)
                numbers = self._numbers(column, rows[column])
                rows = rows.set_column(place, column, numbers)
        return rows, kinds

    def cast(self, query: str, columns: Iterable[str]) -> str:
        """`query` with those of its columns that have a type cast to it."""
        stated = ", ".join(
            f"CAST({quoted_name(c)} AS {self._types[c]}) AS {quoted_name(c)}"
            for c in columns
            if c in self._types
        )
        if not stated:
            return query
        return f"SELECT * REPLACE ({stated}) FROM ({query})"  # noqa: S608  (names quoted)

    def _numbers(self, column: str, texts: pa.ChunkedArray) -> pa.ChunkedArray:
        """The numbers of the texts in the type of `column`."""
        coded, known = texts.combine_chunks(), self._values[column]
        kind = pa.uint8() if len(known) <= MOST_OF_A_BYTE else pa.uint16()
        numbers = pc.index_in(coded.dictionary, known).cast(kind)
        if numbers.null_count > coded.dictionary.null_count:
            msg = f"a word of {column} is none of those that it may hold"
            raise ValueError(msg)
        return in_pieces(numbers.take(coded.indices))
