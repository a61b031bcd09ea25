"""JSON Lines and arrays of records."""

from __future__ import annotations

import pytest

from mersey.errors import FileUnreadable
from tests.unit.load.formats.tables import rejected_of, rows_of


def test_values_stay_as_written_when_they_are_numbers_or_truths(read):
    raw = read(b'{"a": 1.50, "b": true, "c": "NA", "d": null, "e": ""}\n', "l.jsonl")
    assert rows_of(raw) == [
        {"__row": 1, "a": "1.50", "b": "true", "c": "NA", "d": None, "e": None}
    ]


def test_inner_objects_open_when_records_nest(read):
    raw = read(b'{"p": {"w": "x", "deep": {"k": 1}}, "l": [1, "y"]}\n', "l.jsonl")
    assert rows_of(raw) == [{"__row": 1, "p.w": "x", "p.deep.k": "1", "l": "1; y"}]


def test_columns_appear_when_later_records_have_them(read):
    lines = b'{"a": "x"}\n' * 60_000 + b'{"a": "y", "late": "z"}\n'
    raw = read(lines, "l.jsonl")
    assert raw.columns == ("a", "late")
    assert rows_of(raw)[-1] == {"__row": 60_001, "a": "y", "late": "z"}


def test_bad_lines_are_rejected_when_others_are_sound(read):
    raw = read(b'{"a": 1}\n{"a": \n\n[1]\n{"a": 2}\n', "l.jsonl")
    assert rejected_of(raw) == [
        (2, None, "not valid JSON"),
        (4, None, "not a JSON object"),
    ]
    assert raw.n_read == 4


def test_an_array_is_read_when_it_spans_lines(read):
    raw = read(b'[\n {"a": "x"},\n 5,\n {"a": "y"}\n]\n', "l.json")
    assert [row["a"] for row in rows_of(raw)] == ["x", "y"]
    assert rejected_of(raw) == [(3, None, "not a JSON object")]


def test_an_array_is_read_when_it_is_larger_than_a_chunk(read):
    content = b"[" + b",".join([b'{"a": "%s"}' % (b"x" * 900)] * 3_000) + b"]"
    assert read(content, "l.json").n_read == 3_000


def test_the_line_is_told_when_an_array_breaks_off(read):
    with pytest.raises(FileUnreadable, match="no valid JSON from line 2 on"):
        read(b'[{"a": "x"},\n {"a": ', "l.json")


def test_a_single_object_is_explained_when_it_is_no_list(read):
    with pytest.raises(FileUnreadable, match="one JSON object, not a list"):
        read(b'{\n "version": 1\n}\n', "settings.json")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_records_are_read_when_encoded_in(read, codec):
    raw = read('[{"a": "Café"}]'.encode(codec), "l.json")
    assert rows_of(raw)[0]["a"] == "Café"


def test_deep_nesting_is_rejected_when_it_would_exhaust_the_stack(read):
    deep = b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    raw = read(b'{"a": 1}\n' + deep, "l.jsonl")
    assert rejected_of(raw) == [(2, None, "not valid JSON")]
