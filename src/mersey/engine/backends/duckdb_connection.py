"""ibis's DuckDB connection, without the quarter of a second that pandas costs."""

from __future__ import annotations

import tempfile
import weakref
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.formats.pyarrow import PyArrowData

from mersey.errors import MemoryNeeded
from mersey.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


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

    def to_pyarrow(
        self, expr: Any, /, *, keep_categories: bool = False, **options: Any
    ) -> pa.Table:
        """The result of `expr`, cast to its types.

        ibis's own does the same by way of a module that imports pandas, used or not. With
        `keep_categories` texts stored as categories come as dictionaries: a tenth of the
        room, and no text is made.
        """
        with within_memory():
            found = self._to_duckdb_relation(expr, **options).to_arrow_table()
        mapper = _WithCategories if keep_categories else PyArrowData
        return expr.__pyarrow_result__(found, data_mapper=mapper)


def with_categories(table: Any) -> pa.Table:
    """The rows of an ibis table, in memory; texts stored as categories as dictionaries.

    Where the table's engine has no categories, texts are texts.
    """
    keeps = isinstance(table.get_backend(), Connection)
    found: pa.Table = table.to_pyarrow(**({"keep_categories": True} if keeps else {}))
    return found


class _WithCategories(PyArrowData):  # type: ignore[misc]  # ibis ships no types
    """A table in its own types, but for its dictionaries."""

    @classmethod
    def convert_table(cls, table: pa.Table, schema: Any) -> pa.Table:
        return pa.table(
            {
                name: table[name]
                if pa.types.is_dictionary(table[name].type)
                else cls.convert_column(table[name], kind)
                for name, kind in schema.items()
            }
        )


@contextmanager
def within_memory() -> Iterator[None]:
    """Turn the database's word for too little memory into ours."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        msg = "There is not enough memory, or room on the disk, to work this log out."
        hint = "Allow more with ⟦memory⟧, as in ⟦memory⟧ 4GB, or free some room."
        raise MemoryNeeded(msg, next_step=hint) from None
