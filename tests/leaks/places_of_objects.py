"""Particulars in JSON, XES and object logs: keys, types, ids, attributes and lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.leaks.planter import HEADINGS, N_CASES, Planter, rows, text_of
from tests.leaks.plants import Planted

__all__ = [
    "json_by_key",
    "json_keys",
    "json_lists",
    "json_nested",
    "ocel_json",
    "ocel_json_two_types",
    "ocel_xml",
    "xes_attributes",
    "xes_steps",
]


def json_by_key(plant: Planter) -> Planted:
    """A record a case, each under a key of its own."""
    cases = {
        plant("case key"): {
            "Received": f"2024-01-{n % 28 + 1:02}",
            "Closed": f"2024-03-{n % 28 + 1:02}",
        }
        for n in range(N_CASES)
    }
    return plant.file("log.json", json.dumps(cases, ensure_ascii=False))


def json_keys(plant: Planter) -> Planted:
    records = [
        {**dict(zip(HEADINGS, row, strict=True)), key: {inner: "x"}}
        for key, inner in [(plant("key"), plant("inner key"))]
        for row in rows()
    ]
    return plant.file("log.json", json.dumps(records, ensure_ascii=False))


def json_lists(plant: Planter) -> Planted:
    """Lists of records under names of people."""
    records = [dict(zip(HEADINGS, row, strict=True)) for row in rows()]
    lists = {plant("list"): records, plant("list"): records}
    return plant.file("log.json", json.dumps(lists, ensure_ascii=False))


def json_nested(plant: Planter) -> Planted:
    """Particulars in records and lists inside records."""
    records = [
        {
            **dict(zip(HEADINGS, row, strict=True)),
            "fields": {
                "reporter": {"displayName": plant("value")},
                "x": plant("value"),
            },
            "notes": [plant("value"), {"text": plant("value")}],
        }
        for row in rows()
    ]
    return plant.file("log.json", json.dumps(records, ensure_ascii=False))


def _x(tag: str, key: str, value: str, inner: str = "") -> str:
    return f"<{tag} key={quoteattr(key)} value={quoteattr(value)}>{inner}</{tag}>"


def xes_attributes(plant: Planter) -> Planted:
    """Log, global, nested, list, trace and event attributes, and their keys."""

    def many(place: str) -> str:
        inner = _x("string", "inner", plant(f"nested {place}"))
        items = "".join(_x("string", "item", plant(f"list {place}")) for _ in "12")
        return (
            _x("string", "note", plant(place), inner)
            + _x("string", plant(f"key {place}"), "x")
            + f'<list key="people"><values>{items}</values></list>'
        )

    return plant.file("log.xes", _xes(many))


def _xes(many: Callable[[str], str]) -> str:
    traces = []
    for case in range(N_CASES):
        events = "".join(
            "<event>"
            + _x("string", "concept:name", step)
            + _x("date", "time:timestamp", f"2024-0{month}-{case % 28 + 1:02}T09:00:00")
            + _x("string", "org:group", f"Team {case % 3}")
            + (many("event") if case % 10 == 0 else "")
            + "</event>"
            for month, step in enumerate(("Received", "Assessed", "Closed"), start=1)
        )
        name = _x("string", "concept:name", f"R{case:05}")
        extra = many("trace") if case % 10 == 0 else ""
        traces.append(f"<trace>{name}{extra}{events}</trace>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><log xes.version="2.0">'
        f'<global scope="trace">{many("global trace")}</global>'
        f'<global scope="event">{many("global event")}</global>'
        f'<classifier name="By step" keys="concept:name"/>{many("log")}'
        + "".join(traces)
        + "</log>"
    )


def xes_steps(plant: Planter) -> Planted:
    def many(place: str) -> str:
        value = plant(place)
        return (
            _x("string", "org:resource", value)
            + _x("string", "org:role", value)
            + _x("string", "lifecycle:transition", "complete")
            + _x("string", "description", f"Call from {value}")
        )

    return plant.file("log.xes", _xes(many))


def _ocel(plant: Planter, kind: str) -> dict[str, Any]:
    """An object log whose types, ids, attributes and qualifiers name people."""
    events, objects = [], []
    attribute, step = plant("attribute"), f"Assigned to {plant('step')}"
    for case in range(N_CASES):
        attributes = [
            {"name": attribute, "value": plant("value"), "time": "2024-01-01"}
        ]
        objects.append({"id": plant("object"), "type": kind, "attributes": attributes})
        link = [{"objectId": objects[-1]["id"], "qualifier": plant("qualifier")}]
        for month, name in enumerate(("Received", step, "Closed"), start=1):
            time = f"2024-0{month}-{case % 28 + 1:02}T09:00:00Z"
            noted = [{"name": attribute, "value": plant("value")}]
            events.append(
                {
                    "id": f"e{case}-{month}",
                    "type": name,
                    "time": time,
                    "attributes": noted,
                    "relationships": link,
                }
            )
    named = [{"name": attribute, "type": "string"}]
    return {
        "objectTypes": [{"name": kind, "attributes": named}],
        "eventTypes": [
            {"name": name, "attributes": named} for name in ("Received", step, "Closed")
        ],
        "objects": objects,
        "events": events,
    }


def ocel_json(plant: Planter) -> Planted:
    log = _ocel(plant, plant("object type"))
    return plant.file("log.jsonocel", json.dumps(log, ensure_ascii=False))


def ocel_json_two_types(plant: Planter) -> Planted:
    """Two types of object, either of which might be the case."""
    log, kind = _ocel(plant, plant("object type")), plant("object type")
    log["objectTypes"].append({"name": kind, "attributes": []})
    for n, event in enumerate(log["events"]):
        log["objects"].append({"id": f"o{n // 3}", "type": kind, "attributes": []})
        event["relationships"].append({"objectId": f"o{n // 3}", "qualifier": "of"})
    unique = {each["id"]: each for each in log["objects"]}
    log["objects"] = list(unique.values())
    return plant.file("log.jsonocel", json.dumps(log, ensure_ascii=False))


def ocel_xml(plant: Planter) -> Planted:
    log = _ocel(plant, plant("object type"))
    q = quoteattr
    objects = "".join(
        f"<object id={q(o['id'])} type={q(o['type'])}><attributes>"
        + "".join(
            f'<attribute name={q(a["name"])} time="2024-01-01T00:00:00Z">{text_of(a["value"])}</attribute>'
            for a in o["attributes"]
        )
        + "</attributes></object>"
        for o in log["objects"]
    )
    events = "".join(
        f"<event id={q(e['id'])} type={q(e['type'])} time={q(e['time'])}><attributes>"
        + "".join(
            f"<attribute name={q(a['name'])}>{text_of(a['value'])}</attribute>"
            for a in e["attributes"]
        )
        + "</attributes><objects>"
        + "".join(
            f"<relationship object-id={q(r['objectId'])} qualifier={q(r['qualifier'])}/>"
            for r in e["relationships"]
        )
        + "</objects></event>"
        for e in log["events"]
    )

    def types(key: str, tag: str) -> str:
        return "".join(
            f"<{tag} name={q(t['name'])}><attributes>"
            + "".join(
                f'<attribute name={q(a["name"])} type="string"/>'
                for a in t["attributes"]
            )
            + f"</attributes></{tag}>"
            for t in log[key]
        )

    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><log><object-types>{types("objectTypes", "object-type")}'
        f"</object-types><event-types>{types('eventTypes', 'event-type')}</event-types>"
        f"<objects>{objects}</objects><events>{events}</events></log>"
    )
    return plant.file("log.xmlocel", text)
