"""An object-centric log, flattened to the events of one type of object.

The four tables of an `ObjectLog` are in the engine; flattening is then one expression.
One row is one event of one object; an event that concerns two objects of the type is a
row for each.

Source: OCEL 2.0 specification (Berti et al., 2023); van der Aalst (2019) on flattening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis
from rapidfuzz import process

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
    events, objects = (
        _given(gathered.table, "id"),
        _given(gathered.parts["objects"], "id"),
    )
    values = _given(gathered.parts["values"], "object")
    relations = _given(gathered.parts["relations"], "event")
    pairs = (
        relations.select("event", "object")
        .distinct()
        .join(objects.select("type", object="id").distinct(), "object")
    )
    type_ = _choose(source, objects, pairs)
    chosen = pairs.filter(pairs.type == type_).select("event", "object")
    wide, attributes = _object_values(source.session, values, objects, type_)
    rows, findings = _rows(
        source.session, events, chosen=chosen, wide=wide, attributes=attributes
    )
    raw = source.session.materialise("raw", rows)
    columns = tuple(name for name in raw.columns if name != ROW)
    return Contents(
        table=raw,
        columns=columns,
        identical_rows_repeat=False,
        roles={Role.CASE: CASE, Role.ACTIVITY: ACTIVITY, Role.TIME: TIME},
        case_columns=tuple(name for name in columns if name.startswith("case:")),
        findings=(*findings, *_left_out(source.session, events, chosen, type_=type_)),
    )


def _given(table: Any, key: str) -> Any:
    """The rows that there were: an empty table has one without its key."""
    return table.filter(table[key].notnull())


def _choose(source: Source, objects: Any, pairs: Any) -> str:
    n_objects = objects.group_by("type").aggregate(n_objects=objects.id.nunique())
    n_events = pairs.group_by("type").aggregate(n_events=pairs.event.nunique())
    types = n_objects.left_join(n_events, "type").select(
        "type", "n_objects", n_events=lambda t: t.n_events.fill_null(0)
    )
    found = source.session.to_pyarrow(
        types.order_by([ibis.desc("n_events"), "type"])
    ).to_pylist()
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


def _object_values(
    session: Engine, values: Any, objects: Any, type_: str
) -> tuple[Any, tuple[str, ...]]:
    """Per object of the type, the latest value of each attribute; and their names."""
    of_type = objects.filter(objects.type == type_).select("id").distinct()
    mine = values.join(of_type, values.object == of_type.id).select(values)
    names = session.to_pyarrow(
        mine.group_by("name").aggregate(first=mine[ROW].min()).order_by("first")
    )["name"].to_pylist()
    check_width(len(names))
    latest = {
        f"value:{name}": mine.value.last(
            where=mine.name == name, order_by=[mine.time, mine[ROW]], include_null=True
        )
        for name in names
    }
    wide = mine.group_by("object").aggregate(**latest)
    return wide, tuple(names)


def _rows(
    session: Engine, events: Any, *, chosen: Any, wide: Any, attributes: tuple[str, ...]
) -> tuple[Any, tuple[Finding, ...]]:
    joined = chosen.join(events, chosen.event == events.id)
    of_event = _used(session, joined)
    wanted = {
        CASE: "object",
        ACTIVITY: "activity",
        TIME: "time",
        **{name.removeprefix(ATTRIBUTE): name for name in of_event},
        **{f"case:{name}": f"value:{name}" for name in attributes},
    }
    names, findings = name_columns(tuple(wanted))
    if attributes:
        joined = joined.left_join(wide, "object")
    order = ibis.row_number().over(order_by=[joined[ROW], joined.object]) + 1
    columns = {
        new: joined[old] for new, old in zip(names, wanted.values(), strict=True)
    }
    return joined.select(**{ROW: order}, **columns).order_by(ROW), findings


def _used(session: Engine, joined: Any) -> list[str]:
    """The event attributes that any of the chosen events has."""
    names = [name for name in joined.columns if name.startswith(ATTRIBUTE)]
    if not names:
        return []
    counts = joined.aggregate(**{name: joined[name].count() for name in names})
    found = session.to_pyarrow(counts).to_pylist()[0]
    return [name for name in names if found[name]]


def _left_out(
    session: Engine, events: Any, chosen: Any, *, type_: str
) -> tuple[Finding, ...]:
    total = int(session.to_pyarrow(events.count()).as_py())
    used = int(session.to_pyarrow(chosen.event.nunique()).as_py())
    said = FLATTENED.found(used, of=total, type=type_)
    n_other = total - used
    if n_other <= 0:
        return (said,)
    other = EVENTS_OF_OTHER_OBJECTS.found(n_other, of=total, n_events=total, type=type_)
    return (said, other)
