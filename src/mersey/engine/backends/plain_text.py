"""Delimited text that holds nothing doubtful, into memory, much quicker than into tables.

Arrow reads a row in half the time, but takes some text for granted that the database
rejects. So what was read is proved against the bytes of the file: one line for each row,
as many values as headings, and every quotation mark where a value begins or ends. Where
any of it cannot be proved, nothing is read, and the database reads the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.pieces import in_pieces

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.engine.delimited_reading import DelimitedText

BYTES_AT_ONCE: Final = 1 << 20
"""Of the file: a piece that fits in a processor's own memory."""

SHORT: Final = 2_000_000
"""Bytes of a file, below which there is nothing to gain."""

LONGEST: Final = (1 << 31) - 1
"""Bytes that the texts of one column may have."""

PART_OF_MEMORY: Final = 4
"""A file that is larger than this part of what a run may hold goes to the database,
which can put rows down on the disk."""

BLOCKS: Final = 10
BLOCK_ROWS: Final = 3_000
FEW: Final = 1_000
"""Different texts of a column, up to which they are told by number: the database reads
all of them again with every piece of the rows."""

QUOTE: Final = '"'


def read_plain(path: Path, text: DelimitedText, *, memory: int) -> pa.Table | None:
    """All rows in memory, or None where any of them might be read otherwise.

    Columns as `text` states them: texts, which come as dictionaries where they are few.
    An empty value is null, nothing else is.

    Args:
        path: A file in UTF-8, without NUL, whose lines all end as `text` says.
        text: How it is written.
        memory: Bytes that the whole run may hold.
    """
    if not _may_be_plain(path, text, memory=memory):
        return None
    body = _first_row(path, text.skip)
    if body is None:
        return None
    rows = np.memmap(path, dtype=np.uint8, mode="r")[body:]
    found, marks = _parsed(pa.py_buffer(rows), text), _marks(rows, text)
    if found is None or found.num_rows != marks.lines:
        return None
    found = _numbered(found)
    return found if _is_closed(found, marks, text.delimiter) else None


class _Marks(NamedTuple):
    """How many there are: line ends, quotation marks, and those that end a value."""

    lines: int
    quotes: int
    closing: int


def _may_be_plain(path: Path, text: DelimitedText, *, memory: int) -> bool:
    is_usual = text.quote == text.escape == QUOTE and text.newline in ("\n", "\r\n")
    is_usual &= len(text.columns) > 1 and text.delimiter.isascii()
    n_bytes = path.stat().st_size
    return is_usual and SHORT <= n_bytes <= min(memory // PART_OF_MEMORY, LONGEST)


def _first_row(path: Path, n_lines: int) -> int | None:
    """At which byte the first row begins, after so many lines; None where none does."""
    with path.open("rb") as file:
        for _ in range(n_lines):
            file.readline()
        body = file.tell()
    return body if body < path.stat().st_size else None


def _parsed(rows: pa.Buffer, text: DelimitedText) -> pa.Table | None:
    from pyarrow import csv  # noqa: PLC0415  (small files do without it)

    names = [str(place) for place in range(len(text.columns))]
    try:
        found = csv.read_csv(
            pa.BufferReader(rows),
            csv.ReadOptions(column_names=names, block_size=BYTES_AT_ONCE),
            csv.ParseOptions(delimiter=text.delimiter),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowMemoryError):
        return None
    return found.rename_columns(list(text.columns))


def _marks(data: np.ndarray, text: DelimitedText) -> _Marks:
    ends = (ord(text.delimiter), ord(text.newline[0]))
    lines = quotes = closing = 0
    for start in range(0, data.size, BYTES_AT_ONCE):
        part = data[start : start + BYTES_AT_ONCE + 1]
        here = part[:BYTES_AT_ONCE]
        lines += int(np.count_nonzero(here == ord("\n")))
        is_quote = here == ord(QUOTE)
        if is_quote.any():
            quotes += int(np.count_nonzero(is_quote))
            after, is_quote = part[1:], is_quote[: part.size - 1]
            closes = is_quote & ((after == ends[0]) | (after == ends[1]))
            closing += int(np.count_nonzero(closes))
    is_open = data[-1] != ord("\n")
    closing += int(data[-1] == ord(QUOTE))
    return _Marks(lines=lines + int(is_open), quotes=quotes, closing=closing)


def _is_closed(found: pa.Table, marks: _Marks, delimiter: str) -> bool:
    """Whether every quotation mark begins or ends a value.

    Where no value holds a mark, none stands twice inside one; where none begins with a
    delimiter, a mark before one ends its value. So half of the marks must do that.
    """
    if not marks.quotes:
        return True
    if 2 * marks.closing != marks.quotes:
        return False
    return not any(
        _is_any(pc.match_substring(texts, QUOTE))
        or _is_any(pc.starts_with(texts, delimiter))
        for texts in map(_different, found.columns)
    )


def _different(texts: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Every text of a column; those of a dictionary, which all its pieces share, once."""
    return texts.chunk(0).dictionary if pa.types.is_dictionary(texts.type) else texts


def _is_any(found: pa.Array | pa.ChunkedArray) -> bool:
    return bool(pc.any(found).as_py())


def _numbered(found: pa.Table) -> pa.Table:
    """The rows, with texts that are few as dictionaries."""
    columns = [
        _with_few(texts) if _are_few(texts) else texts for texts in found.columns
    ]
    return pa.table(columns, names=found.column_names)


def _are_few(texts: pa.ChunkedArray) -> bool:
    """Whether a column has few different texts, as far as a sample tells."""
    n_rows = len(texts)
    starts = [max(n_rows - BLOCK_ROWS, 0) * n // (BLOCKS - 1) for n in range(BLOCKS)]
    blocks = (texts.slice(start, BLOCK_ROWS).chunks for start in starts)
    sample = pa.chunked_array([one for block in blocks for one in block])
    return bool(pc.count_distinct(sample, mode="all").as_py() <= FEW)


def _with_few(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    coded = texts.combine_chunks().dictionary_encode()
    if len(coded.dictionary) > FEW:
        return texts
    return in_pieces(coded)
