"""The cases table: what the file says of each case, apart from its events.

A fact is taken once for each case. Where the rows of a case disagree, the last row of
the file holds, and the disagreement is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import ibis

from mersey.load.dates.moments import Moment
from mersey.load.dates.nulls import or_null
from mersey.load.files.raw import ROW
from mersey.load.rows.names_map import CASE, PSEUDONYM, distinct_values
from mersey.load.rows.vouched import vouched
from mersey.load.shapes.mapping import Shape
from mersey.services.status_words import status_is_over
from mersey.vocabulary import ATTRIBUTE_PREFIX, DUE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    rows: Any
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

    table: Any
    n_varying: dict[str, int] = field(default_factory=dict)
    generalised: Mapping[str, Generalised] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


def case_table(source: FactSource) -> CaseFacts:
    """The facts about each case of the file, made safe."""
    names = source.names.table.select(case_id=CASE, pseudonym=PSEUDONYM)
    cases = names.distinct() if source.names.is_merged else names
    columns = _columns(source.plan)
    if not columns:
        table = cases.select("case_id", "pseudonym", **_facts(source.plan, cases))
        return CaseFacts(table=table)
    ends, n_varying = _ends(source, columns)
    facts = _last(source, ends, [name for name in columns if n_varying[columns[name]]])
    closed = source.plan.mapping.closed
    if source.plan.mapping.shape is Shape.INTERVAL and closed is not None:
        key = next(key for key, name in columns.items() if name == closed)
        facts = _ended(source, facts, key=key)
        n_varying.pop(closed)
    session = source.plan.raw.session
    held = facts if facts is ends else session.materialise("load_facts_told", facts)
    safe = vouched(source.plan, held, columns=columns)
    left = {key: name for key, name in columns.items() if name not in safe.gone}
    named = cases.left_join(safe.cases, "case_id")
    told = _facts(source.plan, named, columns=left, found=safe.generalised)
    table = named.select("case_id", "pseudonym", **told)
    return CaseFacts(
        table=session.materialise("load_case_facts", table),
        n_varying={name: n for name, n in n_varying.items() if n},
        generalised=safe.generalised,
        gone=safe.gone,
    )


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


def _value(source: FactSource, name: str) -> Any:
    column = source.rows[name]
    if not column.type().is_string():
        return column
    dates = source.plan.dates.get(name)
    words = dates.words if dates else ()
    return or_null(column, (*source.plan.mapping.nulls.get(name, ()), *words))


def _ends(source: FactSource, columns: dict[str, str]) -> tuple[Any, dict[str, int]]:
    """Lowest and highest value of each fact by case, and cases where they differ."""
    rows = source.rows.select(
        case_id=source.rows[CASE],
        **{key: _value(source, name) for key, name in columns.items()},
    )
    ends = source.plan.raw.session.materialise(
        "load_case_ends",
        rows.group_by("case_id").aggregate(
            **{key: rows[key].max() for key in columns},
            **{f"{key}_low": rows[key].min() for key in columns},
        ),
    )
    counted = ends.aggregate(
        **{key: (ends[key] != ends[f"{key}_low"]).sum() for key in columns}
    )
    counts = source.plan.raw.session.to_pyarrow(counted).to_pylist()[0]
    return ends, {name: counts[key] or 0 for key, name in columns.items()}


def _last(source: FactSource, ends: Any, varying: list[str]) -> Any:
    """The facts by case, with the last row's value where rows disagree."""
    if not varying:
        return ends
    columns = _columns(source.plan)
    rows = source.rows.select(
        ROW,
        case_id=source.rows[CASE],
        **{key: _value(source, columns[key]) for key in varying},
    )
    last = rows.group_by("case_id").aggregate(
        **{
            key: rows[key].argmax(rows[ROW], where=rows[key].notnull())
            for key in varying
        }
    )
    return ends.drop(*varying).left_join(last, "case_id").drop("case_id_right")


