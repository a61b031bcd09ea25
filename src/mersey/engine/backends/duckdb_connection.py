"""ibis's DuckDB connection, without the quarter of a second that pandas costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibis.backends.duckdb import Backend
from ibis.formats.pyarrow import PyArrowData

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Connection"]


class Connection(Backend):  # type: ignore[misc]  # ibis ships no types
    """A connection whose results leave as Arrow alone."""

    def to_pyarrow(self, expr: Any, /, **options: Any) -> pa.Table:
        """The result of `expr`, cast to its types.

        ibis's own does the same by way of a module that imports pandas, used or not.
        """
        found = self._to_duckdb_relation(expr, **options).to_arrow_table()
        return expr.__pyarrow_result__(found, data_mapper=PyArrowData)
