"""Millions of numbers a block at a time: what is in between stays in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK: Final = 2**16
"""A few columns of so many numbers take about a megabyte or two."""


def blocks_of(n: int) -> Iterator[slice]:
    """Slices that take `n` elements in order, each once; at least one, if empty."""
    for begin in range(0, max(n, 1), BLOCK):
        yield slice(begin, begin + BLOCK)
