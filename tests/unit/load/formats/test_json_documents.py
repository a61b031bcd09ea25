"""JSON as interfaces give it: lists inside documents, wrappers, histories, GeoJSON."""

from __future__ import annotations

import json

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, FileUnreadable, UnknownName
from mersey.load import read_raw
from tests.unit.load.formats.tables import finding_ids, rejected_of, rows_of

RECORDS = [{"ref": f"R{n}", "status": "open", "cost": n} for n in range(12)]
FEATURE = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-2.1, 53]}}
ISSUE = {
    "key": "HR-1",
    "fields": {"created": "2024-01-08", "status": {"name": "Done", "id": "3"}},
    "changelog": {
        "histories": [
            {
                "created": "2024-01-11",
                "author": {"displayName": "made up"},
                "items": [
                    {"field": "status", "fromString": "Doing", "toString": "Done"},
                    {"field": "assignee", "fromString": None, "toString": "made up"},
                ],
            },
            {
                "created": "2024-01-09",
                "items": [
                    {"field": "status", "fromString": "To do", "toString": "Doing"}
                ],
            },
        ]
    },
}
STILL = {
    "key": "HR-2",
    "fields": {"created": "2024-01-10", "status": {"name": "To do"}},
    "changelog": {"histories": []},
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"issues": RECORDS}, "issues"),
        ({"total": 12, "items": RECORDS, "links": {"next": "x"}}, "items"),
        ({"result": {"meta": {"n": 1}, "records": RECORDS}}, "result.records"),
        ({"warnings": [{"code": 1}], "Anträge": RECORDS}, "Anträge"),
        ({"a": {"b": {"c": {"d": RECORDS}}}}, "a.b.c.d"),
    ],
)
def test_the_one_list_is_read_when_a_document_wraps_it(read, document, path, indent):
    raw = read(json.dumps(document, indent=indent).encode(), "log.json")
    assert (raw.n_read, raw.columns) == (12, ("ref", "status", "cost"))
    assert f"“{path}”" in raw.findings[0].message


def test_the_question_lists_both_when_two_lists_compete(read):
    content = json.dumps({"cards": RECORDS, "actions": RECORDS[:9]}).encode()
    with pytest.raises(ChoiceNeeded) as error:
        read(content, "board.json")
    assert as_typed(error.value) == ('--table "cards"', '--table "actions"')
    assert error.value.gives == ("12 records", "9 records")
    assert read(content, "board.json", table="actions").n_read == 9
    with pytest.raises(UnknownName, match='Did you mean "cards"'):
        read(content, "board.json", table="card")


@pytest.mark.parametrize("as_lines", [True, False])
def test_pages_are_joined_when_each_record_is_a_page(read, as_lines):
    pages = [
        {"startAt": 0, "values": RECORDS[:7]},
        {"startAt": 7, "values": RECORDS[7:]},
    ]
    texts = [json.dumps(page) for page in pages]
    content = "\n".join(texts) if as_lines else f"[{','.join(texts)}]"
    raw = read(content.encode(), "pages.json")
    assert [row["ref"] for row in rows_of(raw)] == [f"R{n}" for n in range(12)]


def test_features_give_their_properties_when_it_is_geojson(read):
    features = [{**FEATURE, "properties": record} for record in RECORDS]
    document = {"type": "FeatureCollection", "features": features}
    raw = read(json.dumps(document).encode(), "register.geojson")
    assert (raw.n_read, raw.columns) == (12, ("ref", "status", "cost"))
    assert finding_ids(raw) == ["list_chosen", "wrapper_left_out"]


@pytest.mark.parametrize("inner", ["data", "_source", "attributes"])
def test_a_wrapper_is_taken_off_when_every_record_has_it(read, inner):
    records = [{"_id": n, inner: r, "timestamp": 17} for n, r in enumerate(RECORDS)]
    small = [{**r, inner: {**r[inner], "place": {"ward": "x"}}} for r in records]
    raw = read(json.dumps(small).encode(), "log.json")
    assert raw.columns == ("ref", "status", "cost", "place.ward")
    assert finding_ids(raw) == ["wrapper_left_out"]


def test_the_key_of_a_wrapper_is_kept_when_the_record_has_none(read):
    inner = {"state": "open", "cost": 4, "ward": "x", "kind": "y"}
    records = [{"type": "job", "id": n, "attributes": inner} for n in range(3)]
    raw = read(json.dumps({"data": records}).encode(), "log.json")
    assert raw.columns == ("id", "state", "cost", "ward", "kind")


