"""From rows to the steps that they tell, where a row is not simply a step of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.expressions import (
    among,
    call,
    cases,
    column,
    nothing,
    stripped,
    text,
    value,
)
from mersey.engine.queries import query, rows_of, stacked
from mersey.load.columns.heading_words import fit
from mersey.load.dates.moments import Moment, is_dated, with_moments
from mersey.load.files.raw import ROW
from mersey.load.rows.names_map import CASE, distinct_values
from mersey.load.shapes.lifecycle import lifecycle_values
from mersey.load.shapes.mapping import Shape
from mersey.vocabulary import BEGUN, Role

if TYPE_CHECKING:
    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.rows.reading_plan import ReadingPlan

_OPENING: Final = 0.7
"""A kind of change named like an opening is a step: `Created`."""

_PAIRED: Final = """
WITH
    steps AS (
        SELECT *, {starts} AS __starts, row_number() OVER (
            PARTITION BY case_id, activity, {starts} ORDER BY event_time, event_id
        ) AS __nth
        FROM {events} WHERE {starts} OR {ends}
    ),
    begun AS (SELECT * EXCLUDE (__starts) FROM steps WHERE __starts),
    done AS (SELECT * EXCLUDE (__starts) FROM steps WHERE NOT __starts),
    starts AS (
        SELECT case_id, activity, __nth, event_time AS __begun FROM begun
    ),
    ended AS (
        SELECT * REPLACE (coalesce(__begun, start_time) AS start_time)
        FROM done LEFT JOIN starts USING (case_id, activity, __nth)
    )
SELECT * EXCLUDE (__nth, __begun) FROM ended
UNION ALL BY NAME
SELECT * EXCLUDE (__nth)
    REPLACE (event_time AS start_time, activity || {begun} AS activity)
FROM begun ANTI JOIN done USING (case_id, activity, __nth)
"""


def with_steps(plan: ReadingPlan) -> ReadingPlan:
    """The plan, with the column of steps made from what changed, in a row per change.

    A change of another field is no step; that a case was created is one.
    """
    mapping, raw = plan.mapping, plan.raw
    if mapping.shape is not Shape.CHANGE or not mapping.field or not mapping.activity:
        return plan
    values = distinct_values(raw.session, raw.table, mapping.field).drop_null()
    created = [v for v in values.to_pylist() if fit(v, Role.OPENED) >= _OPENING]
    field = text(column(mapping.field))
    step = cases(
        [
            (among(field, mapping.changes), text(column(mapping.activity))),
            (among(field, created), field),
        ],
        otherwise=nothing("VARCHAR"),
    )
    told = query(
        "SELECT * REPLACE ({step}) FROM {rows}",
        step={mapping.activity: step},
        rows=raw.table,
    )
    return replace(plan, raw=replace(raw, table=raw.session.view("raw_steps", told)))


def changes_only(events: Query) -> Query:
    """The events of a list that was taken again and again: only where a step changed."""
    return query(
        """
        SELECT * EXCLUDE (__before)
        FROM (
            SELECT *, lag(activity) OVER (
                PARTITION BY case_id ORDER BY event_time, event_id
            ) AS __before
            FROM {events}
        )
        WHERE __before IS NULL OR __before <> activity
        """,
        events=events,
    )


def paired(events: Query) -> Query:
    """One event for each piece of work, from its rows of start and of complete.

    The first start of an activity in a case goes with its first completion, and so on; a
    start without one is work begun and not finished. Other transitions are no steps.
    """
    said = stripped(call("lower", column("lifecycle")))
    return query(
        _PAIRED,
        events=events,
        starts=among(said, lifecycle_values(starts=True)),
        ends=among(said, lifecycle_values(starts=False)),
        begun=value(BEGUN),
    )


def with_begun(
    plan: ReadingPlan, events: Query, rows: Query, *, texts: dict[str, pa.Array]
) -> tuple[Query, dict[str, pa.Array]]:
    """The events, with a name of their own for those begun and not finished.

    Args:
        plan: How the file is read, with a column of starts.
        events: The events table.
        rows: The rows it was made from, with CASE; one event each.
        texts: Text column of `events` → every text it may hold.
    """
    name = plan.mapping.time
    if name is None:
        return events, texts
    named = query(
        """
        SELECT * REPLACE (
            CASE WHEN event_id IN (SELECT {id} FROM {rows} WHERE NOT {is_done})
            THEN activity || {begun} ELSE activity END AS activity
        )
        FROM {events}
        """,
        id=event_id(plan),
        rows=rows,
        is_done=is_dated(column(name), plan.dates[name]),
        begun=value(BEGUN),
        events=events,
    )
    return named, begun_too(texts)


def event_id(plan: ReadingPlan) -> Expression:
    """The number of a row as an event: it grows with time where the file's rows fall."""
    row = column(ROW)
    return value(plan.raw.n_read + 1) - row if plan.mapping.newest_first else row


def begun_too(texts: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The texts that events may hold, and each step as begun and not finished."""
    steps = texts["activity"].drop_null().unique()
    begun = pc.binary_join_element_wise(steps, BEGUN, "")
    return {**texts, "activity": pa.concat_arrays([steps, begun])}


def with_openings(
    plan: ReadingPlan, events: Query, rows: Query, *, texts: dict[str, pa.Array]
) -> tuple[Query, dict[str, pa.Array], int]:
    """The rows that tell an event, and an opening for each case that has no other.

    Args:
        plan: How the file is read.
        events: The events table, some without a step or a time.
        rows: The rows it was made from, with CASE.
        texts: Text column of `events` → every text it may hold.

    Returns:
        Events, texts, and how many cases have none but their opening.
    """
    session, mapping = plan.raw.session, plan.mapping
    told = session.materialise(
        "load_told_events",
        query(
            """
            FROM {events} WHERE activity IS NOT NULL AND event_time IS NOT NULL
            """,
            events=events,
        ),
    )
    name = mapping.opened or mapping.start or mapping.time
    if name is None:
        return rows_of(told), texts, 0
    openings = session.materialise("load_openings", _openings(plan, told, rows, name))
    n = session.count(openings)
    if not n:
        return rows_of(told), texts, 0
    nothings = {
        c: nothing(kind) if c not in openings.columns else c
        for c, kind in told.columns.items()
    }
    opened = query(
        "SELECT {columns} FROM {openings}",
        columns={**nothings, "activity": value(name.strip())},
        openings=openings,
    )
    known = pa.concat_arrays([texts["activity"], pa.array([name.strip()])])
    return stacked([told, opened]), {**texts, "activity": known.unique()}, n


def _openings(plan: ReadingPlan, told: StoredTable, rows: Query, name: str) -> Query:
    """The first opening of each case of which no event is told."""
    dates = plan.dates[name]
    opened = Moment.of("__opened", dates, plan.mapping.time_zone)
    read = with_moments(
        rows,
        {"case_id": column(CASE), "event_id": event_id(plan)},
        moments={"__opened": (column(name), dates)},
    )
    return query(
        """
        SELECT case_id, min(event_id) AS event_id, min({time}) AS event_time,
            min({date}) AS local_date
        FROM {read} ANTI JOIN {told} USING (case_id)
        WHERE {time} IS NOT NULL GROUP BY case_id
        """,
        read=read,
        time=opened.utc,
        date=opened.date,
        told=told,
    )
