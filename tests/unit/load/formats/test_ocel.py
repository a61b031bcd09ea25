"""Object-centric logs: flattened to one type, by hand-counted examples."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, FileUnreadable, UnknownName
from mersey.load import FORMATS
from mersey.vocabulary import Role
from tests.unit.load.formats.tables import finding_ids, rows_of


def event(id_, time, *objects, **attributes):
    """An event of OCEL 2.0."""
    return {
        "id": id_,
        "type": f"Do {id_}",
        "time": time,
        "attributes": [{"name": n, "value": v} for n, v in attributes.items()],
        "relationships": [{"objectId": o, "qualifier": "q"} for o in objects],
    }


def log(*events, **objects):
    """A log of those events, and of objects given as id=type."""
    return json.dumps(
        {
            "objectTypes": [],
            "objects": [
                {"id": i, "type": t, "attributes": []} for i, t in objects.items()
            ],
            "events": list(events),
        }
    ).encode()


TWO_TYPES = log(
    event("e1", "2024-03-04T09:00:00Z", "o1", "o2", "p1", fee="5"),
    event("e2", "2024-03-05T09:00:00Z", "o1"),
    event("e3", "2024-03-06T09:00:00Z", "p1", note="x"),
    o1="Order",
    o2="Order",
    p1="Pallet",
    q1="Quote",
)


def test_an_event_is_a_row_for_each_object_when_flattened(read):
    raw = read(TWO_TYPES, "log.jsonocel", table="Order")
    shown = [(r["case:concept:name"], r["concept:name"]) for r in rows_of(raw)]
    assert shown == [("o1", "Do e1"), ("o2", "Do e1"), ("o1", "Do e2")]
    assert finding_ids(raw) == ["flattened", "events_of_other_objects"]
    assert raw.findings[1].count == 1


def test_only_attributes_that_occur_are_columns_when_flattened(read):
    raw = read(TWO_TYPES, "log.jsonocel", table="Order")
    assert raw.columns == ("case:concept:name", "concept:name", "time:timestamp", "fee")
    assert rows_of(raw)[0]["time:timestamp"] == dt.datetime(
        2024, 3, 4, 9, tzinfo=dt.UTC
    )


def test_roles_are_stated_when_flattened(read):
    raw = read(TWO_TYPES, "log.jsonocel", table="order")
    assert raw.roles == {
        Role.CASE: "case:concept:name",
        Role.ACTIVITY: "concept:name",
        Role.TIME: "time:timestamp",
    }
    assert raw.identical_rows_repeat is False


def test_the_question_lists_types_with_events_when_none_was_asked_for(read):
    with pytest.raises(ChoiceNeeded) as error:
        read(TWO_TYPES, "log.jsonocel")
    assert as_typed(error.value) == ('--table "Order"', '--table "Pallet"')
    assert error.value.gives == (
        "2 objects, about 1.0 events each",
        "1 object, about 2.0 events each",
    )


def test_the_nearest_type_is_named_when_the_name_is_wrong(read):
    with pytest.raises(UnknownName, match='Did you mean "Pallet"'):
        read(TWO_TYPES, "log.jsonocel", table="palet")


def test_the_latest_value_is_taken_when_an_attribute_changed(read):
    raw = read(FORMATS["ocel_json"].example.content, "log.jsonocel")
    wards = [(row["case:concept:name"], row["case:ward"]) for row in rows_of(raw)]
    assert wards == [("A1", "Offerton"), ("A2", None)]


def test_the_line_is_told_when_json_breaks_off(read):
    with pytest.raises(FileUnreadable, match="no valid JSON from line"):
        read(FORMATS["ocel_json"].example.content[:-40], "log.jsonocel")


def test_an_entry_is_named_when_it_lacks_its_type(read):
    content = FORMATS["ocel_json"].example.content.replace(b'"type": "Received", ', b"")
    with pytest.raises(FileUnreadable, match="An entry of “events” near line"):
        read(content, "log.jsonocel")


def test_the_line_is_told_when_xml_breaks_off(read):
    with pytest.raises(FileUnreadable, match=r"broken in line 1\d"):
        read(FORMATS["ocel_xml"].example.content[:-20], "log.xmlocel")


def test_a_database_is_refused_when_it_is_cut_short(read):
    content = FORMATS["ocel_sqlite"].example.content
    with pytest.raises(FileUnreadable, match="stops early"):
        read(content[: len(content) // 2], "log.sqlite")


def test_a_database_is_refused_when_its_pages_are_damaged(read):
    content = bytearray(FORMATS["ocel_sqlite"].example.content)
    content[600:] = b"\xff" * (len(content) - 600)
    with pytest.raises(FileUnreadable, match="is damaged"):
        read(bytes(content), "log.sqlite")


def test_tables_are_listed_when_a_database_is_no_log(read, tmp_path):
    path = tmp_path / "made.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE repairs (job)")
        database.execute('CREATE TABLE "visits by Jane Smith" (job)')
    database.close()
    with pytest.raises(FileUnreadable, match="It has: repairs, table 2"):
        read(path.read_bytes(), "log.sqlite")


def test_an_error_is_raised_when_no_event_concerns_an_object(read):
    with pytest.raises(FileUnreadable, match="no event in it concerns any object"):
        read(log(event("e1", "2024-03-04T09:00:00Z"), o1="Order"), "log.jsonocel")
