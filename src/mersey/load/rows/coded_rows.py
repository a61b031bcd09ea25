"""Rows in memory with the names of the log in place of those of the file.

What `names_map` joins in the engine is looked up here by number: where the rows of a
long file stand in memory and all of them are kept, no text is compared a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.pieces import ROWS_IN_A_PIECE, in_pieces
from mersey.engine.queries import rows_of
from mersey.load.dates.plain_moments import moments_in_utc, plain_moments
from mersey.load.dates.zones import transitions, zone
from mersey.load.files.raw import ROW
from mersey.load.rows.names_map import CASE, CaseNames, cases_named
from mersey.load.rows.numbered_texts import coded_by_number
from mersey.vocabulary import Role

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

WORDS: Final = {
    Role.ACTIVITY: "activity",
    Role.PERSON: "resource",
    Role.TEAM: "team",
    Role.LIFECYCLE: "lifecycle",
}
"""Role → column of the events table, where it holds words."""

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


def events_in_memory(
    plan: ReadingPlan, rows: pa.Table, *, amounts: pa.ChunkedArray | None
) -> pa.Table:
    """The events table of rows with CASE, UTC and DATE, an event each.

    Args:
        plan: How the file is read.
        rows: They have a column of words for each role, as a dictionary.
        amounts: What each event cost; None where the file does not say.
    """
    numbers = rows[ROW]
    if plan.mapping.newest_first:
        numbers = pc.subtract(plan.raw.n_read + 1, numbers)
    found = {
        "case_id": rows[CASE],
        "event_id": numbers,
        "event_time": rows[UTC],
        "local_date": rows[DATE],
        "start_time": _nothing(rows, pa.timestamp("us")),
        "cost": _nothing(rows, pa.float64()) if amounts is None else amounts,
    }
    for role, name in WORDS.items():
        is_told = word_column(role) in rows.column_names
        found[name] = (
            rows[word_column(role)] if is_told else _nothing(rows, pa.string())
        )
    return pa.table(found)


def plain_amounts(
    plan: ReadingPlan, texts: pa.ChunkedArray, name: str
) -> pa.ChunkedArray | None:
    """The numbers of a column in memory; None where any of its texts may be none."""
    if not plan.profiles.columns[name].has_plain_numbers:
        return None
    try:
        amounts = texts.cast(pa.string()).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    if pc.all(pc.is_finite(amounts)).as_py() is False:
        return None
    return in_pieces(amounts.combine_chunks())


def word_column(role: Role) -> str:
    """What the column of a role that holds words is called beside those of a file."""
    return f"__{role.value}"


def _nothing(rows: pa.Table, kind: pa.DataType) -> pa.ChunkedArray:
    """A column of nulls, all of whose pieces are one."""
    n_whole, n_left = divmod(rows.num_rows, ROWS_IN_A_PIECE)
    piece = pa.nulls(ROWS_IN_A_PIECE, kind)
    return pa.chunked_array([*([piece] * n_whole), piece.slice(0, n_left)], kind)


def held_rows(session: Engine, rows: pa.Table) -> Query:
    """The rows as the engine may be asked for them."""
    return rows_of(session.hold(HELD, rows))


def are_coded(rows: pa.Table, columns: Iterable[str]) -> bool:
    """Whether the texts of all these columns are few."""
    return all(pa.types.is_dictionary(rows[name].type) for name in columns)


def _coded(texts: pa.ChunkedArray) -> pa.DictionaryArray:
    """The column with each text once, in order of first appearance."""
    if (by_number := coded_by_number(texts)) is not None:
        return by_number
    whole = texts.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
