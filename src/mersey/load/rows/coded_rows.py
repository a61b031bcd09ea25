"""Rows in memory with the names of the log in place of those of the file.

What `names_map` joins in the engine is looked up here by number: where the rows of a
long file stand in memory and all of them are kept, no text is compared a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.pieces import in_pieces
from mersey.engine.queries import rows_of
from mersey.load.dates.plain_moments import moments_in_utc, plain_moments
from mersey.load.dates.zones import transitions, zone
from mersey.load.rows.names_map import CASE, CaseNames, cases_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.engine import Engine
    from mersey.engine.queries import Query
    from mersey.load.rows.accounting import KeptRows
    from mersey.load.rows.names_map import Rename, Renamed
    from mersey.load.rows.reading_plan import ReadingPlan

HELD: Final = "load_rows"
"""What the rows are called in the engine; they are forgotten once events are made."""

UTC: Final = "__utc"
DATE: Final = "__date"
"""When an event was, and on which local date, beside the columns of a file."""

US_PER_DAY: Final = 86_400_000_000


def rows_in_memory(plan: ReadingPlan, kept: KeptRows) -> pa.Table | None:
    """The rows of the file where all of them are kept and in memory, else None."""
    ours = any(name.startswith("__") for name in plan.raw.columns)
    if kept.by_fault or kept.n_duplicate or ours:
        return None
    held = plan.raw.session.held(plan.raw.table)
    if held is None:
        return None
    return held.drop_columns([n for n in plan.unused if n in held.column_names])


def with_renamed(
    rows: pa.Table, column: str, *, rename: Rename, into: str
) -> tuple[pa.Table, Renamed]:
    """The rows with the column `into`, and the new names of all values, in their order."""
    coded = _coded(rows[column])
    order = pc.sort_indices(coded.dictionary)
    new = rename(coded.dictionary.take(order))
    names = new.names.dictionary_encode()
    code_of = names.indices.take(pc.sort_indices(order))  # null: it means nothing
    codes = code_of.take(coded.indices)
    renamed = pa.DictionaryArray.from_arrays(codes, names.dictionary)
    return rows.append_column(into, in_pieces(renamed)), new


def with_cases(
    session: Engine, rows: pa.Table, column: str, *, key: bytes, keep_ids: bool
) -> tuple[pa.Table, CaseNames]:
    """The rows with CASE, the number of their case; and the cases."""
    coded = _coded(rows[column])
    names, numbers = cases_named(session, coded.dictionary, key=key, keep_ids=keep_ids)
    cases = numbers.take(coded.indices)
    return rows.append_column(CASE, in_pieces(cases)), names


def with_plain_moments(plan: ReadingPlan, rows: pa.Table, time: str) -> pa.Table | None:
    """The rows with UTC and DATE, where all moments of a column are beyond doubt."""
    dates = plan.dates[time]
    moments = plain_moments(rows[time], dates.style)
    if moments is None or dates.placeholders:
        return None
    days = pa.array((moments // US_PER_DAY).astype(np.int32), pa.date32())
    if dates.style.has_time:
        place = zone(plan.mapping.time_zone)
        moments = moments_in_utc(moments, *transitions(place, dates.spans))
    utc = pa.array(moments, pa.int64()).cast(pa.timestamp("us"))
    rows = rows.append_column(UTC, in_pieces(utc))
    return rows.append_column(DATE, in_pieces(days))


def held_rows(session: Engine, rows: pa.Table) -> Query:
    """The rows as the engine may be asked for them."""
    return rows_of(session.hold(HELD, rows))


def are_coded(rows: pa.Table, columns: Iterable[str]) -> bool:
    """Whether the texts of all these columns are few."""
    return all(pa.types.is_dictionary(rows[name].type) for name in columns)


def _coded(texts: pa.ChunkedArray) -> pa.DictionaryArray:
    """The column with each text once, in order of first appearance."""
    whole = texts.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
