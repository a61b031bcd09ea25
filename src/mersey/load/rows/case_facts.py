"""The cases table: what the file says of each case, apart from its events.

A fact is taken once for each case. Where the rows of a case disagree, the last row of
the file holds, and the disagreement is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mersey.engine.expressions import (
    among,
    call,
    cases,
    column,
    never,
    nothing,
    stripped,
    text,
    value,
)
from mersey.engine.parsing import MOMENT
from mersey.engine.queries import query, rows_of
from mersey.load.dates.moments import Moment, with_moments
from mersey.load.dates.nulls import or_null
from mersey.load.files.raw import ROW
from mersey.load.rows.names_map import CASE, PSEUDONYM, distinct_values
from mersey.load.rows.vouched import vouched
from mersey.load.shapes.mapping import Shape
from mersey.services.status_words import status_is_over
from mersey.vocabulary import ATTRIBUTE_PREFIX, DUE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.dates.moments import DateColumn
    from mersey.load.personal.generalise import Generalised
    from mersey.load.rows.names_map import CaseNames
    from mersey.load.rows.reading_plan import ReadingPlan


@dataclass(frozen=True, kw_only=True)
class FactSource:
    """Where the facts come from.

    Attributes:
        plan: How the file is read.
        rows: Its rows that are loaded, with CASE.
        names: Its cases.
    """

    plan: ReadingPlan
    rows: Query
    names: CaseNames


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What the file says of each case.

    Attributes:
        table: The cases table of LoadedLog.
        n_varying: Column → cases whose rows disagree.
        generalised: Column → what was generalised in it.
        gone: Attribute that is left out after all → why.
    """

    table: StoredTable
    n_varying: dict[str, int] = field(default_factory=dict)
    generalised: Mapping[str, Generalised] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


def case_table(source: FactSource) -> CaseFacts:
    """The facts about each case of the file, made safe."""
    session = source.plan.raw.session
    named = query(
        "SELECT DISTINCT {case} AS case_id, {pseudonym} AS pseudonym FROM {names}"
        if source.names.is_merged
        else "SELECT {case} AS case_id, {pseudonym} AS pseudonym FROM {names}",
        case=CASE,
        pseudonym=PSEUDONYM,
        names=source.names.table,
    )
    columns = _columns(source.plan)
    if not columns:
        table = _table_of(_Told(plan=source.plan), named)
        return CaseFacts(table=session.remember("load_case_facts", table))
    held, n_varying = _held(source, columns)
    safe = vouched(source.plan, held, columns=columns)
    left = {key: name for key, name in columns.items() if name not in safe.gone}
    joined = query(
        "FROM {cases} LEFT JOIN {facts} USING (case_id)", cases=named, facts=safe.cases
    )
    told = _Told(
        plan=source.plan,
        key_of={name: key for key, name in left.items()},
        kinds={
            name: "VARCHAR" if name in safe.generalised else held.columns[key]
            for key, name in left.items()
        },
        found=safe.generalised,
    )
    return CaseFacts(
        table=session.remember("load_case_facts", _table_of(told, joined)),
        n_varying={name: n for name, n in n_varying.items() if n},
        generalised=safe.generalised,
        gone=safe.gone,
    )


def _held(
    source: FactSource, columns: dict[str, str]
) -> tuple[StoredTable, dict[str, int]]:
    """Each fact by case, and the cases in which its rows disagree."""
    ends, n_varying = _ends(source, columns)
    facts = _last(source, ends, [key for key in columns if n_varying[columns[key]]])
    closed = source.plan.mapping.closed
    if source.plan.mapping.shape is Shape.INTERVAL and closed is not None:
        key = next(key for key, name in columns.items() if name == closed)
        facts = _ended(source, facts or rows_of(ends), key=key)
        n_varying.pop(closed)
    if facts is None:
        return ends, n_varying
    session = source.plan.raw.session
    return session.remember("load_facts_told", facts), n_varying


