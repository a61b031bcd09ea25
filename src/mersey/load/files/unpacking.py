"""A gzip file, unpacked beside the engine's scratch files and checked to its last byte.

Unpacking first costs a copy, and buys certainty: a file that was cut short is found
before anything is read from it, and readers may look at any part of the text.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from mersey.errors import FileUnreadable
from mersey.load.files.lines import ENDLESS_LINE, endless_line
from mersey.load.files.signatures import is_binary

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.load.files.progress import Progress

CHUNK: Final = 1 << 20
GZIP: Final = 31
"""zlib's window for gzip, with its header and check sum."""

SUSPECT_BYTES: Final = 1 << 30
SUSPECT_RATIO: Final = 250
"""A log packs to a tenth or a thirtieth; over this, past 1 GiB, it is a trap."""


HEAD: Final = 4_096
ONE_LINE: Final = (b"{", b"[", b"<")
"""JSON and XML may stand in one line, however long."""


def is_gzip(path: Path) -> bool:
    """True where the file begins as gzip does."""
    with path.open("rb") as file:
        return file.read(3) == b"\x1f\x8b\x08"


def unpack(path: Path, folder: Path, *, progress: Progress) -> Path:
    """The unpacked file, in `folder`.

    Raises:
        FileUnreadable: Cut short, damaged, empty, a trap that swells without end, or
            a text whose lines do.
    """
    target = folder / "unpacked"
    with path.open("rb") as packed, target.open("wb") as plain:
        size = path.stat().st_size
        _unpack(packed, plain, name=path.name, size=size, progress=progress)
    if target.stat().st_size == 0:
        raise FileUnreadable(f"{path.name} holds nothing once it is unpacked.")
    return target


def _unpack(
    packed: BinaryIO, plain: BinaryIO, *, name: str, size: int, progress: Progress
) -> None:
    stream = zlib.decompressobj(GZIP)
    n_in, line_ends = 0, _LineEnds()
    while chunk := packed.read(CHUNK):
        n_in += len(chunk)
        while chunk:
            if stream.eof:  # another member follows, or padding
                chunk = chunk.lstrip(b"\0")
                if not chunk:
                    break
                stream = zlib.decompressobj(GZIP)
            unpacked = _next_bytes(stream, chunk, name)
            plain.write(unpacked)
            line_ends.look(unpacked)
            chunk = stream.unused_data or stream.unconsumed_tail
        _refuse_a_trap(name, n_in=n_in, n_out=plain.tell())
        progress("Unpacking", n_in / size)
    if not stream.eof:
        msg = f"{name} stops early: its packed data ends after {n_in:,} bytes."
        hint = "It was cut short on its way here. Copy or export it again."
        raise FileUnreadable(msg, next_step=hint)


class _LineEnds:
    """Watches what is unpacked for a line of a table that does not end."""

    def __init__(self) -> None:
        self._n_open = 0
        self._is_table: bool | None = None

    def look(self, unpacked: bytes) -> None:
        if self._is_table is None and unpacked:
            head = unpacked[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
            self._is_table = not (head.startswith(ONE_LINE) or is_binary(head))
        end = max(unpacked.rfind(b"\n"), unpacked.rfind(b"\r"))
        n_after = len(unpacked) - end - 1
        self._n_open = n_after if end >= 0 else self._n_open + n_after
        if self._is_table and self._n_open > ENDLESS_LINE:
            raise endless_line()


def _next_bytes(stream: zlib._Decompress, chunk: bytes, name: str) -> bytes:
    try:
        return stream.decompress(chunk, 64 * CHUNK)
    except zlib.error:
        msg = f"{name} is damaged: its packed data contradicts its check sum."
        raise FileUnreadable(msg, next_step="Copy or export it again.") from None


def _refuse_a_trap(name: str, *, n_in: int, n_out: int) -> None:
    if n_out > SUSPECT_BYTES and n_out > SUSPECT_RATIO * n_in:
        msg = f"{name} swells to over {SUSPECT_RATIO} times its size: it is no log."
        raise FileUnreadable(msg, next_step="Ask whoever made it what it holds.")
