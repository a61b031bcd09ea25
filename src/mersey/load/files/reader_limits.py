"""What reading one file may use: memory, and seconds of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.load.files.format import Source

KEPT_BACK: Final = 200_000_000
"""Bytes of the ceiling that the process which waits holds itself."""

SECONDS: Final = 20
BYTES_A_SECOND: Final = 1_000_000
"""The slowest reader takes a tenth of this time on an ordinary machine."""


@dataclass(frozen=True, kw_only=True)
class ReaderLimits:
    """What a reader may use.

    Attributes:
        memory: Bytes.
        seconds: Seconds of work; it may wait some times as long.
    """

    memory: int
    seconds: int


def limits_for(source: Source, *, size: int | None = None) -> ReaderLimits:
    """What reading `source` may use; `size` is what it unpacks to, if that differs."""
    n_bytes = source.path.stat().st_size if size is None else size
    memory = max(source.session.memory - KEPT_BACK, source.session.memory // 2)
    return ReaderLimits(memory=memory, seconds=SECONDS + n_bytes // BYTES_A_SECOND)
