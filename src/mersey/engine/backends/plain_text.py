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
BLOCK_BYTES: Final = 1 << 18
"""Of the sample that tells which columns have few texts: some thousand rows a block."""

FEW_TEXTS: Final = pa.dictionary(pa.int32(), pa.string())
FEW: Final = 1_000
"""Different texts of a column, up to which they are told by number: the database reads
all of them again with every piece of the rows."""

QUOTE: Final = '"'
NOT_ASCII: Final = 0x80


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
    marks = _marks(rows, text)
    found = _parsed(rows, text, is_ascii=marks.is_ascii)
    if found is None or found.num_rows != marks.lines:
        return None
    return found if _is_closed(found, marks, text.delimiter) else None


class _Marks(NamedTuple):
    """How many there are: line ends, quotation marks, and those that end a value."""

    lines: int
    quotes: int
    closing: int
    is_ascii: bool


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


def _parsed(
    rows: np.ndarray, text: DelimitedText, *, is_ascii: bool
) -> pa.Table | None:
    """The rows, with texts that are few as dictionaries; None where Arrow reads none."""
    names = [str(place) for place in range(len(text.columns))]
    try:
        sample = pa.py_buffer(_sample(rows))
        first = _read(
            sample, text, dict.fromkeys(names, pa.string()), is_ascii=is_ascii
        )
        kinds = {n: FEW_TEXTS if _are_few(first[n]) else pa.string() for n in names}
        found = _read(pa.py_buffer(rows), text, kinds, is_ascii=is_ascii)
    except (pa.ArrowInvalid, pa.ArrowMemoryError):
        return None
    found = found.unify_dictionaries()
    columns = [_with_few(found[name]) for name in names]
    return pa.table(columns, names=list(text.columns))


def _read(
    rows: pa.Buffer,
    text: DelimitedText,
    kinds: dict[str, pa.DataType],
    *,
    is_ascii: bool,
) -> pa.Table:
    from pyarrow import csv  # noqa: PLC0415  (small files do without it)

    return csv.read_csv(
        pa.BufferReader(rows),
        csv.ReadOptions(column_names=list(kinds), block_size=BYTES_AT_ONCE),
        csv.ParseOptions(delimiter=text.delimiter),
        csv.ConvertOptions(
            check_utf8=not is_ascii,
            column_types=kinds,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _sample(rows: np.ndarray) -> bytes:
    """Whole lines from all over the rows; all of them where they are not many."""
    if rows.size <= BLOCKS * BLOCK_BYTES:
        return rows.tobytes()
    last = rows.size - BLOCK_BYTES
    starts = (last * n // (BLOCKS - 1) for n in range(BLOCKS))
    blocks = [rows[start : start + BLOCK_BYTES].tobytes() for start in starts]
    return b"".join(map(_whole_lines, blocks))


def _whole_lines(block: bytes) -> bytes:
    return block[block.find(b"\n") + 1 : block.rfind(b"\n") + 1]


def _marks(data: np.ndarray, text: DelimitedText) -> _Marks:
    ends = (ord(text.delimiter), ord(text.newline[0]))
    lines = quotes = closing = 0
    is_ascii = True
    for start in range(0, data.size, BYTES_AT_ONCE):
        part = data[start : start + BYTES_AT_ONCE + 1]
        here = part[:BYTES_AT_ONCE]
        is_ascii = is_ascii and int(here.max()) < NOT_ASCII
        lines += int(np.count_nonzero(here == ord("\n")))
        is_quote = here == ord(QUOTE)
        if is_quote.any():
            quotes += int(np.count_nonzero(is_quote))
            after, is_quote = part[1:], is_quote[: part.size - 1]
            closes = is_quote & ((after == ends[0]) | (after == ends[1]))
            closing += int(np.count_nonzero(closes))
    is_open = data[-1] != ord("\n")
    closing += int(data[-1] == ord(QUOTE))
    return _Marks(
        lines=lines + int(is_open), quotes=quotes, closing=closing, is_ascii=is_ascii
    )


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
        _holds(texts, QUOTE)
        or (
            _holds(texts, delimiter)
            and bool(pc.any(pc.starts_with(texts, delimiter)).as_py())
        )
        for texts in map(_different, found.columns)
    )


def _different(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Every text of a column; those of a dictionary, which all its pieces share, once."""
    is_coded = pa.types.is_dictionary(texts.type)
    return pa.chunked_array([texts.chunk(0).dictionary]) if is_coded else texts


def _holds(texts: pa.ChunkedArray, mark: str) -> bool:
    """Whether any of the texts has that character of ASCII."""
    letters = (chunk.buffers()[-1] for chunk in texts.chunks)
    return any(
        bool((np.frombuffer(one, np.uint8) == ord(mark)).any())
        for one in letters
        if one is not None
    )


def _are_few(texts: pa.ChunkedArray) -> bool:
    """Whether a column has few different texts, as far as a sample tells."""
    return bool(pc.count_distinct(texts, mode="all").as_py() <= FEW)


def _with_few(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as it was read; as texts where its dictionary has too many after all."""
    if not pa.types.is_dictionary(texts.type):
        return texts
    if len(texts.chunk(0).dictionary) > FEW:
        return texts.cast(pa.string())
    return in_pieces(texts.combine_chunks())
