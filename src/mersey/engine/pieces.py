"""Rows in memory, in pieces as long as the database's own groups of rows."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

ROWS_IN_A_PIECE: Final = 122_880
"""As in its groups: it would copy the rows of other pieces once more."""


def in_pieces(column: pa.Array) -> pa.ChunkedArray:
    """A column in pieces; those of a dictionary share it."""
    starts = range(0, len(column), ROWS_IN_A_PIECE)
    pieces = [column.slice(at, ROWS_IN_A_PIECE) for at in starts]
    return pa.chunked_array(pieces, column.type)
