"""An object-centric log while it is read: events, objects, values, relations.

Whatever the file is (SQLite, JSON, XML), these become four tables.
Source: OCEL 2.0 specification (Berti et al., 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from mersey.load.files.format import Contents
from mersey.load.files.growing import BATCH_ROWS, GrowingTable
from mersey.load.files.typed_texts import instants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mersey.engine import Engine

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

    def finish(self) -> Contents:
        """Events as the table; objects, values and relations as its parts.

        Each has a row without a key where there is none with one.
        """
        return Contents(
            table=self._events.finish(("id", "activity", "time")),
            columns=(),
            parts={
                "objects": self._objects.finish(("id", "type")),
                "values": self._values.finish(("object", "name", "time", "value")),
                "relations": self._relations.finish(("event", "object")),
            },
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
        return table

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
