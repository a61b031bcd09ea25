"""Object-centric logs in JSON: OCEL 2.0, and OCEL 1.0 before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.errors import FileUnreadable
from mersey.load.files.flattening import sound
from mersey.load.files.format import APART_FROM, Contents, Example, Fit, Format
from mersey.load.files.json_stream import JsonStream
from mersey.load.files.object_log import ObjectLog
from mersey.load.files.ocel import flatten
from mersey.load.files.ocel_marks import is_ocel_json
from mersey.load.files.text import decode_sample, encoding_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

from mersey.load.files.format import Sample, Source


def sniff(sample: Sample) -> Fit:
    """A JSON object with the keys of OCEL."""
    text = decode_sample(sample.head, encoding_of(sample.head)).lstrip()
    return Fit.YES if text.startswith("{") and is_ocel_json(text) else Fit.NO


def read(source: Source) -> Contents:
    """The events, objects, values and relations of the log.

    Raises:
        FileUnreadable: The JSON is broken, or an event or object lacks what it needs.
    """
    log = ObjectLog(source.session)
    encoding = encoding_of(source.sample.head) or "cp1252"
    with source.path.open("rb") as file:
        stream = JsonStream(file, encoding=encoding, name=source.name)
        for key in stream.members():
            _read_part(key, stream, log)
    return log.finish()


def _read_part(key: str, stream: JsonStream, log: ObjectLog) -> None:
    in_array: dict[str, Callable[[ObjectLog, Any], None]] = {
        "events": _event,
        "objects": _object,
    }
    in_object: dict[str, Callable[[ObjectLog, str, Any], None]] = {
        "ocel:events": _old_event,
        "ocel:objects": _old_object,
    }
    try:
        if key in in_array:
            for _ in stream.items():
                in_array[key](log, stream.value())
        elif key in in_object:
            for id_ in stream.members():
                in_object[key](log, id_, stream.value())
        else:
            stream.value()
    except (KeyError, TypeError, AttributeError):
        msg = f"An entry of “{key}” near line {stream.line:,} lacks what OCEL asks for."
        raise FileUnreadable(msg, next_step="Export the log again.") from None


def _event(log: ObjectLog, event: Mapping[str, Any]) -> None:
    log.add_event(
        _text(event["id"]) or "",
        activity=_text(event["type"]),
        time=_text(event["time"]),
        attributes={
            _name(each["name"]): _text(each["value"])
            for each in _list(event.get("attributes"))
        },
        objects=[_id(each["objectId"]) for each in _list(event.get("relationships"))],
    )


def _object(log: ObjectLog, object_: Mapping[str, Any]) -> None:
    log.add_object(
        _text(object_["id"]) or "",
        type_=_text(object_["type"]),
        values=[
            (_name(each["name"]), _text(each.get("time")) or "", _text(each["value"]))
            for each in _list(object_.get("attributes"))
        ],
    )


def _old_event(log: ObjectLog, id_: str, event: Mapping[str, Any]) -> None:
    values = event.get("ocel:vmap") or {}
    log.add_event(
        sound(id_),
        activity=_text(event["ocel:activity"]),
        time=_text(event["ocel:timestamp"]),
        attributes={sound(name): _text(value) for name, value in values.items()},
        objects=[_id(each) for each in _list(event.get("ocel:omap"))],
    )


def _old_object(log: ObjectLog, id_: str, object_: Mapping[str, Any]) -> None:
    values = object_.get("ocel:ovmap") or {}
    log.add_object(
        sound(id_),
        type_=_text(object_["ocel:type"]),
        values=[(sound(name), "", _text(value)) for name, value in values.items()],
    )


def _list(value: Any) -> list[Any]:
    """The list that OCEL has in this place; nothing may stand for an empty one."""
    if value is None or isinstance(value, list):
        return value or []
    raise TypeError


def _id(value: Any) -> str:
    """What an object is called: a text, or a number as it is written."""
    if not isinstance(value, str):  # the stream reads numbers as text
        raise TypeError
    return sound(value)


_name = _id
"""What an attribute is called, by the same rule."""


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else sound(str(value))


EXAMPLE: Final = b"""{
 "objectTypes": [{"name": "Application", "attributes": []}],
 "eventTypes": [{"name": "Received", "attributes": []}],
 "objects": [
  {"id": "A1", "type": "Application", "attributes":
    [{"name": "ward", "time": "1970-01-01T00:00:00Z", "value": "Heaton"},
     {"name": "ward", "time": "2024-03-05T00:00:00Z", "value": "Offerton"}]},
  {"id": "A2", "type": "Application", "attributes": []}],
 "events": [
  {"id": "e1", "type": "Received", "time": "2024-03-04T09:15:00Z",
   "attributes": [{"name": "channel", "value": "post"}],
   "relationships": [{"objectId": "A1", "qualifier": "is"},
                     {"objectId": "A2", "qualifier": "is"}]}]
}
"""

FORMAT = Format(
    name="ocel_json",
    title="OCEL 2.0 and 1.0 in JSON",
    extensions=(".jsonocel", ".json"),
    sniff=sniff,
    read=read,
    apart_from=APART_FROM,
    then=flatten,
    example=Example(
        file_name="applications.jsonocel",
        content=EXAMPLE,
        columns=(
            "case:concept:name",
            "concept:name",
            "time:timestamp",
            "channel",
            "case:ward",
        ),
        n_rows=2,
    ),
)
