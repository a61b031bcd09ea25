"""Lines of a text file of any encoding, as UTF-8, however long, one at a time."""

from __future__ import annotations

import codecs
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from mersey.engine.delimited_reading import LONGEST_LINE
from mersey.errors import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK: Final = 1 << 20
ENDLESS_LINE: Final = 1 << 26
"""Bytes; what has a line of more is no table, and may go on so for long."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a file.

    Attributes:
        number: Its number, from 1.
        text: It in UTF-8, without what ends it; only the start where it is too long.
        is_too_long: True where it is over `LONGEST_LINE` bytes.
    """

    number: int
    text: bytes
    is_too_long: bool = False


def endless_line() -> FileUnreadable:
    """The error of a line that is longer than any of a table."""
    msg = f"A line of the file is longer than {ENDLESS_LINE >> 20} MiB."
    hint = "It is no table. Open it, and check that its rows end in new lines."
    return FileUnreadable(msg, next_step=hint)


class Lines:
    """Iterates over the lines of `file`, with a way to look ahead.

    Attributes:
        n_utf8: Lines so far that hold letters beyond ASCII in valid UTF-8.
        n_other: Lines so far that are not UTF-8, and were read as `other`.
        n_replaced: Letters so far that the stated encoding cannot have.
        n_nul: NUL characters left out so far.
    """

    def __init__(
        self,
        file: BinaryIO,
        *,
        encoding: str | None,
        newline: str,
        other: str = "cp1252",
    ) -> None:
        self.n_utf8 = 0
        self.n_other = 0
        self.n_replaced = 0
        self._other = other
        self.n_nul = 0
        self._number = 0
        self._ahead: deque[TextLine] = deque()
        self._raw = _raw_lines(self._chunks(file, encoding, newline))

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> TextLine:
        line = self.take()
        if line is None:
            raise StopIteration
        return line

    def take(self) -> TextLine | None:
        """The next line; None after the last."""
        if self._ahead:
            return self._ahead.popleft()
        raw = next(self._raw, None)
        if raw is None:
            return None
        self._number += 1
        if len(raw) > LONGEST_LINE:
            return TextLine(self._number, b"", is_too_long=True)
        return TextLine(self._number, self._as_utf8(raw))

    def put_back(self, lines: Sequence[TextLine]) -> None:
        """Have `lines`, in their order, come next again."""
        self._ahead.extendleft(reversed(lines))

    def _as_utf8(self, raw: bytes) -> bytes:
        raw = raw.removesuffix(b"\r")
        if b"\0" in raw:
            self.n_nul += raw.count(b"\0")
            raw = raw.replace(b"\0", b"")
        if raw.isascii():
            return raw
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            self.n_other += 1
            text = _from_other(raw, self._other)
            self.n_replaced += text.count("\ufffd")
            return text.encode()
        self.n_utf8 += 1
        return raw

    def _chunks(
        self, file: BinaryIO, encoding: str | None, newline: str
    ) -> Iterator[bytes]:
        """Chunks of the file as bytes that LF ends, without the mark at its start."""
        decoder = None
        if encoding is not None and not encoding.startswith("utf-8"):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        is_first = True
        while chunk := file.read(CHUNK):
            if decoder:
                text = decoder.decode(chunk)
                self.n_replaced += text.count("\ufffd")
                chunk = text.encode("utf-8", "replace")
            if is_first:
                chunk = chunk.removeprefix(codecs.BOM_UTF8)
                is_first = False
            yield chunk.replace(b"\r", b"\n") if newline == "\r" else chunk


def _from_other(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:  # five bytes have no letter in Windows-1252
        spare = "latin-1" if codec == "cp1252" else codec
        return raw.decode(spare, "replace")


def _raw_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines of bytes; of one that is too long, its start and a little more.

    Raises:
        FileUnreadable: A line does not end within `ENDLESS_LINE` bytes.
    """
    rest, n_open = b"", 0
    for chunk in chunks:
        *whole, last = chunk.split(b"\n")
        if whole:
            yield rest + whole[0]
            yield from whole[1:]
            rest, n_open = last, len(last)
            continue
        n_open += len(last)
        if n_open > ENDLESS_LINE:
            raise endless_line()
        if len(rest) <= LONGEST_LINE:
            rest += last
    if rest:
        yield rest
