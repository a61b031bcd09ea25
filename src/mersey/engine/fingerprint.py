"""One number for a whole row, to find rows that may be identical."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis
import ibis.expr.datatypes as dt

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY: Final = 40
"""With more columns a list of them is hashed, which costs the engine more by the row
and the compiler far less by the column."""


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="hash", signature=((dt.string,), dt.uint64)
)
def _hash_of_text(text: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="hash", signature=((dt.uint64,), dt.uint64)
)
def _hash_of_number(number: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="hash", signature=((dt.Array(dt.string),), dt.uint64)
)
def _hash_of_texts(texts: Any) -> Any: ...


def row_fingerprint(columns: Sequence[Any]) -> Any:
    """A 64-bit number, equal for equal rows; rarely equal for different ones.

    Nulls count as values, and the order of the columns matters. Never a proof that two
    rows are the same: compare the rows themselves before saying so.
    """
    if len(columns) > MANY:
        return _hash_of_texts(ibis.array([_as_text(column) for column in columns]))
    found = [_hash_of_text(_as_text(column)) for column in columns]
    while len(found) > 1:  # in pairs: a chain of 100 columns is too deep for a parser
        pairs = zip(found[::2], found[1::2], strict=False)
        joined = [_hash_of_number(one) ^ other for one, other in pairs]
        found = joined + found[2 * len(joined) :]
    return found[0]


def _as_text(column: Any) -> Any:
    return column if column.type().is_string() else column.cast("string")
