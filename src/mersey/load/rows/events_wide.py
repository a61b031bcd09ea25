"""Events of a file with a row per case: each milestone with a date is an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from mersey.engine.expressions import column, never, nothing, text, value
from mersey.engine.parsing import MOMENT
from mersey.engine.queries import query, stacked
from mersey.load.dates.moments import Moment, is_dated, with_moments
from mersey.load.files.raw import ROW
from mersey.load.rows.accounting import Fault, account
from mersey.load.rows.case_facts import FactSource, case_table
from mersey.load.rows.coded_rows import WORDS
from mersey.load.rows.events_long import Events, renamed_words, word_of
from mersey.load.rows.names_map import CASE, VALUE, name_cases, numbered
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.dates.moments import DateColumn
    from mersey.load.files.raw import RawTable
    from mersey.load.rows.reading_plan import ReadingPlan

NO_MILESTONE: Final = "no milestone has a date that can be read"

_WORKERS: Final = (Role.PERSON, Role.TEAM)
"""Who did it, of the whole case: every milestone of the row is theirs."""


def wide_events(plan: ReadingPlan) -> Events:
    """The events of the file: for each row, one for each milestone it has reached.

    A row named twice with the same milestone at the same time is one event.
    """
    session, mapping = plan.raw.session, plan.mapping
    kept = plan.used(account(_raw(plan), plan.profiles, _faults(plan)))
    workers, words = renamed_words(plan, kept, _WORKERS)
    rows = query(
        "SELECT *, {case} AS {value} FROM {rows}",
        case=text(column(mapping.case or ROW)),
        value=VALUE,
        rows=workers,
    )
    names = name_cases(session, rows, key=plan.key, keep_ids=mapping.keep_ids)
    joined = numbered(rows, names)
    moments = session.materialise("load_milestones", _moments(plan, joined))
    facts = case_table(FactSource(plan=plan, rows=joined, names=names))
    repeated = session.count(moments) - names.n_cases
    return Events(
        events=_melted(plan, moments, may_repeat=repeated > 0),
        cases=facts.table,
        kept=kept,
        names=names,
        date_only=not any(plan.dates[n].style.has_time for n in mapping.milestones),
        n_varying=facts.n_varying,
        n_lost_cells={
            name: plan.dates[name].n_unread + plan.dates[name].n_outside
            for name in mapping.milestones
            if plan.dates[name].n_unread + plan.dates[name].n_outside
        },
        texts={
            "activity": pa.array([name.strip() for name in mapping.milestones]),
            **words.texts,
        },
        n_repeated_cases=repeated,
        generalised={**words.generalised, **facts.generalised},
        gone=facts.gone,
    )


def _raw(plan: ReadingPlan) -> RawTable:
    """The file; without a key two equal rows are two cases that are alike."""
    if plan.mapping.case is not None:
        return plan.raw
    return replace(plan.raw, identical_rows_repeat=False)


def _faults(plan: ReadingPlan) -> list[Fault]:
    reached = never()
    for name in plan.mapping.milestones:
        reached |= is_dated(column(name), plan.dates[name])
    faults = [
        Fault(
            column=plan.mapping.milestones[0],
            reason=NO_MILESTONE,
            found=~reached,
        )
    ]
    if plan.mapping.case is not None:
        faults.insert(0, plan.blank_fault(plan.mapping.case, "case"))
    return faults


def _moments(plan: ReadingPlan, rows: Query) -> Query:
    """Row, case, and for each milestone its moment and its local date."""
    dated: dict[str, tuple[Expression, DateColumn]] = {}
    columns: dict[str, Expression] = {}
    for position, name in enumerate(plan.mapping.milestones):
        key, dates = f"m{position}", plan.dates[name]
        dated[key] = (column(name), dates)
        moment = Moment.of(key, dates, plan.mapping.time_zone)
        columns[f"utc{position}"] = moment.utc
        columns[f"date{position}"] = moment.date
    workers = {
        name: word_of(plan, role) for role, name in WORDS.items() if role in _WORKERS
    }
    kept = {ROW: column(ROW), "case_id": column(CASE), **workers}
    return query(
        "SELECT {kept}, {columns} FROM {read}",
        kept=list(kept),
        columns=columns,
        read=with_moments(rows, kept, moments=dated),
    )


def _melted(plan: ReadingPlan, moments: StoredTable, *, may_repeat: bool) -> Query:
    milestones = plan.mapping.milestones
    n = value(len(milestones))
    parts = [
        query(
            """
            SELECT case_id, {id} AS event_id, {activity} AS activity,
                {utc} AS event_time, {date} AS local_date, resource, team
            FROM {moments} WHERE {utc} IS NOT NULL
            """,
            id=column(ROW) * n + value(position),
            activity=value(name.strip()),
            utc=f"utc{position}",
            date=f"date{position}",
            moments=moments,
        )
        for position, name in enumerate(milestones)
    ]
    events = stacked(parts)
    if may_repeat:
        events = query(
            """
            SELECT case_id, min(event_id) AS event_id, activity, event_time, local_date,
                min(resource) AS resource, min(team) AS team
            FROM {events} GROUP BY case_id, activity, event_time, local_date
            """,
            events=events,
        )
    return query(
        """
        SELECT case_id, event_id, activity, event_time, local_date,
            {no_time} AS start_time, resource, team, {no_number} AS cost,
            {no_text} AS lifecycle
        FROM {events}
        """,
        no_time=nothing(MOMENT),
        no_number=nothing("DOUBLE"),
        no_text=nothing("VARCHAR"),
        events=events,
    )
