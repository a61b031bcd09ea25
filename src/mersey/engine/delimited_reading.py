"""How an engine is told to read delimited text, and what it gives back.

Everything is stated: an engine must never guess a delimiter, a type or a heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.engine.tables import StoredTable

LONGEST_LINE: Final = 2_000_000
"""Bytes in one data row; a longer one is rejected, with its line, as a mistake."""


@dataclass(frozen=True, kw_only=True)
class DelimitedText:
    """A UTF-8 file of delimited text, described down to the last byte.

    Attributes:
        columns: The headings, unique whatever their case.
        delimiter: One character.
        newline: What ends every row: LF, CR LF, or CR.
        skip: Lines above the first data row.
        quote: The character that may enclose a value.
        escape: The character before a quote that belongs to the value.
    """

    columns: tuple[str, ...]
    delimiter: str
    newline: str = "\n"
    skip: int = 1
    quote: str = '"'
    escape: str = '"'


@dataclass(frozen=True, kw_only=True)
class DelimitedRead:
    """What came of reading a delimited file.

    Attributes:
        table: Columns as stated, all text; an empty value is null, nothing else is. Its
            `rowid()` is the position of the row among those read, from 0.
        rejected: `line` (int64, from 1, counted in the file), `column` (the first at
            fault; null where none can be named) and `reason`, one row per line.
        bad_bytes: Lines rejected because they are not UTF-8.
        bad_quotes: Lines rejected for their quotation marks. One that is never closed
            swallows what follows, so the rows after it may be missing.
    """

    table: StoredTable
    rejected: StoredTable
    bad_bytes: int
    bad_quotes: int
