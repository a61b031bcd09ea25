"""ibis's DuckDB connection, without the quarter of a second that pandas costs."""

from __future__ import annotations

import tempfile
import weakref
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from ibis.backends.duckdb import Backend
from ibis.formats.pyarrow import PyArrowData

from mersey.errors import MemoryNeeded
from mersey.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

__all__ = ["Connection", "Spill", "within_memory"]


class Spill:
    """Scratch space that lives as long as anything refers to it."""

    def __init__(self) -> None:
        with ExitStack() as stack:
            parent = Path(tempfile.gettempdir())
            self.folder = stack.enter_context(scratch_folder(parent))
            weakref.finalize(self, stack.pop_all().close)


class Connection(Backend):  # type: ignore[misc]  # ibis ships no types
    """A connection whose results leave as Arrow alone."""

    spill: Spill | None = None

    def disconnect(self) -> None:
        """End it, and with the last one its scratch space."""
        super().disconnect()
        self.spill = None

    def revive(self) -> bool:
        """Open the database anew if an error of its own has ended it; True if it had.

        What it held only in passing is gone then.
        """
        try:
            self.con.execute("SELECT 1").fetchall()
        except duckdb.FatalException:
            self.con.close()
            self.reconnect()
            return True
        return False

    def to_pyarrow(self, expr: Any, /, **options: Any) -> pa.Table:
        """The result of `expr`, cast to its types.

        ibis's own does the same by way of a module that imports pandas, used or not.
        """
        with within_memory():
            found = self._to_duckdb_relation(expr, **options).to_arrow_table()
        return expr.__pyarrow_result__(found, data_mapper=PyArrowData)


@contextmanager
def within_memory() -> Iterator[None]:
    """Turn the database's word for too little memory into ours."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        msg = "There is not enough memory, or room on the disk, to work this log out."
        hint = "Allow more with --memory, as in --memory 4GB, or free some room."
        raise MemoryNeeded(msg, next_step=hint) from None
