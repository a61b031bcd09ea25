"""What a table of a session is to the rest of mersey: a name, and its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


NUMBERS: Final = (
    "DECIMAL", "DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
)  # fmt: skip
"""How the names of the types of numbers begin."""


@dataclass(frozen=True)
class StoredTable:
    """A table or a view of a session, or of a store that is written or was opened.

    Attributes:
        name: What it is called there.
        columns: Column → the engine's word for its type, such as `VARCHAR` or
            `TIMESTAMP`; of a category `ENUM` alone, without its texts.
        catalog: The store that it is being written to; None for the session's own.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    catalog: str | None = None

    def holds_numbers(self, column: str) -> bool:
        """Whether a column is of numbers."""
        return self.columns[column].startswith(NUMBERS)

    def holds_text(self, column: str) -> bool:
        """Whether a column is of text."""
        return self.columns[column] == "VARCHAR"
