"""Rows in order, their followers read one place further on, a slice at a time.

Windows would sort the rows by group, and the store would have them sorted once more;
here one sort does for both, and it sorts numbers. A slice holds whole groups and fits in
memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.backends.packed_order import sorted_places
from mersey.engine.expressions import quoted_name
from mersey.engine.pieces import ROWS_IN_A_PIECE
from mersey.engine.questions import AskedQuery, QueryFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.engine.following import Following

SORTED_AT_ONCE: Final = 1_000_000
"""Rows of a slice, where groups are of like size: some 100 bytes each in passing.

Each slice looks through the groups of all rows, so smaller ones cost more in large logs.
"""


def rows_followed(rows: AskedQuery, following: Following) -> AskedQuery:
    """`rows` with `seq` (int32, from 1 in each group) and the columns told, in order."""
    by = quoted_name(following.by)
    told = "".join(
        f", lead({quoted_name(old)}) OVER in_group AS {quoted_name(new)}"
        for new, old in following.told.items()
    )
    order = ", ".join(map(quoted_name, following.order))
    text = (
        f"SELECT *, CAST(row_number() OVER in_group AS INTEGER) AS seq{told} "  # noqa: S608
        f"FROM {{rows}} WINDOW in_group AS (PARTITION BY {by} ORDER BY {order}) "
        f"ORDER BY {by}, seq"
    )
    return AskedQuery(query=QueryFile(text), tables={"rows": rows})


def followed_slices(
    connection: Any,
    query: str,
    values: Mapping[str, Any],
    *,
    following: Following,
    kinds: Mapping[str, str],
) -> Iterator[pa.Table]:
    """The rows of `query` in order of group and place, with `seq` and the columns told.

    Args:
        connection: DuckDB's own connection.
        query: The rows.
        values: What is bound in it.
        following: How they follow each other.
        kinds: Column → its category; it comes as the number of its text.
    """
    by = quoted_name(following.by)
    bounds = f"SELECT count(*), min({by}), max({by}) FROM ({query})"  # noqa: S608  (names quoted)
    for first, last in _slices(*connection.execute(bounds, values).fetchall()[0]):
        rows = connection.sql(
            f"SELECT {_replaced(kinds, 'enum_code(CAST({column} AS {kind}))')}"  # noqa: S608
            f" FROM ({query}) WHERE {by} BETWEEN {first} AND {last}",
            params=values,
        )
        yield _followed(_in_order(rows.to_arrow_table(), following), following)


def with_texts(name: str, kinds: Mapping[str, str]) -> str:
    """The table `name` of a slice, with the texts that its numbers stand for."""
    texts = "(enum_range(NULL::{kind})::{kind}[])[{column} + 1]"
    return f"SELECT {_replaced(kinds, texts)} FROM {quoted_name(name)}"  # noqa: S608


def _replaced(kinds: Mapping[str, str], sql: str) -> str:
    replaced = (
        f"{sql.format(column=column, kind=kind)} AS {column}"
        for column, kind in ((quoted_name(name), kind) for name, kind in kinds.items())
    )
    return f"* REPLACE ({', '.join(replaced)})" if kinds else "*"


def _slices(n_rows: int, low: int | None, high: int | None) -> list[tuple[int, int]]:
    """First and last group of each slice; one slice of nothing where there is no row."""
    if low is None or high is None:
        return [(0, 0)]
    n_slices = -(-n_rows // SORTED_AT_ONCE)
    n_groups = -(-(high - low + 1) // n_slices)
    starts = range(low, high + 1, n_groups)
    return [(start, start + n_groups - 1) for start in starts]


def _in_order(rows: pa.Table, following: Following) -> pa.Table:
    """The rows by group, and in each group as `following` says; nulls stand last."""
    keys = (following.by, *following.order)
    places = None
    if len(keys) == 3 and not any(rows[name].null_count for name in keys):
        places = sorted_places(*(_numbers(rows[name]) for name in keys))
    if places is None:
        places = pc.sort_indices(rows, [(name, "ascending") for name in keys])
    order = pa.array(places)
    columns = [column.combine_chunks().take(order) for column in rows.columns]
    return pa.table(columns, names=rows.column_names)


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    found: np.ndarray = column.combine_chunks().cast(pa.int64()).to_numpy()
    return found


def _followed(rows: pa.Table, following: Following) -> pa.Table:
    group = rows[following.by].to_numpy()
    is_first = np.ones(len(group), dtype=bool)
    is_first[1:] = group[1:] != group[:-1]
    is_last = pa.array(np.append(is_first[1:], True)[: len(group)])
    columns = {name: rows[name].combine_chunks() for name in rows.column_names}
    told = {
        new: pc.if_else(is_last, None, _one_further(columns[old]))
        for new, old in following.told.items()
    }
    table = pa.table({**columns, "seq": _places(is_first), **told})
    return pa.Table.from_batches(table.to_batches(ROWS_IN_A_PIECE), table.schema)


def _places(is_first: np.ndarray) -> pa.Array:
    starts = np.flatnonzero(is_first)
    lengths = np.diff(starts, append=len(is_first))
    places = np.arange(1, len(is_first) + 1) - np.repeat(starts, lengths)
    return pa.array(places.astype(np.int32))


def _one_further(column: pa.Array) -> pa.Array:
    further = pa.concat_arrays([column.slice(1), pa.nulls(1, column.type)])
    return further.slice(0, len(column))
