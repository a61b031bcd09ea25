"""What is asked of many columns at once, on DuckDB: a thousand cost little more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.expressions import quoted_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COUNTED_AT_ONCE: Final = 1_000_000
"""Values counted by one query. Each query costs as much as the table is wide, so that a
query a column took most of a wide file's time; many values at once would take memory."""


def longest_texts(con: Any, rows: str, columns: Sequence[str]) -> tuple[int, ...]:
    """How many bytes the longest text of each of the columns has; 0 where none is."""
    asked = ", ".join(f"max(strlen({quoted_name(name)}))" for name in columns)
    found = _rows(con, f"SELECT {asked} FROM ({rows})")[0]  # noqa: S608  (names quoted)
    return tuple(n or 0 for n in found)


def longest_in_memory(rows: pa.Table, columns: Sequence[str]) -> tuple[int, ...]:
    """The same of rows in memory."""
    return tuple(_longest(rows[name]) for name in columns)


def _longest(texts: pa.ChunkedArray) -> int:
    if pa.types.is_dictionary(texts.type):
        texts = pa.chunked_array([texts.chunk(0).dictionary]) if len(texts) else texts
    return pc.max(pc.binary_length(texts)).as_py() or 0


def rows_like(
    con: Any, rows: str, columns: Sequence[str], *, pattern: str, n_rows: int
) -> pa.Table:
    """Those columns of rows in which the pattern is found, among the first `n_rows`."""
    names = ", ".join(map(quoted_name, columns))
    query = (
        f"SELECT {names} FROM ({rows} LIMIT {n_rows:d}) "  # noqa: S608  (names quoted)
        f"WHERE regexp_matches(concat_ws(chr(31), '', {names}), $1)"
    )
    with within_memory():
        return con.sql(query, params=[pattern]).to_arrow_table()


def value_counts(
    con: Any, rows: str, columns: Sequence[str]
) -> Iterator[tuple[str, dict[str, int]]]:
    """Each of the columns, one after the other, and how many rows hold each value."""
    n_rows = _rows(con, f"SELECT count(*) FROM ({rows})")[0][0]  # noqa: S608
    n_together = max(COUNTED_AT_ONCE // max(n_rows, 1), 1)
    for begin in range(0, len(columns), n_together):
        together = columns[begin : begin + n_together]
        yield from zip(together, _counts(con, rows, together), strict=True)


def _counts(con: Any, rows: str, columns: Sequence[str]) -> list[dict[str, int]]:
    """How many of `rows` hold each value, by column."""
    texts = ", ".join(
        f"{quoted_name(name)}::VARCHAR AS c{place}"
        for place, name in enumerate(columns)
    )
    query = (
        "SELECT place[2:]::INTEGER, value, count(*) "  # noqa: S608  (names quoted)
        f"FROM (UNPIVOT (SELECT {texts} FROM ({rows})) "
        "ON COLUMNS(*) INTO NAME place VALUE value) GROUP BY ALL"
    )
    counts: list[dict[str, int]] = [{} for _ in columns]
    for place, value, n in _rows(con, query):
        counts[place][value] = n
    return counts


def _rows(con: Any, query: str) -> list[Any]:
    with within_memory():
        found: list[Any] = con.execute(query).fetchall()
    return found
