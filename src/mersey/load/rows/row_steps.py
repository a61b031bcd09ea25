"""From rows to the steps that they tell, where a row is not simply a step of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from mersey.load.columns.heading_words import fit
from mersey.load.dates.moments import Moment
from mersey.load.files.raw import ROW
from mersey.load.rows.names_map import CASE, as_text, distinct_values
from mersey.load.shapes.lifecycle import lifecycle_values
from mersey.load.shapes.mapping import Shape
from mersey.vocabulary import BEGUN, Role

if TYPE_CHECKING:
    from mersey.load.rows.reading_plan import ReadingPlan

_OPENING: Final = 0.7
"""A kind of change named like an opening is a step: `Created`."""


def with_steps(plan: ReadingPlan) -> ReadingPlan:
    """The plan, with the column of steps made from what changed, in a row per change.

    A change of another field is no step; that a case was created is one.
    """
    mapping, table = plan.mapping, plan.raw.table
    if mapping.shape is not Shape.CHANGE or not mapping.field or not mapping.activity:
        return plan
    values = distinct_values(plan.raw.session, table, mapping.field).drop_null()
    created = [v for v in values.to_pylist() if fit(v, Role.OPENED) >= _OPENING]
    field = as_text(table[mapping.field])
    step = ibis.cases(
        (field.isin(list(mapping.changes)), as_text(table[mapping.activity])),
        (field.isin(created), field),
        else_=ibis.null("string"),
    )
    changed = table.mutate(**{mapping.activity: step})
    return replace(plan, raw=replace(plan.raw, table=changed))


def changes_only(events: Any) -> Any:
    """The events of a list that was taken again and again: only where a step changed."""
    window = ibis.window(group_by="case_id", order_by=["event_time", "event_id"])
    before = events.activity.lag().over(window)
    told = events.mutate(__before=before)
    is_new = told["__before"].isnull() | (told["__before"] != told.activity)
    return told.filter(is_new).drop("__before")


def paired(events: Any) -> Any:
    """One event for each piece of work, from its rows of start and of complete.

    The first start of an activity in a case goes with its first completion, and so on; a
    start without one is work begun and not finished. Other transitions are no steps.
    """
    kinds = {True: lifecycle_values(starts=True), False: lifecycle_values(starts=False)}
    said = events.lifecycle.lower().strip()
    parts = {}
    for is_start, values in kinds.items():
        mine = events.filter(said.isin(values))
        nth = ibis.row_number().over(
            group_by=["case_id", "activity"], order_by=["event_time", "event_id"]
        )
        parts[is_start] = mine.mutate(__nth=nth)
    same = ["case_id", "activity", "__nth"]
    begun = parts[True]
    starts = begun.select(*same, __begun="event_time")
    done = parts[False].left_join(starts, same)
    ended = done.mutate(start_time=done["__begun"].fill_null(done.start_time))
    alone = begun.anti_join(parts[False], same)
    unfinished = alone.mutate(
        start_time=alone.event_time, activity=alone.activity + BEGUN
    )
    columns = events.columns
    return ended.select(*columns).union(unfinished.select(*columns))


def with_begun(
    plan: ReadingPlan, events: Any, rows: Any, *, texts: dict[str, pa.Array]
) -> tuple[Any, dict[str, pa.Array]]:
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
    done = Moment.of(rows[name], plan.dates[name], plan.mapping.time_zone).utc
    row = rows[ROW]
    of_row = plan.raw.n_read + 1 - row if plan.mapping.newest_first else row
    open_ = rows.filter(done.isnull()).select(event_id=of_row)
    begun = events.semi_join(open_, "event_id")
    named = begun.mutate(activity=begun.activity + BEGUN)
    finished = events.anti_join(open_, "event_id")
    return finished.union(named.select(*finished.columns)), begun_too(texts)


def begun_too(texts: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The texts that events may hold, and each step as begun and not finished."""
    steps = texts["activity"].drop_null().unique()
    begun = pc.binary_join_element_wise(steps, BEGUN, "")
    return {**texts, "activity": pa.concat_arrays([steps, begun])}


def with_openings(
    plan: ReadingPlan, events: Any, rows: Any, *, texts: dict[str, pa.Array]
) -> tuple[Any, dict[str, pa.Array], int]:
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
        events.filter(events.activity.notnull(), events.event_time.notnull()),
    )
    name = mapping.opened or mapping.start or mapping.time
    if name is None:
        return told, texts, 0
    opened = Moment.of(rows[name], plan.dates[name], mapping.time_zone)
    moments = rows.select(
        ROW, case_id=rows[CASE], event_time=opened.utc, local_date=opened.date
    )
    untold = moments.anti_join(told, "case_id").filter(moments.event_time.notnull())
    row = untold[ROW]
    first = untold.group_by("case_id").aggregate(
        event_id=(plan.raw.n_read + 1 - row if mapping.newest_first else row).min(),
        event_time=untold.event_time.min(),
        local_date=untold.local_date.min(),
    )
    nothing = {c: ibis.null(t) for c, t in told.schema().items() if c not in first}
    openings = first.mutate(**{**nothing, "activity": ibis.literal(name.strip())})
    n = int(session.to_pyarrow(openings.count().as_table())[0][0].as_py())
    if not n:
        return told, texts, 0
    known = pa.concat_arrays([texts["activity"], pa.array([name.strip()])])
    return (
        told.union(openings.select(*told.columns)),
        {**texts, "activity": known.unique()},
        n,
    )
