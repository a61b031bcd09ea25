"""What an engine must do for the rest of mersey. Only this folder knows databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pyarrow as pa

__all__ = ["Engine"]


class Engine(Protocol):
    """A place where tables live and ibis expressions run.

    Tables and expressions are ibis objects, which carry no types: they are `Any` here,
    and the dataclasses that hold them check their columns.
    """

    @property
    def folder(self) -> Path:
        """The private folder where the engine keeps its scratch files."""
        ...

    def table(self, name: str) -> Any:
        """The table of that name, as an ibis expression."""
        ...

    def materialise(self, name: str, expression: Any) -> Any:
        """Run `expression` once and keep the result as the table `name`."""
        ...

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> Any:
        """A table filled from Arrow record batches, never all in memory."""
        ...

    def to_pyarrow(self, expression: Any) -> pa.Table:
        """The result of `expression`, in memory."""
        ...

    def read_delimited(self, name: str, path: Path, options: Mapping[str, Any]) -> Any:
        """A table of strings read from delimited text; see `backends/duckdb.py`."""
        ...

    def read_parquet(self, name: str, path: Path) -> Any:
        """A table read from Parquet, with the file's own types."""
        ...

    def close(self) -> None:
        """Close the connection. Scratch files are the caller's to remove."""
        ...