def _ended(source: FactSource, facts: Any, *, key: str) -> Any:
    """The end of the last interval of each case; null while that one lasts."""
    plan, rows = source.plan, source.rows
    mapping = plan.mapping
    if mapping.time is None or mapping.closed is None:
        return facts
    begun = Moment.of(rows[mapping.time], plan.dates[mapping.time], mapping.time_zone)
    known = rows.select(
        case_id=rows[CASE], begun=begun.utc, ended=_value(source, mapping.closed)
    )
    last = known.group_by("case_id").aggregate(
        __ended=known.ended.argmax(known.begun, where=known.ended.notnull()),
        __done=known.begun.max(where=known.ended.notnull()),
        __open=known.begun.max(where=known.ended.isnull()),
    )
    joined = facts.left_join(last, "case_id").drop("case_id_right")
    is_over = joined["__open"].isnull() | (joined["__done"] > joined["__open"])
    nothing = ibis.null(str(joined["__ended"].type()))
    return joined.mutate(**{key: is_over.ifelse(joined["__ended"], nothing)}).drop(
        "__ended", "__done", "__open"
    )


def _facts(
    plan: ReadingPlan,
    cases: Any,
    *,
    columns: Mapping[str, str] | None = None,
    found: Mapping[str, Generalised] | None = None,
) -> dict[str, Any]:
    """The columns of the cases table, from the facts joined to it."""
    key_of = {name: key for key, name in (columns or {}).items()}
    facts: dict[str, Any] = {}
    for role, name in (
        ("opened", plan.mapping.opened),
        ("closed", plan.mapping.closed),
    ):
        facts[role] = ibis.null("timestamp(6)")
        facts[f"{role}_date"] = ibis.null("date")
        if name is not None:
            moment = Moment.of(
                cases[key_of[name]], plan.dates[name], plan.mapping.time_zone
            )
            facts[role], facts[f"{role}_date"] = moment.utc, moment.date
    # In a row per case the opening is stated or lost; no other date takes its place.
    is_stated = plan.mapping.shape.is_row_per_case and plan.mapping.opened is not None
    facts["opening_lost"] = (
        facts["opened"].isnull() if is_stated else ibis.literal(value=False)
    )
    outcome = plan.mapping.outcome
    facts["outcome"] = (
        cases[key_of[outcome]].cast("string") if outcome else ibis.null("string")
    )
    facts |= _standing(plan, cases, key_of, found or {})
    for name in plan.mapping.attributes:
        if name in key_of:
            facts[ATTRIBUTE_PREFIX + name] = _attribute(plan, cases[key_of[name]], name)
    for name in plan.mapping.due:
        facts[DUE_PREFIX + name] = _attribute(plan, cases[key_of[name]], name)
    return facts


def _standing(
    plan: ReadingPlan,
    cases: Any,
    key_of: Mapping[str, str],
    found: Mapping[str, Generalised],
) -> dict[str, Any]:
    """Where each case stands, and whether that says that it is over; null: unknown."""
    name = plan.mapping.status
    if name is None:
        return {"status": ibis.null("string"), "is_over": ibis.null("boolean")}
    status = cases[key_of[name]].cast("string").strip()
    told: dict[bool, list[str]] = {True: [], False: []}
    safe = found[name].texts if name in found else {}
    values = distinct_values(plan.raw.session, plan.raw.table, name).drop_null()
    for value in values.to_pylist():
        is_over = status_is_over(value)
        if is_over is not None:
            told[is_over].append(safe.get(value, value).strip())
    branches = [
        (status.isin(texts), ibis.literal(value=is_over))
        for is_over, texts in told.items()
        if texts
    ]
    nothing = ibis.null("boolean")
    return {
        "status": status,
        "is_over": ibis.cases(*branches, else_=nothing) if branches else nothing,
    }


def _attribute(plan: ReadingPlan, column: Any, name: str) -> Any:
    """A fact in its own type: a date or a moment, a number with decimals, or text.

    Whole numbers stay text: the few an attribute may have are classes, not amounts.
    """
    if name in plan.dates:
        moment = Moment.of(column, plan.dates[name], plan.mapping.time_zone)
        return moment.utc if plan.dates[name].style.has_time else moment.date
    if plan.profiles.columns[name].has_decimals:
        return plan.numbers(column, name)
    return column.cast("string")
