"""Questions to Spark, in a session that the caller has: where one machine is too small."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mersey.engine.backends.macros import Macros
from mersey.engine.questions import VALUE, asked
from mersey.engine.tables import StoredTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from mersey.engine.questions import AskedQuery, QueryFile

MACROS: Final = "spark_macros.sql"

SETTINGS: Final = {
    # Times of a log are naive UTC, and so is a TIMESTAMP in a query.
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.ansi.enabled": "true",
}

WORDS: Final = {
    "string": "VARCHAR",
    "int": "INTEGER",
    "timestamp_ntz": "TIMESTAMP",
    "array<string>": "VARCHAR[]",
}
"""Spark's words for types that DuckDB calls otherwise."""


def open_spark(session: Any) -> SparkStore:
    """What answers questions in a SparkSession, whose settings of time become UTC's."""
    for name, setting in SETTINGS.items():
        session.conf.set(name, setting)
    return SparkStore(session)


class SparkStore:
    """The tables of a log as views of a Spark session."""

    def __init__(self, session: Any) -> None:
        """`session` is a SparkSession of Spark 4."""
        self.session = session
        self._macros = Macros(MACROS)

    def read_parquet(self, name: str, path: Path) -> StoredTable:
        """The table of a Parquet file, as `export_parquet` writes it, under that name."""
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)
        return self.find_table(name)

    def find_table(self, name: str) -> StoredTable:
        """The table of that name."""
        told = self.session.table(quoted_name(name)).dtypes
        return StoredTable(name, {column: _word(kind) for column, kind in told})

    def ask(
        self,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """The answer to a question, in memory."""
        return self.frame(asked(query, tables, names, values)).toArrow()

    def ask_coded(
        self,
        query: QueryFile,
        *,
        tables: Mapping[str, StoredTable | AskedQuery] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """The answer; Spark has no categories."""
        return self.ask(query, tables=tables, names=names, **values)

    def frame(self, question: AskedQuery) -> Any:
        """The question as a DataFrame: it is bound, and not yet worked out."""
        text = question.spelled(lambda table: quoted_name(table.name), quoted_name)
        for macro in self._macros.needed(text):
            self.session.sql(macro)
        return self.session.sql(VALUE.sub(r":\1", text), args=question.bound())

    def write_parquet(
        self, table: StoredTable, path: Path, *, order: Sequence[str]
    ) -> None:
        """The table in one zstd Parquet file; it passes through this machine's memory."""
        import pyarrow.parquet as pq  # noqa: PLC0415  (10 ms that nobody else needs)

        rows = self.session.table(quoted_name(table.name)).orderBy(*order)
        pq.write_table(rows.toArrow(), path, compression="zstd")

    def close(self) -> None:
        """The session is its owner's: it stays."""


def quoted_name(name: str) -> str:
    """A name as Spark takes it, whatever is in it."""
    return "`" + name.replace("`", "``") + "`"


def _word(kind: str) -> str:
    known = re.sub(r"\(.*\)", "", kind)
    return WORDS.get(known, kind.upper())
