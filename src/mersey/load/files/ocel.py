"""An object-centric log, flattened to the events of one type of object.

The four tables of an `ObjectLog` are in the engine; flattening is then one expression.
One row is one event of one object; an event that concerns two objects of the type is a
row for each.

Source: OCEL 2.0 specification (Berti et al., 2023); van der Aalst (2019) on flattening.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import process

from mersey.engine.expressions import call, column, either, value
from mersey.engine.queries import query
from mersey.errors import ChoiceNeeded, FileUnreadable, UnknownName
from mersey.fields import Setting
from mersey.findings.about_the_file.tables import EVENTS_OF_OTHER_OBJECTS, FLATTENED
from mersey.load.files.format import Contents
from mersey.load.files.growing import check_width
from mersey.load.files.headings import name_columns
from mersey.load.files.object_log import ATTRIBUTE
from mersey.load.files.raw import ROW
from mersey.load.personal.gate import shown_names
from mersey.vocabulary import Finding, Role
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.engine import Engine
    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.files.format import Source

CASE: Final = "case:concept:name"
ACTIVITY: Final = "concept:name"
TIME: Final = "time:timestamp"
MOST_OFFERED: Final = 40


def flatten(source: Source, gathered: Contents) -> Contents:
    """The events of the chosen type of object, a row per event and object.

    Raises:
        ChoiceNeeded: There are several types and none was asked for.
        UnknownName: The one that was asked for does not occur.
        FileUnreadable: No event concerns any object.
    """
    session = source.session
    log = _Parts(
        events=_given(gathered.table, "id"),
        attributes=tuple(n for n in gathered.table.columns if n.startswith(ATTRIBUTE)),
        objects=_given(gathered.parts["objects"], "id"),
        values=_given(gathered.parts["values"], "object"),
        relations=_given(gathered.parts["relations"], "event"),
    )
    type_ = _choose(source, log)
    chosen = session.remember(
        "ocel_chosen",
        query(
            "SELECT event, object FROM {pairs} WHERE type = {type}",
            pairs=_pairs(log),
            type=value(type_),
        ),
    )
    attributes = _attributes(session, log, type_)
    rows, findings = _rows(session, log, chosen=chosen, type_=type_, names=attributes)
    raw = session.materialise("raw", rows)
    columns = tuple(name for name in raw.columns if name != ROW)
    return Contents(
        table=raw,
        columns=columns,
        identical_rows_repeat=False,
        roles={Role.CASE: CASE, Role.ACTIVITY: ACTIVITY, Role.TIME: TIME},
        case_columns=tuple(name for name in columns if name.startswith("case:")),
        findings=(*findings, *_left_out(session, log.events, chosen, type_=type_)),
    )


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """The rows that there were, of each of the four tables, and what events may tell."""

    events: Query
    attributes: tuple[str, ...]
    objects: Query
    values: Query
    relations: Query


def _given(table: StoredTable, key: str) -> Query:
    """The rows that there were: an empty table has one without its key."""
    return query("FROM {rows} WHERE {key} IS NOT NULL", rows=table, key=key)


def _pairs(log: _Parts) -> Query:
    """Each event with each object that it concerns, and the object's type."""
    return query(
        """
        SELECT event, object, type
        FROM (SELECT DISTINCT event, object FROM {relations})
        JOIN (SELECT DISTINCT type, id AS object FROM {objects}) USING (object)
        """,
        relations=log.relations,
        objects=log.objects,
    )


def _choose(source: Source, log: _Parts) -> str:
    types = query(
        """
        SELECT o.type, n_objects, coalesce(n_events, 0) AS n_events
        FROM (
            SELECT type, count(DISTINCT id) AS n_objects FROM {objects} GROUP BY type
        ) AS o
        LEFT JOIN (
            SELECT type, count(DISTINCT event) AS n_events FROM {pairs} GROUP BY type
        ) AS e ON o.type = e.type
        ORDER BY n_events DESC, o.type
        """,
        objects=log.objects,
        pairs=_pairs(log),
    )
    found = source.session.to_pyarrow(types).to_pylist()
    names = [row["type"] for row in found if row["type"] is not None]
    shown = dict(zip(names, shown_names(names, "type"), strict=True))
    if source.table is not None:
        return _asked_for(source.table, shown)
    used = [row for row in found if row["n_events"] and row["type"] is not None]
    if not used:
        msg = f"{source.name}: no event in it concerns any object."
        raise FileUnreadable(
            msg, next_step="Export it with its event-object relations."
        )
    if len(used) == 1:
        return str(used[0]["type"])
    msg = (
        f"{source.name} tells of {len(names)} types of object. "
        "Which of them is the case: the thing that somebody waits for?"
    )
    raise ChoiceNeeded(
        msg,
        options=[Setting("table", shown[row["type"]]) for row in used[:MOST_OFFERED]],
        gives=[_gives(row) for row in used[:MOST_OFFERED]],
    )


