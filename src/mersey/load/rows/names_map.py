"""From the names in the file to those in the log, one small table for each column.

Work on a column of ten million values is work on its different values: they are fetched
once, changed in memory, and joined back by the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.load.files.raw import ROW
from mersey.load.personal.generalise import Generalised
from mersey.load.rows.pseudonyms import Kind, normalised, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.engine import Engine

CASE: Final = "__case"
PSEUDONYM: Final = "__pseudonym"
VALUE: Final = "__value"
"""Beside the columns of a file, which may well be called `case_id` themselves."""


@dataclass(frozen=True, kw_only=True)
class CaseNames:
    """The cases of the file.

    Attributes:
        table: ibis table: VALUE as the file writes it, CASE (its number), PSEUDONYM.
        n_cases: Different cases.
        is_merged: True where two writings of the file are one case.
    """

    table: Any
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


def as_text(column: Any) -> Any:
    """The column as text."""
    return column if column.type().is_string() else column.cast("string")


def distinct_values(session: Engine, table: Any, column: str) -> pa.Array:
    """The different values of a column, as text, null among them where there is one."""
    values = table.select(**{VALUE: as_text(table[column])}).distinct().order_by(VALUE)
    return session.to_pyarrow(values)[VALUE].combine_chunks()


def name_cases(session: Engine, rows: Any, *, key: bytes, keep_ids: bool) -> CaseNames:
    """The cases in order of first appearance, with their pseudonyms.

    Args:
        session: The engine.
        rows: ibis table `__value` (the case, as text, not blank) and `__row`.
        key: The data set's key.
        keep_ids: True to use the ids of the file as they are.
    """
    first = session.to_pyarrow(rows.group_by(VALUE).aggregate(first=rows[ROW].min()))
    values = first.take(pc.sort_indices(first["first"]))[VALUE].combine_chunks()
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
    return CaseNames(
        table=session.from_batches("load_cases", table.schema, table.to_batches()),
        n_cases=len(encoded.dictionary),
        is_merged=len(encoded.dictionary) < len(values),
    )


def renamed(
    session: Engine,
    table: Any,
    column: str,
    *,
    rename: Callable[[pa.Array], Renamed],
    into: str,
    among: Any,
) -> tuple[Any, Renamed]:
    """`table` with the column `into`, and every name that may stand in it.

    Each value of `column` is there under its new name. The different values are asked of
    `among`: of the whole file, which is quicker, where every row of it is kept; what only
    rejected rows hold must reach nothing. Where no name changes nothing is joined.
    """
    values = distinct_values(session, among, column).drop_null()
    new = rename(values)
    if new.names.equals(values):
        return table.mutate(**{into: as_text(table[column])}), new
    map_ = pa.table({VALUE: values, into: new.names})
    named = session.from_batches(f"load_{into}", map_.schema, map_.to_batches())
    joined = table.left_join(named, as_text(table[column]) == named[VALUE])
    return joined.drop(VALUE), new
