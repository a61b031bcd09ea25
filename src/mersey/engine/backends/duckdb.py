"""DuckDB through ibis: in process, the default engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pyarrow as pa

__all__ = ["DuckDBEngine", "open_duckdb"]


def open_duckdb(
    folder: Path, *, database: str = "scratch.duckdb", read_only: bool = False
) -> DuckDBEngine:
    """An engine over the DuckDB file `database` in `folder`; made where it is missing."""
    connection = ibis.duckdb.connect(
        folder / database,
        read_only=read_only,
        temp_directory=str(folder / "spill"),
    )
    return DuckDBEngine(connection, folder)


class DuckDBEngine:
    """Tables in one DuckDB file."""

    def __init__(self, connection: Any, folder: Path) -> None:
        self.connection = connection
        self._folder = folder

    @property
    def folder(self) -> Path:
        """The folder of the database file."""
        return self._folder

    def table(self, name: str) -> Any:
        """The table of that name."""
        return self.connection.table(name)

    def materialise(self, name: str, expression: Any) -> Any:
        """Run `expression` once and keep the result as the table `name`."""
        return self.connection.create_table(name, expression, overwrite=True)

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> Any:
        """A table filled batch by batch."""
        import pyarrow as pa  # noqa: PLC0415  (heavy: only when rows come from Python)

        reader = pa.RecordBatchReader.from_batches(schema, batches)
        return self.connection.create_table(name, reader, overwrite=True)

    def to_pyarrow(self, expression: Any) -> pa.Table:
        """The result of `expression`, in memory."""
        return self.connection.to_pyarrow(expression)

    def read_delimited(self, name: str, path: Path, options: Mapping[str, Any]) -> Any:
        """A table of strings read from delimited text."""
        raise NotImplementedError

    def read_parquet(self, name: str, path: Path) -> Any:
        """A table read from Parquet."""
        return self.materialise(name, self.connection.read_parquet(str(path)))

    def close(self) -> None:
        """Close the connection."""
        self.connection.disconnect()
