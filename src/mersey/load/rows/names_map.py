"""From the names in the file to those in the log, one small table for each column.

Work on a column of ten million values is work on its different values: they are fetched
once, changed in memory, and joined back by the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.expressions import column as column_of
from mersey.engine.expressions import text
from mersey.engine.queries import query
from mersey.load.files.raw import ROW
from mersey.load.personal.generalise import Generalised
from mersey.load.rows.pseudonyms import Kind, normalised, pseudonyms

if TYPE_CHECKING:
    from mersey.engine import Engine
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable

CASE: Final = "__case"
PSEUDONYM: Final = "__pseudonym"
VALUE: Final = "__value"
"""Beside the columns of a file, which may well be called `case_id` themselves."""


@dataclass(frozen=True, kw_only=True)
class CaseNames:
    """The cases of the file.

    Attributes:
        table: VALUE as the file writes it, CASE (its number), PSEUDONYM.
        n_cases: Different cases.
        is_merged: True where two writings of the file are one case.
    """

    table: StoredTable
    n_cases: int
    is_merged: bool


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """The new names of different values, in their order.

    Attributes:
        names: One for each value; null where the value means nothing.
        found: What was generalised among them.
    """

    names: pa.Array
    found: Generalised = field(default_factory=Generalised)


Rename = Callable[[pa.Array], Renamed]


def distinct_values(
    session: Engine, rows: StoredTable | Query, column: str
) -> pa.Array:
    """The different values of a column, as text, null among them where there is one."""
    values = query(
        "SELECT DISTINCT {text} AS {value} FROM {rows} ORDER BY {value}",
        text=text(column_of(column)),
        value=VALUE,
        rows=rows,
    )
    return session.to_pyarrow(values)[VALUE].combine_chunks()


def name_cases(
    session: Engine, rows: StoredTable | Query, *, key: bytes, keep_ids: bool
) -> CaseNames:
    """The cases in order of first appearance, with their pseudonyms.

    Args:
        session: The engine.
        rows: `__value` (the case, as text, not blank) and `__row`.
        key: The data set's key.
        keep_ids: True to use the ids of the file as they are.
    """
    begun = query(
        "SELECT {value}, min({row}) AS first FROM {rows} GROUP BY {value}",
        value=VALUE,
        row=ROW,
        rows=rows,
    )
    first = session.to_pyarrow(begun)
    values = first.take(pc.sort_indices(first["first"]))[VALUE].combine_chunks()
    return cases_named(session, values, key=key, keep_ids=keep_ids)[0]


def cases_named(
    session: Engine, values: pa.Array, *, key: bytes, keep_ids: bool
) -> tuple[CaseNames, pa.Array]:
    """The cases of the different `values`, in order of first appearance, and their numbers.

    Args:
        session: The engine.
        values: Each writing of a case once; none is null.
        key: The data set's key.
        keep_ids: True to use the ids of the file as they are.
    """
    alike = normalised(values)
    encoded = pc.dictionary_encode(alike)  # numbers them in order of appearance
    ids = encoded.indices.cast(pa.int64())
    if keep_ids:
        _, where = np.unique(encoded.indices.to_numpy(), return_index=True)
        names = values.take(pa.array(where))
    else:
        names = pseudonyms(encoded.dictionary, Kind.CASE, key=key)
    table = pa.table(
        {
            VALUE: values,
            CASE: ids,
            PSEUDONYM: names.take(encoded.indices),
        }
    )
    found = CaseNames(
        table=session.from_batches("load_cases", table.schema, table.to_batches()),
        n_cases=len(encoded.dictionary),
        is_merged=len(encoded.dictionary) < len(values),
    )
    return found, ids


def numbered(rows: StoredTable | Query, names: CaseNames) -> Query:
    """The rows with CASE, the number of their case, in place of VALUE."""
    return query(
        """
        SELECT r.* EXCLUDE ({value}), n.{case}
        FROM {rows} AS r JOIN {names} AS n USING ({value})
        """,
        value=VALUE,
        case=CASE,
        rows=rows,
        names=names.table,
    )


def renamed(
    session: Engine,
    rows: StoredTable | Query,
    column: str,
    *,
    rename: Rename,
    into: str,
    among: StoredTable | Query,
) -> tuple[Query, Renamed]:
    """`rows` with the column `into`, and every name that may stand in it.

    Each value of `column` is there under its new name. The different values are asked of
    `among`: of the whole file, which is quicker, where every row of it is kept; what only
    rejected rows hold must reach nothing. Where no name changes nothing is joined.
    """
    values = distinct_values(session, among, column).drop_null()
    new = rename(values)
    old = text(column_of(column))
    if new.names.equals(values):
        told = query(
            "SELECT *, {old} AS {into} FROM {rows}", old=old, into=into, rows=rows
        )
        return told, new
    map_ = pa.table({VALUE: values, into: new.names})
    joined = query(
        """
        SELECT r.*, n.{into}
        FROM {rows} AS r LEFT JOIN {names} AS n ON {old} = n.{value}
        """,
        into=into,
        rows=rows,
        names=session.from_batches(f"load_{into}", map_.schema, map_.to_batches()),
        old=old,
        value=VALUE,
    )
    return joined, new
