"""Events of a file with a row per event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mersey.engine.expressions import column, first_known, nothing, text
from mersey.engine.parsing import MOMENT
from mersey.engine.queries import query, rows_of
from mersey.load.dates.moments import Moment, with_moments
from mersey.load.rows.accounting import KeptRows, account
from mersey.load.rows.case_facts import FactSource, case_table
from mersey.load.rows.coded_rows import (
    DATE,
    UTC,
    WORDS,
    are_coded,
    events_in_memory,
    held_rows,
    plain_amounts,
    rows_in_memory,
    with_cases,
    with_plain_moments,
    with_renamed,
    word_column,
)
from mersey.load.rows.names_map import (
    CASE,
    VALUE,
    CaseNames,
    name_cases,
    numbered,
    renamed,
)
from mersey.load.rows.row_steps import (
    begun_too,
    changes_only,
    event_id,
    paired,
    with_begun,
    with_openings,
    with_steps,
)
from mersey.load.rows.without_event import RowGaps, find_gaps
from mersey.load.shapes.mapping import Shape
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa

    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.personal.generalise import Generalised
    from mersey.load.rows.reading_plan import ReadingPlan


@dataclass(frozen=True, kw_only=True)
class Events:
    """Events and cases of a file, and what became of its rows.

    Attributes:
        events: A query; or the rows, in memory, with their words as dictionaries.
        n_varying: Case-level column → cases in which its rows disagree.
        n_lost_cells: Milestone → dates of a wide file that could not be read.
        n_repeated_cases: Rows of a wide file beyond the first of their case.
        n_without_step: Cases of which the file tells no step, only that they exist.
        texts: Text column of `events` → every text that it may hold.
        generalised: Column of the file → what was generalised in it.
        gone: Attribute that is left out after all → why.
    """

    events: Query | pa.Table
    cases: StoredTable
    kept: KeptRows
    names: CaseNames
    date_only: bool
    n_varying: dict[str, int]
    n_lost_cells: dict[str, int]
    texts: dict[str, pa.Array]
    n_repeated_cases: int = 0
    n_without_step: int = 0
    generalised: Mapping[str, Generalised] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Words:
    """The words of the log, made clean.

    Attributes:
        texts: Text column of the events → every text that it may hold.
        generalised: Column of the file → what was generalised in it.
    """

    texts: dict[str, pa.Array]
    generalised: Mapping[str, Generalised]


@dataclass(frozen=True, kw_only=True)
class _Named:
    """The rows that are kept, with the names of the log.

    Attributes:
        rows: With CASE, and a column for each role that holds words.
        timed: The same in memory, where they have UTC and DATE too.
    """

    rows: Query
    names: CaseNames
    words: _Words
    timed: pa.Table | None = None


def long_events(plan: ReadingPlan) -> Events:
    """The events of the file, one for each of its rows that tells one.

    A row begun and not ended is an event at its start. A row that tells no step, or not
    when, still tells of a case: that case opened when the file says it did.
    """
    plan = with_steps(plan)
    mapping = plan.mapping
    case, activity, time = _spine(plan)
    gaps = find_gaps(plan, case, activity, time=time)
    kept = plan.used(account(plan.raw, plan.profiles, gaps.faults))
    named = _named(plan, kept, case)
    joined, names, words = named.rows, named.names, named.words
    texts = words.texts
    facts = case_table(FactSource(plan=plan, rows=joined, names=names))
    events = _selected(plan, named, time=time)
    if mapping.start and gaps.any_without_event:
        events, texts = with_begun(plan, events, joined, texts=texts)
    n_stepless = 0
    if gaps.any_without_event:
        events, texts, n_stepless = with_openings(plan, events, joined, texts=texts)
    if mapping.shape is Shape.SNAPSHOT:
        events = changes_only(events)
    if mapping.shape is Shape.LIFECYCLE:
        events, texts = paired(events), begun_too(texts)
    columns = [time, *filter(None, (mapping.start, mapping.opened))]
    in_memory = _events_in_memory(plan, named, gaps)
    return Events(
        events=events if in_memory is None else in_memory,
        cases=facts.table,
        kept=kept,
        names=names,
        date_only=not any(plan.dates[name].style.has_time for name in columns),
        n_varying=facts.n_varying,
        n_lost_cells={},
        texts=texts,
        n_without_step=n_stepless,
        generalised={**words.generalised, **facts.generalised},
        gone=facts.gone,
    )


def _spine(plan: ReadingPlan) -> tuple[str, str, str]:
    mapping = plan.mapping
    if mapping.case is None or mapping.activity is None or mapping.time is None:
        msg = "a file with a row per event needs a case, an activity and a time"
        raise ValueError(msg)
    return mapping.case, mapping.activity, mapping.time


def _named(plan: ReadingPlan, kept: KeptRows, case: str) -> _Named:
    """The rows that are kept with CASE and the words of the log; its cases."""
    session, keep_ids = plan.raw.session, plan.mapping.keep_ids
    if (held := _named_in_memory(plan, kept, case)) is not None:
        return held
    renamed_rows, words = renamed_words(plan, kept)
    rows = query(
        "SELECT *, {case} AS {value} FROM {rows}",
        case=text(column(case)),
        value=VALUE,
        rows=renamed_rows,
    )
    names = name_cases(session, rows, key=plan.key, keep_ids=keep_ids)
    return _Named(rows=numbered(rows, names), names=names, words=words)


def _named_in_memory(plan: ReadingPlan, kept: KeptRows, case: str) -> _Named | None:
    """The same of rows in memory, where their words are few; None of others."""
    session, mapping = plan.raw.session, plan.mapping
    rows = rows_in_memory(plan, kept)
    roles = [getattr(mapping, role.value) for role in WORDS]
    if rows is None or not are_coded(rows, filter(None, roles)):
        return None
    rows, words = _held_words(plan, rows)
    rows, names = with_cases(
        session, rows, case, key=plan.key, keep_ids=mapping.keep_ids
    )
    timed = None
    if mapping.time and not mapping.start:
        timed = with_plain_moments(plan, rows, mapping.time)
    return _Named(
        rows=held_rows(session, rows if timed is None else timed),
        names=names,
        words=words,
        timed=timed,
    )


def _held_words(plan: ReadingPlan, rows: pa.Table) -> tuple[pa.Table, _Words]:
    """As `renamed_words`, of rows in memory."""
    texts: dict[str, pa.Array] = {}
    generalised: dict[str, Generalised] = {}
    alone = _teams_of_one(plan, plan.raw.table)
    renames = _renames(replace(plan, alone=alone))
    for role, word in WORDS.items():
        name = getattr(plan.mapping, role.value)
        if name is not None:
            rows, new = with_renamed(
                rows, name, rename=renames[role](name), into=word_column(role)
            )
            texts[word], generalised[name] = new.names, new.found
    return rows, _Words(texts=texts, generalised=generalised)


def renamed_words(
    plan: ReadingPlan, kept: KeptRows, roles: Iterable[Role] = tuple(WORDS)
) -> tuple[Query, _Words]:
    """The rows that are kept, with people hidden and the words of the log made clean."""
    texts: dict[str, pa.Array] = {}
    generalised: dict[str, Generalised] = {}
    rows = rows_of(kept.table)
    among = kept.table if kept.by_fault else plan.raw.table
    renames = _renames(replace(plan, alone=_teams_of_one(plan, among)))
    for role in roles:
        name = getattr(plan.mapping, role.value)
        if name is None:
            continue
        rows, new = renamed(
            plan.raw.session,
            rows,
            name,
            rename=renames[role](name),
            into=word_column(role),
            among=among,
        )
        texts[WORDS[role]] = new.names
        generalised[name] = new.found
    return rows, _Words(texts=texts, generalised=generalised)


def _teams_of_one(plan: ReadingPlan, rows: StoredTable | Query) -> frozenset[str]:
    """The teams, trimmed, in which one person does all the work that the file tells."""
    team, person = plan.mapping.team, plan.mapping.person
    if team is None or person is None or team in plan.mapping.keep:
        return frozenset()
    told = query(
        """
        SELECT team FROM (SELECT {team} AS team, {who} AS who FROM {rows})
        GROUP BY team HAVING min(who) = max(who)
        """,
        team=text(column(team)),
        who=text(column(person)),
        rows=rows,
    )
    names = plan.raw.session.to_pyarrow(told)["team"].drop_null().to_pylist()
    return frozenset(name.strip() for name in names)


def _selected(plan: ReadingPlan, named: _Named, *, time: str) -> Query:
    mapping = plan.mapping
    cost, start = mapping.cost, mapping.start
    amount = nothing("DOUBLE")
    if cost:
        kind = plan.raw.table.columns[cost]
        amount = plan.numbers(column(cost), cost, kind=kind)
    words = {name: word_of(plan, role) for role, name in WORDS.items()}
    kept = {"case_id": column(CASE), "event_id": event_id(plan), "cost": amount}
    if named.timed is not None:
        return query(
            """
            SELECT case_id, event_id, {utc} AS event_time, {date} AS local_date,
                {began} AS start_time, cost, {words}
            FROM (SELECT {kept}, {utc}, {date} FROM {rows})
            """,
            utc=UTC,
            date=DATE,
            began=nothing(MOMENT),
            words=list(words),
            kept={**kept, **words},
            rows=named.rows,
        )
    moments = {"__done": (column(time), plan.dates[time])}
    done = Moment.of("__done", plan.dates[time], mapping.time_zone)
    utc, date, began = done.utc, done.date, nothing(MOMENT)
    if start:
        moments["__begun"] = (column(start), plan.dates[start])
        begun = Moment.of("__begun", plan.dates[start], mapping.time_zone)
        utc, date = first_known(utc, begun.utc), first_known(date, begun.date)
        began = begun.utc
    return query(
        """
        SELECT case_id, event_id, {utc} AS event_time, {date} AS local_date,
            {began} AS start_time, cost, {words}
        FROM {read}
        """,
        utc=utc,
        date=date,
        began=began,
        words=list(words),
        read=with_moments(named.rows, {**kept, **words}, moments=moments),
    )


def _events_in_memory(
    plan: ReadingPlan, named: _Named, gaps: RowGaps
) -> pa.Table | None:
    """The events where each of the rows in memory is one as it stands; else None."""
    mapping = plan.mapping
    if named.timed is None or gaps.any_without_event:
        return None
    if mapping.shape in (Shape.SNAPSHOT, Shape.LIFECYCLE):
        return None
    amounts = None
    if mapping.cost:
        amounts = plain_amounts(plan, named.timed[mapping.cost], mapping.cost)
        if amounts is None:
            kind = plan.raw.table.columns[mapping.cost]
            cost = plan.numbers(column(mapping.cost), mapping.cost, kind=kind)
            told = query(
                "SELECT {cost} AS cost FROM {rows}", cost=cost, rows=named.rows
            )
            amounts = plan.raw.session.to_pyarrow(told)["cost"]
    return events_in_memory(plan, named.timed, amounts=amounts)


def _renames(plan: ReadingPlan) -> dict[Role, Any]:
    return {
        Role.ACTIVITY: plan.steps,
        Role.PERSON: plan.hidden,
        Role.TEAM: plan.hidden if plan.hides_team else plan.teams,
        Role.LIFECYCLE: plan.safe,
    }


def word_of(plan: ReadingPlan, role: Role) -> Expression:
    """The column of a role that `renamed_words` made; null where no column plays it."""
    if getattr(plan.mapping, role.value) is None:
        return nothing("VARCHAR")
    return column(word_column(role))
