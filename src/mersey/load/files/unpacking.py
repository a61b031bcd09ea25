"""A gzip file, unpacked beside the engine's scratch files and checked to its last byte.

Unpacking first costs a copy, and buys certainty: a file that was cut short is found
before anything is read from it, and readers may look at any part of the text.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from mersey.errors import FileUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.load.files.progress import Progress

__all__ = ["is_gzip", "unpack"]

CHUNK: Final = 1 << 20
GZIP: Final = 31
"""zlib's window for gzip, with its header and check sum."""

SUSPECT_BYTES: Final = 1 << 30
SUSPECT_RATIO: Final = 250
"""A log packs to a tenth or a thirtieth; over this, past 1 GiB, it is a trap."""


def is_gzip(path: Path) -> bool:
    """True where the file begins as gzip does."""
    with path.open("rb") as file:
        return file.read(3) == b"\x1f\x8b\x08"


def unpack(path: Path, folder: Path, *, progress: Progress) -> Path:
    """The unpacked file, in `folder`.

    Raises:
        FileUnreadable: Cut short, damaged, empty, or a trap that swells without end.
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
    n_in = 0
    while chunk := packed.read(CHUNK):
        n_in += len(chunk)
        while chunk:
            if stream.eof:  # another member follows, or padding
                chunk = chunk.lstrip(b"\0")
                if not chunk:
                    break
                stream = zlib.decompressobj(GZIP)
            plain.write(_next_bytes(stream, chunk, name))
            chunk = stream.unused_data or stream.unconsumed_tail
        _refuse_a_trap(name, n_in=n_in, n_out=plain.tell())
        progress("Unpacking", n_in / size)
    if not stream.eof:
        msg = f"{name} stops early: its packed data ends after {n_in:,} bytes."
        hint = "It was cut short on its way here. Copy or export it again."
        raise FileUnreadable(msg, next_step=hint)


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