def _columns(plan: ReadingPlan) -> dict[str, str]:
    """Name in the working tables → column of the file, of every fact about cases."""
    mapping = plan.mapping
    wanted = [
        mapping.opened,
        mapping.closed,
        mapping.outcome,
        mapping.status,
        *mapping.attributes,
        *mapping.due,
    ]
    found = dict.fromkeys(name for name in wanted if name is not None)
    return {f"f{position}": name for position, name in enumerate(found)}


def _value(source: FactSource, name: str) -> Expression:
    cell = column(name)
    if not source.plan.raw.table.holds_text(name):
        return cell
    dates = source.plan.dates.get(name)
    words = dates.words if dates else ()
    return or_null(cell, (*source.plan.mapping.nulls.get(name, ()), *words))


def _ends(
    source: FactSource, columns: dict[str, str]
) -> tuple[StoredTable, dict[str, int]]:
    """Lowest and highest value of each fact by case, and cases where they differ."""
    session = source.plan.raw.session
    aggregates = {key: call("max", column(key)) for key in columns}
    aggregates |= {_low(key): call("min", column(key)) for key in columns}
    asked = query(
        """
        SELECT case_id, {aggregates}
        FROM (SELECT {case} AS case_id, {values} FROM {rows}) GROUP BY case_id
        """,
        aggregates=aggregates,
        case=CASE,
        values={key: _value(source, name) for key, name in columns.items()},
        rows=source.rows,
    )
    ends = session.remember("load_case_ends", asked)
    differ = {
        key: call("count_if", column(key) != column(_low(key))).cast("BIGINT")
        for key in columns
    }
    counted = query("SELECT {differ} FROM {ends}", differ=differ, ends=ends)
    counts = session.to_pyarrow(counted).to_pylist()[0]
    return ends, {name: counts[key] or 0 for key, name in columns.items()}


def _low(key: str) -> str:
    return f"{key}_low"


def _last(source: FactSource, ends: StoredTable, varying: list[str]) -> Query | None:
    """The facts by case, with the last row's value where rows disagree."""
    if not varying:
        return None
    columns = _columns(source.plan)
    last = query(
        """
        SELECT case_id, {last}
        FROM (SELECT {row}, {case} AS case_id, {values} FROM {rows}) GROUP BY case_id
        """,
        last={key: call("arg_max", column(key), column(ROW)) for key in varying},
        row=ROW,
        case=CASE,
        values={key: _value(source, columns[key]) for key in varying},
        rows=source.rows,
    )
    return query(
        """
        SELECT e.* EXCLUDE ({varying}), l.* EXCLUDE (case_id)
        FROM {ends} AS e LEFT JOIN {last} AS l USING (case_id)
        """,
        varying=varying,
        ends=ends,
        last=last,
    )


