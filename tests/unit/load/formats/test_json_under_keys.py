"""JSON whose records lie under keys, row by row or column by column."""

from __future__ import annotations

import json

import pytest

from mersey.errors import ChoiceNeeded, FileUnreadable
from tests.unit.load.formats.tables import finding_ids, rows_of

RECORDS = {f"R{n}": {"step": "Opened", "at": f"2024-01-{n:02}"} for n in range(10, 16)}
COLUMNS = {
    "step": {f"{n}": "Opened" for n in range(12)},
    "at": {f"{n}": f"2024-01-{n + 10}" for n in range(12)},
    "team": {f"{n}": None for n in range(12)},
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "document",
    [RECORDS, {"data": RECORDS}, {"meta": {"n": 6, "x": {}}, "a": {"b": RECORDS}}],
    ids=["document", "inside", "deep inside"],
)
def test_records_are_rows_when_they_lie_under_keys(read, document, indent):
    raw = read(json.dumps(document, indent=indent).encode(), "log.json")
    assert raw.columns == ("key", "step", "at")
    assert rows_of(raw)[5] == {
        "__row": 6,
        "key": "R15",
        "step": "Opened",
        "at": "2024-01-15",
    }
    assert finding_ids(raw) == ["records_under_keys"]


def test_keys_are_left_out_when_they_only_number_the_records(read):
    numbered = {str(n): record for n, record in enumerate(RECORDS.values())}
    raw = read(json.dumps(numbered).encode(), "log.json")
    assert (raw.n_read, raw.columns) == (6, ("step", "at"))


def test_a_key_of_its_own_is_kept_when_a_record_has_one(read):
    records = {name: {**each, "key": f"own {name}"} for name, each in RECORDS.items()}
    raw = read(json.dumps(records).encode(), "log.json")
    assert rows_of(raw)[0]["key"] == "own R10"


def test_a_list_in_each_record_is_left_out_when_it_is_shorter(read):
    records = {name: {**each, "notes": [{}]} for name, each in RECORDS.items()}
    raw = read(json.dumps({"cases": records}).encode(), "log.json")
    assert (raw.n_read, raw.columns) == (6, ("key", "step", "at"))
    assert finding_ids(raw) == ["records_under_keys", "columns_left_out"]


def test_the_list_is_asked_for_when_keys_hold_lists_that_are_longer(read):
    lists = {name: {"items": [{"a": 1}] * 9, "total": 9} for name in ("x", "y", "z")}
    with pytest.raises(ChoiceNeeded, match="3 lists of records"):
        read(json.dumps(lists).encode(), "log.json")


def test_the_list_is_read_when_other_objects_lie_under_keys(read):
    names = {f"field {n}": {"type": "text", "system": "x"} for n in range(40)}
    document = {"issues": [{"ref": "1", "status": "open"}] * 5, "schema": names}
    raw = read(json.dumps(document).encode(), "log.json")
    assert (raw.n_read, raw.columns) == (5, ("ref", "status"))


def test_columns_become_rows_when_each_is_an_object(read):
    raw = read(json.dumps(COLUMNS).encode(), "log.json")
    assert (raw.n_read, raw.columns) == (12, ("step", "at", "team"))
    assert rows_of(raw)[11]["at"] == "2024-01-21"


def test_columns_say_their_keys_when_those_are_no_numbers(read):
    columns = {
        name: {f"R{key}": value for key, value in each.items()}
        for name, each in COLUMNS.items()
    }
    columns["step"] |= {"R99": "Closed"}
    raw = read(json.dumps(columns).encode(), "log.json")
    assert raw.columns == ("key", "step", "at", "team")
    assert rows_of(raw)[12] == {
        "__row": 13,
        "key": "R99",
        "step": "Closed",
        "at": None,
        "team": None,
    }


def test_a_file_is_refused_when_nothing_tells_rows_from_columns(read):
    square = {f"a{n}": {f"b{m}": "x" for m in range(6)} for n in range(4)}
    with pytest.raises(FileUnreadable, match="each of them is a record or a column"):
        read(json.dumps(square).encode(), "log.json")


def test_a_file_is_refused_when_something_follows_the_records(read):
    with pytest.raises(FileUnreadable, match="no valid JSON"):
        read(json.dumps(RECORDS).encode() + b"]", "log.json")


@pytest.mark.parametrize(
    "document",
    [
        {"id": "1", "opened": {"at": "2024-01-01", "by": "x"}},
        {"a": {"x": 1}, "b": {"y": 1}, "c": {"z": 1}},
        {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}},
    ],
    ids=["plain value", "nothing alike", "two"],
)
def test_one_record_stays_one_when_its_objects_are_no_records(read, document):
    assert read(json.dumps(document).encode(), "log.json").n_read == 1
