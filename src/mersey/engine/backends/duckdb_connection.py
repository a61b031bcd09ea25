"""One connection to a DuckDB file: its ceiling, its scratch space, and its end."""

from __future__ import annotations

import tempfile
import weakref
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb

from mersey.errors import MemoryNeeded
from mersey.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SETTINGS: Final = (
    # A moment with an offset is told as it was in UTC, wherever this runs.
    "SET TimeZone = 'UTC'",
    # A name in a query is a table, never a variable of Python's.
    "SET python_enable_replacements = false",
)


class Spill:
    """Scratch space that lives as long as anything refers to it."""

    def __init__(self) -> None:
        with ExitStack() as stack:
            parent = Path(tempfile.gettempdir())
            self.folder = stack.enter_context(scratch_folder(parent))
            weakref.finalize(self, stack.pop_all().close)


class Connection:
    """A connection, which can be opened anew where the database has ended it."""

    def __init__(
        self,
        database: Path,
        *,
        read_only: bool,
        config: Mapping[str, str],
        spill: Spill | None = None,
    ) -> None:
        """Open the file `database`; made where it is missing.

        Args:
            database: The file.
            read_only: Whether it is only read.
            config: Settings of DuckDB.
            spill: Scratch space that the connection keeps alive.
        """
        self._database, self._read_only = database, read_only
        self._config = dict(config)
        self._spill = spill
        self.con = self._opened()

    def close(self) -> None:
        """End it, and with the last one its scratch space."""
        self.con.close()
        self._spill = None

    def revive(self) -> bool:
        """Open the database anew if an error of its own has ended it; True if it had.

        What it held only in passing is gone then.
        """
        try:
            self.con.execute("SELECT 1").fetchall()
        except duckdb.FatalException:
            self.con.close()
            self.con = self._opened()
            return True
        return False

    def run(self, statement: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """The rows of a statement, to the last: an unfinished result blocks the others."""
        rows: list[Any] = self.con.execute(statement, values).fetchall()
        return rows

    def _opened(self) -> Any:
        con = duckdb.connect(
            str(self._database), config=self._config, read_only=self._read_only
        )
        for setting in SETTINGS:
            con.execute(setting)
        return con


@contextmanager
def within_memory() -> Iterator[None]:
    """Turn the database's word for too little memory into ours."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        msg = "There is not enough memory, or room on the disk, to work this log out."
        hint = "Allow more with ⟦memory⟧, as in ⟦memory⟧ 4GB, or free some room."
        raise MemoryNeeded(msg, next_step=hint) from None
