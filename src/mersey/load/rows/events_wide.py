"""Events of a file with a row per case: each milestone with a date is an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import ibis
import pyarrow as pa

from mersey.load.dates.moments import Moment
from mersey.load.files.raw import ROW
from mersey.load.rows.accounting import Fault, account
from mersey.load.rows.case_facts import FactSource, case_table
from mersey.load.rows.events_long import WORDS, Events, renamed_words, word_of
from mersey.load.rows.names_map import CASE, VALUE, as_text, name_cases
from mersey.vocabulary import Role

if TYPE_CHECKING:
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
    rows = workers.mutate(**{VALUE: _case(plan, workers)})
    names = name_cases(session, rows, key=plan.key, keep_ids=mapping.keep_ids)
    joined = rows.inner_join(names.table, VALUE).drop(VALUE)
    moments = session.materialise("load_milestones", _moments(plan, joined))
    facts = case_table(FactSource(plan=plan, rows=joined, names=names))
    repeated = _count(plan, moments) - names.n_cases
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


def _case(plan: ReadingPlan, rows: Any) -> Any:
    if plan.mapping.case is None:
        return rows[ROW].cast("string")
    return as_text(rows[plan.mapping.case])


def _faults(plan: ReadingPlan) -> list[Fault]:
    reached = ibis.literal(value=False)
    for name in plan.mapping.milestones:
        moment = Moment.of(
            plan.raw.table[name], plan.dates[name], plan.mapping.time_zone
        )
        reached |= moment.utc.notnull()
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


def _moments(plan: ReadingPlan, rows: Any) -> Any:
    """Row, case, and for each milestone its moment and its local date."""
    columns: dict[str, Any] = {}
    for position, name in enumerate(plan.mapping.milestones):
        moment = Moment.of(rows[name], plan.dates[name], plan.mapping.time_zone)
        columns[f"utc{position}"] = moment.utc
        columns[f"date{position}"] = moment.date
    for role, column in WORDS.items():
        if role in _WORKERS:
            columns[column] = word_of(rows, role)
    return rows.select(ROW, case_id=rows[CASE], **columns)


def _melted(plan: ReadingPlan, moments: Any, *, may_repeat: bool) -> Any:
    milestones = plan.mapping.milestones
    parts = [
        moments.filter(moments[f"utc{position}"].notnull()).select(
            case_id="case_id",
            event_id=moments[ROW] * len(milestones) + position,
            activity=ibis.literal(name.strip()),
            event_time=f"utc{position}",
            local_date=f"date{position}",
            resource="resource",
            team="team",
        )
        for position, name in enumerate(milestones)
    ]
    events = ibis.union(*parts) if len(parts) > 1 else parts[0]
    if may_repeat:
        same = ["case_id", "activity", "event_time", "local_date"]
        events = events.group_by(same).aggregate(
            event_id=events["event_id"].min(),
            resource=events["resource"].min(),
            team=events["team"].min(),
        )
    return events.select(
        "case_id",
        "event_id",
        "activity",
        "event_time",
        "local_date",
        start_time=ibis.null("timestamp(6)"),
        resource=events["resource"],
        team=events["team"],
        cost=ibis.null("float64"),
        lifecycle=ibis.null("string"),
    )


def _count(plan: ReadingPlan, table: Any) -> int:
    return int(plan.raw.session.to_pyarrow(table.count().as_table())[0][0].as_py())