def _asked_for(table: str, shown: Mapping[str, str]) -> str:
    for name, told in shown.items():
        if table.casefold() in (name.casefold(), told.casefold()):
            return name
    names = list(shown.values())
    nearest = process.extractOne(table, names, score_cutoff=60)
    raise UnknownName.of(
        "type of object", table, names, nearest=nearest[0] if nearest else ""
    )


def _gives(row: Mapping[str, Any]) -> str:
    """What it gives to take this type of object for the case."""
    n_objects, n_events = row["n_objects"], row["n_events"]
    objects = plural(n_objects, "object")
    return f"{objects}, about {n_events / n_objects:.1f} events each"


def _values_of(log: _Parts, type_: str) -> Query:
    """What is told of the objects of a type."""
    return query(
        """
        FROM {values} WHERE object IN (SELECT id FROM {objects} WHERE type = {type})
        """,
        values=log.values,
        objects=log.objects,
        type=value(type_),
    )


def _attributes(session: Engine, log: _Parts, type_: str) -> tuple[str, ...]:
    """The names of what is told of the objects of a type, in their order."""
    found = query(
        "SELECT name FROM {told} GROUP BY name ORDER BY min({row})",
        told=_values_of(log, type_),
        row=ROW,
    )
    names = session.to_pyarrow(found)["name"].to_pylist()
    check_width(len(names))
    return tuple(names)


def _latest(log: _Parts, type_: str, names: tuple[str, ...]) -> Query:
    """Per object of the type, the latest value of each attribute."""
    told = query(
        """
        SELECT object, name, last(value ORDER BY time, {row}) AS latest
        FROM {told} GROUP BY object, name
        """,
        told=_values_of(log, type_),
        row=ROW,
    )
    latest: dict[str, Expression] = {
        f"value:{name}": call(
            "max", either(column("name") == value(name), column("latest"), None)
        )
        for name in names
    }
    return query(
        "SELECT object, {latest} FROM {told} GROUP BY object", latest=latest, told=told
    )


def _rows(
    session: Engine,
    log: _Parts,
    *,
    chosen: StoredTable,
    type_: str,
    names: tuple[str, ...],
) -> tuple[Query, tuple[Finding, ...]]:
    joined = query(
        "FROM {chosen} AS c JOIN {events} AS e ON c.event = e.id",
        chosen=chosen,
        events=log.events,
    )
    of_event = _used(session, log.attributes, joined)
    wanted = {
        CASE: "object",
        ACTIVITY: "activity",
        TIME: "time",
        **{name.removeprefix(ATTRIBUTE): name for name in of_event},
        **{f"case:{name}": f"value:{name}" for name in names},
    }
    new, findings = name_columns(tuple(wanted))
    if names:
        joined = query(
            "FROM {joined} LEFT JOIN {latest} USING (object)",
            joined=joined,
            latest=_latest(log, type_, names),
        )
    columns = dict(zip(new, wanted.values(), strict=True))
    numbered = query(
        """
        SELECT row_number() OVER (ORDER BY {row}, object) AS {row}, {columns}
        FROM {joined} ORDER BY 1
        """,
        row=ROW,
        columns=columns,
        joined=joined,
    )
    return numbered, findings


def _used(session: Engine, names: tuple[str, ...], joined: Query) -> list[str]:
    """The event attributes that any of the chosen events has."""
    if not names:
        return []
    counts = {name: call("count", column(name)) for name in names}
    asked = query("SELECT {counts} FROM {joined}", counts=counts, joined=joined)
    found = session.to_pyarrow(asked).to_pylist()[0]
    return [name for name in names if found[name]]


def _left_out(
    session: Engine, events: Query, chosen: StoredTable, *, type_: str
) -> tuple[Finding, ...]:
    total = session.count(events)
    used = session.count(query("SELECT DISTINCT event FROM {it}", it=chosen))
    said = FLATTENED.found(used, of=total, type=type_)
    n_other = total - used
    if n_other <= 0:
        return (said,)
    other = EVENTS_OF_OTHER_OBJECTS.found(n_other, of=total, n_events=total, type=type_)
    return (said, other)
