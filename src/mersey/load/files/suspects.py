"""Which delimited text must be mended before an engine may read it.

A very long line, NUL, or line ends that differ from those of the sample would cost the
engine dearly: minutes for the one, rows without a word for the other. Looking costs a
fraction of reading, and holds a piece of the file at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mersey.load.files.text import Dialect

PIECE: Final = 1 << 24

SUSPECT_LINE: Final = 1 << 15
"""Bytes; the engine's time on a row with values past its headings grows by the square."""


def is_suspect(path: Path, dialect: Dialect, *, piece: int = PIECE) -> bool:
    """True where a line is very long, holds NUL, or ends otherwise than the sample's."""
    longest = max(SUSPECT_LINE, 64 * len(dialect.headings))
    end = dialect.newline[-1].encode()
    n_open = 0  # bytes of the line that has not ended yet
    for part in _pieces(path, piece):
        if b"\0" in part or _mixes_line_ends(part, dialect.newline):
            return True
        first = part.find(end)
        if n_open + (len(part) if first < 0 else first) > longest:
            return True
        if _has_long_line(part, end, longest):
            return True
        n_open = n_open + len(part) if first < 0 else len(part) - part.rfind(end) - 1
    return False


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    """The file in pieces, none of which ends between CR and LF."""
    with path.open("rb") as file:
        while part := file.read(size):
            yield part + file.read(1) if part.endswith(b"\r") else part


def _mixes_line_ends(part: bytes, newline: str) -> bool:
    if newline == "\n":
        return b"\r" in part
    if newline == "\r":
        return b"\n" in part
    return part.count(b"\n") != part.count(b"\r\n")


def _has_long_line(part: bytes, end: bytes, longest: int) -> bool:
    start, size = 0, len(part)
    while start + longest < size:
        found = part.rfind(end, start, start + longest)
        if found < 0:
            return True
        start = found + 1
    return False
