"""One number for a whole row, to find rows that may be identical."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import array, call, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine.expressions import Expression

MANY: Final = 40
"""With more columns a list of them is hashed, which costs the engine more by the row
and the planner far less by the column."""


def row_fingerprint(columns: Sequence[Expression]) -> Expression:
    """A 64-bit number, equal for equal rows; rarely equal for different ones.

    Nulls count as values, and the order of the columns matters. Never a proof that two
    rows are the same: compare the rows themselves before saying so.
    """
    if len(columns) > MANY:
        return call("hash", array(text(column) for column in columns))
    found = [call("hash", text(column)) for column in columns]
    while len(found) > 1:  # in pairs: a chain of 100 columns is too deep for a parser
        pairs = zip(found[::2], found[1::2], strict=False)
        joined = [call("xor", call("hash", one), other) for one, other in pairs]
        found = joined + found[2 * len(joined) :]
    return found[0]
