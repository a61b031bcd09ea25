"""XES: which attributes become columns, their types, and broken files."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest

from mersey.errors import DataError, FileUnreadable
from mersey.vocabulary import Role
from tests.unit.load.formats.tables import finding_ids, rows_of

UTC = dt.UTC


def log(*traces):
    """A log of those traces."""
    body = "".join(f"<trace>{trace}</trace>" for trace in traces)
    return f'<?xml version="1.0"?>\n<log xes.version="1.0">\n{body}\n</log>'.encode()


def event(*attributes):
    """An event of those attributes, each as tag, key, value."""
    inner = "".join(f'<{t} key="{k}" value="{v}"/>' for t, k, v in attributes)
    return f"<event>{inner}</event>"


NAME = '<string key="concept:name" value="C1"/>'
STEP = ("string", "concept:name", "Received")


def test_moments_are_utc_when_every_date_has_its_offset(read):
    first = event(STEP, ("date", "time:timestamp", "2024-07-01T09:00:00.000+02:00"))
    second = event(STEP, ("date", "time:timestamp", "2024-07-01T09:00:00Z"))
    rows = rows_of(read(log(NAME + first + second), "log.xes"))
    assert rows[0]["time:timestamp"] == dt.datetime(2024, 7, 1, 7, tzinfo=UTC)
    assert rows[1]["time:timestamp"] == dt.datetime(2024, 7, 1, 9, tzinfo=UTC)


def test_dates_stay_text_when_one_has_no_offset(read):
    first = event(STEP, ("date", "time:timestamp", "2024-07-01T09:00:00"))
    second = event(STEP, ("date", "time:timestamp", "not a date"))
    rows = rows_of(read(log(NAME + first + second), "log.xes"))
    assert [row["time:timestamp"] for row in rows] == [
        "2024-07-01T09:00:00",
        "not a date",
    ]


def test_nanoseconds_are_cut_when_a_date_is_finer_than_the_engine(read):
    stamp = ("date", "time:timestamp", "2024-07-01T09:00:00.123456789Z")
    rows = rows_of(read(log(NAME + event(STEP, stamp)), "log.xes"))
    assert rows[0]["time:timestamp"] == dt.datetime(2024, 7, 1, 9, 0, 0, 123456, UTC)


def test_scalars_keep_their_types_when_the_log_states_them(read):
    typed = event(
        STEP, ("int", "n", "3"), ("float", "x", "1.5e1"), ("boolean", "ok", "true")
    )
    row = rows_of(read(log(NAME + typed), "log.xes"))[0]
    assert (row["n"], row["x"], row["ok"]) == (3, 15.0, True)


def test_a_key_becomes_text_when_its_types_differ(read):
    both = event(STEP, ("int", "n", "3")) + event(STEP, ("string", "n", "many"))
    assert [row["n"] for row in rows_of(read(log(NAME + both), "log.xes"))] == [
        "3",
        "many",
    ]


def test_lists_and_nested_attributes_are_left_out_when_they_occur(read):
    nested = (
        '<event><string key="concept:name" value="A"><int key="deep" value="1"/></string>'
        '<list key="l"><values><int key="i" value="2"/></values></list></event>'
    )
    raw = read(log(NAME + nested), "log.xes")
    assert raw.columns == ("concept:name", "case:concept:name")


def test_log_attributes_and_globals_are_left_out_when_they_occur(read):
    content = log(NAME + event(STEP)).replace(
        b"<trace>",
        b'<global scope="event"><string key="org:group" value="UNKNOWN"/></global>'
        b'<string key="source" value="x"><int key="events" value="2"/></string><trace>',
    )
    assert read(content, "log.xes").columns == ("concept:name", "case:concept:name")


def test_roles_are_stated_when_the_standard_extensions_are_used(read):
    full = event(
        STEP,
        ("date", "time:timestamp", "2024-07-01T09:00:00Z"),
        ("date", "start_timestamp", "2024-07-01T08:00:00Z"),
        ("string", "org:resource", "r"),
        ("string", "org:group", "g"),
        ("float", "cost:total", "2"),
    )
    raw = read(log(NAME + full), "log.xes")
    assert dict(raw.roles) == {
        Role.CASE: "case:concept:name",
        Role.ACTIVITY: "concept:name",
        Role.TIME: "time:timestamp",
        Role.START: "start_timestamp",
        Role.PERSON: "org:resource",
        Role.COST: "cost:total",
    }
    assert raw.case_columns == ("case:concept:name",)
    assert raw.identical_rows_repeat is False


def test_traces_stay_apart_when_they_have_no_name(read):
    raw = read(log(event(STEP), event(STEP)), "log.xes")
    assert [row["case:concept:name"] for row in rows_of(raw)] == ["trace 1", "trace 2"]
    assert finding_ids(raw) == ["unnamed_traces"]


def test_the_line_and_what_came_before_are_told_when_the_tail_is_missing(read):
    content = log(*[NAME + event(STEP) + "\n"] * 3)[:-60]
    with pytest.raises(FileUnreadable, match=r"line 5: .*2 complete cases came before"):
        read(content, "log.xes")


def test_entities_are_refused_when_a_log_declares_them(read):
    bomb = log(NAME + event(STEP)).replace(
        b"<log", b'<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log', 1
    )
    with pytest.raises(FileUnreadable, match="declares XML entities"):
        read(bomb, "log.xes")


def test_a_packed_log_is_refused_when_it_stops_early(read):
    packed = gzip.compress(log(*[NAME + event(STEP)] * 1_000))
    with pytest.raises(FileUnreadable, match="stops early"):
        read(packed[: len(packed) // 2], "log.xes.gz")


def test_an_empty_log_is_an_error_when_it_has_no_event(read):
    with pytest.raises(DataError, match="no rows"):
        read(log(), "log.xes")


def test_other_encodings_are_read_when_the_log_declares_them(read):
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><log><trace>'
    text += '<string key="concept:name" value="Café"/>' + event(STEP) + "</trace></log>"
    rows = rows_of(read(text.encode("latin-1"), "log.xes"))
    assert rows[0]["case:concept:name"] == "Café"