def _ended(source: FactSource, facts: Query, *, key: str) -> Query:
    """The end of the last interval of each case; null while that one lasts."""
    plan = source.plan
    time, closed = plan.mapping.time, plan.mapping.closed
    if time is None or closed is None:
        return facts
    begun = Moment.of("__begun", plan.dates[time], plan.mapping.time_zone)
    kept = {
        ROW: column(ROW),
        "case_id": column(CASE),
        "ended": _value(source, closed),
    }
    moments = {"__begun": (column(time), plan.dates[time])}
    return query(
        """
        SELECT f.* REPLACE (
            CASE WHEN "open" IS NULL OR done > "open" THEN ended END AS {key}
        )
        FROM {facts} AS f
        LEFT JOIN (
            SELECT
                case_id,
                first(ended ORDER BY begun DESC, {row})
                    FILTER (WHERE ended IS NOT NULL) AS ended,
                max(begun) FILTER (WHERE ended IS NOT NULL) AS done,
                max(begun) FILTER (WHERE ended IS NULL) AS "open"
            FROM (SELECT {row}, case_id, ended, {begun} AS begun FROM {read})
            GROUP BY case_id
        ) AS l USING (case_id)
        """,
        key=key,
        facts=facts,
        row=ROW,
        begun=begun.utc,
        read=with_moments(source.rows, kept, moments=moments),
    )


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What is known of the facts that are joined to the cases.

    Attributes:
        plan: How the file is read.
        key_of: Column of the file → its name in the working tables.
        kinds: Column of the file → the type of what is in the working tables.
        found: Column of the file → what was generalised in it.
    """

    plan: ReadingPlan
    key_of: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, Generalised] = field(default_factory=dict)

    def cell(self, name: str) -> Expression:
        """A column of the file, in the working tables."""
        return column(self.key_of[name])


def _table_of(told: _Told, named: Query) -> Query:
    """The cases table, from the facts joined to the names of the cases."""
    mapping = told.plan.mapping
    moments: dict[str, tuple[Expression, DateColumn]] = {}
    facts = _bounds(told, moments)
    facts["outcome"] = (
        text(told.cell(mapping.outcome)) if mapping.outcome else nothing("VARCHAR")
    )
    facts |= _standing(told)
    for name in mapping.attributes:
        if name in told.key_of:
            facts[ATTRIBUTE_PREFIX + name] = _attribute(told, name, moments)
    for name in mapping.due:
        facts[DUE_PREFIX + name] = _attribute(told, name, moments)
    kept = {name: column(name) for name in ("case_id", "pseudonym")}
    kept |= {key: column(key) for key in told.key_of.values()}
    return query(
        "SELECT case_id, pseudonym, {facts} FROM {read}",
        facts=facts,
        read=with_moments(named, kept, moments=moments),
    )


def _bounds(
    told: _Told, moments: dict[str, tuple[Expression, DateColumn]]
) -> dict[str, Expression]:
    """When each case opened and closed, as far as columns of the file state it."""
    mapping = told.plan.mapping
    facts: dict[str, Expression] = {}
    for role, name in (("opened", mapping.opened), ("closed", mapping.closed)):
        facts[role], facts[f"{role}_date"] = nothing(MOMENT), nothing("DATE")
        if name is not None:
            moment = _moment(told, name, moments)
            facts[role], facts[f"{role}_date"] = moment.utc, moment.date
    # In a row per case the opening is stated or lost; no other date takes its place.
    is_stated = mapping.shape.is_row_per_case and mapping.opened is not None
    facts["opening_lost"] = facts["opened"].isnull() if is_stated else never()
    return facts


def _moment(
    told: _Told, name: str, moments: dict[str, tuple[Expression, DateColumn]]
) -> Moment:
    """The moments of a column, which are taken note of as to be read."""
    key, dates = f"{told.key_of[name]}_moment", told.plan.dates[name]
    moments[key] = (told.cell(name), dates)
    return Moment.of(key, dates, told.plan.mapping.time_zone)


def _standing(told: _Told) -> dict[str, Expression]:
    """Where each case stands, and whether that says that it is over; null: unknown."""
    plan = told.plan
    name = plan.mapping.status
    if name is None:
        return {"status": nothing("VARCHAR"), "is_over": nothing("BOOLEAN")}
    status = stripped(text(told.cell(name)))
    said: dict[bool, list[str]] = {True: [], False: []}
    safe = told.found[name].texts if name in told.found else {}
    values = distinct_values(plan.raw.session, plan.raw.table, name).drop_null()
    for each in values.to_pylist():
        is_over = status_is_over(each)
        if is_over is not None:
            said[is_over].append(safe.get(each, each).strip())
    branches = [
        (among(status, texts), value(is_over))
        for is_over, texts in said.items()
        if texts
    ]
    return {"status": status, "is_over": cases(branches, otherwise=nothing("BOOLEAN"))}


def _attribute(
    told: _Told, name: str, moments: dict[str, tuple[Expression, DateColumn]]
) -> Expression:
    """A fact in its own type: a date or a moment, a number with decimals, or text.

    Whole numbers stay text: the few an attribute may have are classes, not amounts.
    """
    plan = told.plan
    if name in plan.dates:
        moment = _moment(told, name, moments)
        return moment.utc if plan.dates[name].style.has_time else moment.date
    if plan.profiles.columns[name].has_decimals:
        return plan.numbers(told.cell(name), name, kind=told.kinds[name])
    return text(told.cell(name))
