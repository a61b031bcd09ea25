"""An object-centric log, flattened to the events of one type of object.

Whatever the file is (SQLite, JSON, XML), its events, objects and relations become four
tables in the engine; flattening is then one expression. One row is one event of one
object; an event that concerns two objects of the type is a row for each.

Source: OCEL 2.0 specification (Berti et al., 2023); van der Aalst (2019) on flattening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis
import pyarrow as pa
from rapidfuzz import process

from mersey.errors import ChoiceNeeded, FileUnreadable, UnknownName
from mersey.load.files.format import Contents
from mersey.load.files.growing import BATCH_ROWS, GrowingTable, instants
from mersey.load.files.headings import name_columns
from mersey.load.files.raw import ROW
from mersey.shell_words import as_option
from mersey.vocabulary import Finding, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mersey.engine import Engine
    from mersey.load.files.format import Source

__all__ = ["ObjectLog", "Value", "flatten"]

CASE: Final = "case:concept:name"
ACTIVITY: Final = "concept:name"
TIME: Final = "time:timestamp"
ATTRIBUTE: Final = "attribute:"

Value = tuple[str, str, str | None]
"""Name, time from which it holds, and the value of an object's attribute."""


class ObjectLog:
    """Events, objects, their values and their relations, on their way into an engine."""

    def __init__(self, session: Engine) -> None:
        self.session = session
        self._events = _Rows(session, "ocel_events")
        self._objects = _Rows(session, "ocel_objects")
        self._values = _Rows(session, "ocel_values")
        self._relations = _Rows(session, "ocel_relations")

    def add_event(
        self,
        id_: str,
        *,
        activity: str | None,
        time: str | None,
        attributes: Mapping[str, str | None],
        objects: Iterable[str] = (),
    ) -> None:
        """Take an event; `objects` it concerns may also come by `add_relation`."""
        named = {ATTRIBUTE + name: value for name, value in attributes.items()}
        self._events.add({"id": id_, "activity": activity, "time": time, **named})
        for object_ in objects:
            self.add_relation(id_, object_)

    def add_relation(self, event: str, object_: str) -> None:
        """Take note that `event` concerns `object_`."""
        self._relations.add({"event": event, "object": object_})

    def add_object(
        self, id_: str, *, type_: str | None, values: Iterable[Value]
    ) -> None:
        """Take an object with all values its attributes ever had."""
        self._objects.add({"id": id_, "type": type_})
        for name, time, value in values:
            self.add_value(id_, (name, time, value))

    def add_value(self, object_: str, value: Value) -> None:
        """Take one value of one attribute."""
        name, time, text = value
        self._values.add({"object": object_, "name": name, "time": time, "value": text})

    def finish(self) -> tuple[Any, Any, Any, Any]:
        """Events, objects, values, relations as ibis tables."""
        return (
            self._events.finish(("id", "activity", "time")),
            self._objects.finish(("id", "type")),
            self._values.finish(("object", "name", "time", "value")),
            self._relations.finish(("event", "object")),
        )


def flatten(source: Source, log: ObjectLog) -> Contents:
    """The events of the chosen type of object, a row per event and object.

    Raises:
        ChoiceNeeded: There are several types and none was asked for.
        UnknownName: The one that was asked for does not occur.
        FileUnreadable: No event concerns any object.
    """
    events, objects, values, relations = log.finish()
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


class _Rows:
    """Rows given one by one, gathered into batches of text columns."""

    def __init__(self, session: Engine, name: str) -> None:
        self._growing = GrowingTable(session, name)
        self._rows: list[Mapping[str, str | None]] = []

    def add(self, row: Mapping[str, str | None]) -> None:
        self._rows.append(row)
        if len(self._rows) >= BATCH_ROWS:
            self._flush()

    def finish(self, columns: tuple[str, ...]) -> Any:
        """The table; `columns` are there even if no row was."""
        self._rows = self._rows or [dict.fromkeys(columns)]
        self._flush()
        table, _, _ = self._growing.finish()
        return table.filter(table[columns[0]].notnull())

    def _flush(self) -> None:
        if not self._rows:
            return
        names = dict.fromkeys(name for row in self._rows for name in row)
        columns = {
            name: pa.array([row.get(name) for row in self._rows], pa.string())
            for name in names
        }
        if "activity" in columns:
            columns["time"] = instants(columns["time"])
        self._growing.add(columns)
        self._rows = []


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
    if source.table is not None:
        return _asked_for(source.table, names)
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
        options=[as_option("--table", row["type"]) for row in used],
        gives=[_gives(row) for row in used],
    )


def _asked_for(table: str, names: list[str]) -> str:
    for name in names:
        if name.casefold() == table.casefold():
            return name
    nearest = process.extractOne(table, names, score_cutoff=60)
    raise UnknownName.of(
        "type of object", table, names, nearest=nearest[0] if nearest else ""
    )


def _gives(row: Mapping[str, Any]) -> str:
    """What it gives to take this type of object for the case."""
    n_objects, n_events = row["n_objects"], row["n_events"]
    objects = f"{n_objects:,} object" + ("" if n_objects == 1 else "s")
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
    said = Finding(
        id="flattened",
        message=f"Each case is one “{type_}”; an event that concerns several of them "
        "counts once for each.",
        count=used,
        share=used / total if total else None,
    )
    if used == total:
        return (said,)
    return (
        said,
        Finding(
            id="events_of_other_objects",
            message=f"{total - used:,} of {total:,} events concern no “{type_}” and are "
            "left out.",
            hint="Choose another type of object with --table to see them.",
            count=total - used,
            share=(total - used) / total,
            severity=Severity.NOTE,
        ),
    )