def test_nothing_is_taken_off_when_the_outside_holds_the_case(read):
    records = [{"status": "open", "data": record} for record in RECORDS]
    raw = read(json.dumps(records).encode(), "log.json")
    assert raw.columns == ("status", "data.ref", "data.status", "data.cost")


def test_each_change_of_status_is_a_row_when_the_history_comes_along(read):
    raw = read(json.dumps({"issues": [ISSUE, STILL]}).encode(), "jira.json")
    told = [
        (row["key"], row["From"], row["To"], row["Changed at"]) for row in rows_of(raw)
    ]
    assert told == [
        ("HR-1", None, "To do", "2024-01-08"),
        ("HR-1", "To do", "Doing", "2024-01-09"),
        ("HR-1", "Doing", "Done", "2024-01-11"),
        ("HR-2", None, "To do", "2024-01-10"),
    ]
    assert "changes_unfolded" in finding_ids(raw)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        (
            "transactions",
            {"transactionType": "status", "oldValue": "a", "newValue": "b"},
        ),
        ("activity", {"whatchanged": "Status", "oldvalue": "a", "newvalue": "b"}),
        (
            "history",
            {"changes": [{"field_name": "status", "removed": "a", "added": "b"}]},
        ),
        ("status_changes", {"from": "a", "to": "b"}),
    ],
)
def test_a_history_is_found_when_other_systems_write_it(read, field, changes):
    record = {"id": 1, "dateCreated": "2024-01-01", "status": "b"}
    record[field] = [{"date": "2024-01-05", **changes}]
    raw = read(json.dumps([record]).encode(), "log.json")
    told = [(row["From"], row["To"], row["Changed at"]) for row in rows_of(raw)]
    assert told == [(None, "a", "2024-01-01"), ("a", "b", "2024-01-05")]


def test_lists_of_objects_are_left_out_when_they_are_no_history(read):
    records = [{"ref": 1, "tags": ["a", "b"], "comments": [{"body": "made up"}]}] * 2
    raw = read(json.dumps(records).encode(), "log.json")
    assert raw.columns == ("ref", "tags")
    assert [row["tags"] for row in rows_of(raw)] == ["a; b", "a; b"]
    assert "“comments”" in raw.findings[0].message


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("/Date(1543269600000)/", "2018-11-26T22:00:00.000Z"),
        ("/Date(1543269600000+0200)/", "2018-11-27T00:00:00.000+02:00"),
        ("/Date(-1)/", "1969-12-31T23:59:59.999Z"),
        ("/Date(soon)/", "/Date(soon)/"),
    ],
)
def test_dates_of_microsoft_become_iso_when_they_are_whole(read, written, read_as):
    raw = read(json.dumps([{"a": written}]).encode(), "log.json")
    assert rows_of(raw)[0]["a"] == read_as


def test_half_a_letter_is_replaced_when_a_value_or_key_holds_one(read):
    raw = read(b'[{"a\\ud800": "x\\udfff", "b": ["\\udc00"]}]', "log.json")
    assert rows_of(raw) == [{"__row": 1, "a\ufffd": "x\ufffd", "b": "\ufffd"}]


def test_a_document_is_refused_when_no_list_holds_records(read):
    with pytest.raises(FileUnreadable, match="one JSON object, not a list"):
        read(b'{\n "a": {"b": [1, 2]},\n "c": []\n}', "settings.json")


def test_items_that_are_no_objects_are_rejected_when_inside_a_list(read):
    raw = read(b'{"rows": [{"a": 1}, 5, {"a": 2}]}', "log.json")
    assert (raw.n_read, rejected_of(raw)) == (3, [(1, None, "not a JSON object")])


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "n_rows"),
    [
        ("faults/exports/json_wrapped_on_one_line.json", 40),
        ("faults/exports/geojson_register.geojson", 40),
        ("faults/exports/jira_rest_resolutiondate.json", 40),
        ("exports/seeclickfix_chapel_hill.json", 365),
        ("exports/sofia_building_permits.json", 100),
    ],
)
def test_shared_documents_give_their_records_when_read(
    shared_data, session, name, n_rows
):
    assert read_raw(shared_data / name, session=session).n_read == n_rows
