"""Small logs, checked by hand."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow.parquet as pq
import pytest

from mersey.engine import StoredTable
from mersey.errors import (
    DataError,
    NotACaseLog,
    UnknownName,
    UsageError,
    WorkspaceError,
)
from mersey.eventlog import EventLog, export_parquet, open_log, prepare
from mersey.vocabulary import CASES_COLUMNS, EVENTS_COLUMNS
from tests.engines.asked import rows_of
from tests.engines.logs import NOW, Stated, make_loaded, make_log

# Case a is closed; b is open; c was closed and opened again.
ROWS = [
    ("a", "Closed", "2024-01-03T09:00", "Y"),
    ("a", "Received", "2024-01-01T09:00", "X"),
    ("b", "Received", "2024-01-02T09:00", "X"),
    ("c", "Received", "2024-01-02T09:00", "X"),
    ("c", "Closed", "2024-01-02T10:00", "X"),
    ("c", "Received", "2024-01-12T10:00", "X"),
]


at = datetime.fromisoformat


def cases_of(log: EventLog) -> dict[str, dict[str, Any]]:
    rows = rows_of(log, "cases", by="case_id")
    return {row["pseudonym"].removeprefix("case-"): row for row in rows}


def events_of(log: EventLog) -> list[dict[str, Any]]:
    return rows_of(log, "events", by="case_id, seq")


def ids_of(log: EventLog) -> set[str]:
    return {finding.id for finding in log.findings}


def test_events_follow_one_another_when_rows_are_in_any_order():
    rows = events_of(make_log(ROWS, end=["Closed"]))
    assert [(r["case_id"], r["seq"], r["next_activity"]) for r in rows] == [
        (0, 1, "Closed"),
        (0, 2, None),
        (1, 1, None),
        (2, 1, "Closed"),
        (2, 2, "Received"),
        (2, 3, None),
    ]
    assert [r["gap_s"] for r in rows] == [172800, None, None, 3600, 864000, None]
    assert [r["next_team"] for r in rows] == ["Y", None, None, "X", "X", None]
    assert [r["wait_s"] for r in rows] == [r["gap_s"] for r in rows]


def test_ties_keep_the_order_of_the_file_when_times_are_equal():
    rows = [("a", name, "2024-01-01T09:00") for name in ("C", "A", "B")]
    events = events_of(make_log(rows))
    assert [row["activity"] for row in events] == ["C", "A", "B"]
    assert [row["gap_s"] for row in events] == [0, 0, None]


def test_waiting_ends_when_work_on_the_next_step_begins():
    log = make_log(
        [
            ("a", "A", "2024-01-01T10:00", None, None, "2024-01-01T09:00"),
            ("a", "B", "2024-01-01T14:00", None, None, "2024-01-01T13:00"),
            ("a", "C", "2024-01-01T15:00", None, None, "2024-01-01T12:00"),
            ("a", "D", "2024-01-01T16:00", None, None, None),
            ("a", "E", "2024-01-01T17:00", None, None, "2024-01-01T18:00"),
        ]
    )
    assert [row["wait_s"] for row in events_of(log)] == [10800, 0, 3600, 3600, None]
    assert log.facts.has_start_times
    assert "reversed_spans" in ids_of(log)


def test_cases_tell_state_and_days_when_end_is_named():
    cases = cases_of(make_log(ROWS, end=["closed "], as_at="2024-01-20"))
    assert {name: case["state"] for name, case in cases.items()} == {
        "a": "closed",
        "b": "open",
        "c": "open",
    }
    assert cases["a"]["days"] == 2.0
    assert cases["b"]["days"] == pytest.approx(18.625, abs=1e-6)
    assert (cases["a"]["n_handovers"], cases["c"]["n_handovers"]) == (1, 0)
    assert (cases["a"]["n_rework"], cases["c"]["n_rework"]) == (0, 1)
    assert cases["c"]["first_activity"] == cases["c"]["last_activity"] == "Received"


def test_reopened_case_closes_at_the_end_after_its_last_work():
    rows = [
        *ROWS,
        ("c", "Closed", "2024-01-15T10:00", "X"),
        ("c", "Closed", "2024-01-16T10:00", "X"),
    ]
    log = make_log(rows, end=["Closed"])
    assert cases_of(log)["c"]["closed"] == at("2024-01-15T10:00")
    assert "reopened" in ids_of(log)


def test_aftercare_does_not_open_a_case_again_when_it_follows_ends():
    rows = [
        (case, step, f"2024-01-0{day}")
        for case in "abcde"
        for day, step in enumerate(("Received", "Closed", "Survey"), start=1)
    ]
    log = make_log(rows, end=["Closed"])
    assert log.end_rule.aftercare == ("Survey",)
    assert log.facts.n_closed == 5
    assert cases_of(log)["a"]["days"] == 1.0


def test_reopening_is_never_aftercare_when_it_always_follows_an_end():
    rows = [
        (case, step, f"2024-01-0{day}")
        for case in "abcde"
        for day, step in enumerate(("Received", "Closed", "Reopened"), start=1)
    ]
    log = make_log(rows, end=["Closed"])
    assert log.end_rule.aftercare == ()
    assert log.facts.n_open == 5


def test_events_after_the_as_at_date_are_set_aside_when_it_is_given():
    log = make_log(ROWS, end=["Closed"], as_at="2024-01-01")
    assert (log.facts.n_cases, log.facts.n_events) == (1, 1)
    assert cases_of(log)["a"]["state"] == "open"
    assert log.facts.as_at == at("2024-01-01T23:59:59.999999")
    assert [f.count for f in log.findings if f.id == "after_as_at"] == [5]


def test_as_at_date_ends_at_local_midnight_when_summer_time_rules():
    rows = [
        ("a", "Received", "2024-07-01T09:00"),
        ("a", "Late", "2024-07-01T22:59:59"),
        ("a", "Too late", "2024-07-01T23:00"),
    ]
    log = make_log(rows, as_at="2024-07-01")
    assert log.facts.n_events == 2
    assert log.facts.as_at == at("2024-07-01T22:59:59.999999")


def test_future_events_do_not_say_how_far_the_log_is_known():
    rows = [*ROWS, ("b", "Hearing", "2024-06-01T10:00", "X")]
    log = make_log(rows, now=datetime(2024, 2, 1, tzinfo=UTC))
    assert log.facts.as_at == at("2024-01-12T10:00")
    assert log.facts.n_events == 6
    assert "future_events" in ids_of(log)


def test_days_are_dates_subtracted_when_there_are_no_times():
    rows = [("a", "Received", "2024-03-30"), ("a", "Closed", "2024-04-01")]
    log = make_log(
        [*rows, ("b", "Received", "2024-03-30")], date_only=True, end=["closed"]
    )
    assert [case["days"] for case in cases_of(log).values()] == [2.0, 2.0]
    assert [row["gap_s"] for row in events_of(log)] == [172800, None, None]
    assert log.facts.as_at == at("2024-04-01")
    assert "midnight_only" in ids_of(log)


def test_stated_dates_win_over_events_when_the_file_states_them():
    stated = Stated(
        opened={"a": "2023-12-31T09:00"},
        closed={"a": "2024-01-05T09:00", "b": "2024-01-01T09:00", "c": "2025-01-01"},
        outcome={"a": "Granted", "c": "Refused"},
    )
    log = make_log(ROWS, stated=stated, as_at="2024-01-20")
    cases = cases_of(log)
    assert log.end_rule.closed_column == "closed"
    assert (cases["a"]["days"], cases["a"]["outcome"]) == (5.0, "Granted")
    assert (cases["b"]["state"], cases["b"]["days"]) == ("closed", None)
    assert (cases["c"]["state"], cases["c"]["outcome"]) == ("open", None)
    assert "reversed_cases" in ids_of(log)


def test_outcome_is_the_end_reached_when_there_are_several():
    rows = [*ROWS, ("b", "Withdrawn", "2024-01-04T09:00", "X")]
    cases = cases_of(make_log(rows, end=["Closed", "Withdrawn"]))
    assert [cases[name]["outcome"] for name in "abc"] == ["Closed", "Withdrawn", None]


def test_handovers_are_between_people_when_no_team_is_known():
    rows = [
        ("a", "A", "2024-01-01", None, "p1"),
        ("a", "B", "2024-01-02", None, "p2"),
        ("a", "C", "2024-01-03", None, None),
        ("a", "D", "2024-01-04", None, "p1"),
    ]
    log = make_log(rows)
    assert log.facts.handover_of == "person"
    assert cases_of(log)["a"]["n_handovers"] == 2  # nobody is passed over
    assert [row["next_resource"] for row in events_of(log)] == ["p2", None, "p1", None]


def test_variants_are_numbered_by_frequency_then_by_path():
    rows = [
        (case, name, f"2024-01-0{day}")
        for day, name in enumerate("ab", 1)
        for case in "xy"
    ]
    log = make_log([*rows, ("z", "b", "2024-01-01"), ("w", "a", "2024-01-01")])
    assert rows_of(log, "variants", by="variant_id") == [
        {"variant_id": 1, "path": ["a", "b"], "n_cases": 2},
        {"variant_id": 2, "path": ["a"], "n_cases": 1},
        {"variant_id": 3, "path": ["b"], "n_cases": 1},
    ]


def test_attributes_are_kept_as_they_are_named():
    stated = Stated(attributes={"ward": {"a": "North", "b": None, "c": "NA"}})
    log = make_log(ROWS, stated=stated)
    assert log.attributes == ("ward",)
    assert [c["attribute__ward"] for c in cases_of(log).values()] == [
        "North",
        None,
        "NA",
    ]


def test_seconds_keep_their_fractions_when_any_time_has_one():
    log = make_log([("a", "go", "2024-01-01T09:00:00.25"), ("a", "end", "2024-01-02")])
    assert _types(log.events) == EVENTS_COLUMNS
    assert [row["gap_s"] for row in events_of(log)] == [53999.75, None]


def test_store_holds_categories_and_exact_types(tmp_path):
    folder = tmp_path / "log"
    log = prepare(make_loaded(ROWS), folder, end=["Closed"], now=NOW)
    described = log.store.connection.run("DESCRIBE events")
    kinds = {name: kind for name, kind, *_ in described}
    assert kinds["activity"] == kinds["next_activity"] == "ENUM('Closed', 'Received')"
    assert kinds["seq"] == "INTEGER"
    whole = dict.fromkeys(("gap_s", "wait_s"), "BIGINT")
    assert _types(log.events) == EVENTS_COLUMNS | whole
    assert _types(log.cases) == CASES_COLUMNS


def _types(table: StoredTable) -> dict[str, str]:
    """Column → type; a category is a text."""
    return {n: "VARCHAR" if k == "ENUM" else k for n, k in table.columns.items()}


def test_log_is_the_same_when_opened_again(tmp_path):
    made = prepare(make_loaded(ROWS), tmp_path / "log", end=["Closed"], now=NOW)
    read = open_log(tmp_path / "log")
    assert (read.facts, read.end_rule, read.findings) == (
        made.facts,
        made.end_rule,
        made.findings,
    )
    assert events_of(read) == events_of(made)
    assert sorted(p.name for p in (tmp_path / "log").iterdir()) == [
        "manifest.json",
        "rejected.csv",
        "store.duckdb",
    ]


def test_manifest_has_the_same_bytes_when_made_twice(tmp_path):
    for name in ("one", "two"):
        prepare(make_loaded(ROWS), tmp_path / name, end=["Closed"], now=NOW)
    one, two = ((tmp_path / n / "manifest.json").read_bytes() for n in ("one", "two"))
    assert one == two
    assert json.loads(one)["schema"] == "mersey.manifest/1"


@pytest.mark.parametrize(
    "changed", [{"end": ["Received"]}, {"as_at": date(2024, 1, 20)}]
)
def test_log_version_changes_when_what_was_asked_changes(tmp_path, changed):
    first = make_log(ROWS, end=["Closed"]).facts.log_version
    asked = {"end": ["Closed"], "now": NOW} | changed
    other = prepare(make_loaded(ROWS), tmp_path, **asked).facts.log_version
    assert len(first) == 12
    assert first != other


def test_nothing_is_left_when_preparing_fails(tmp_path, monkeypatch):
    folder = tmp_path / "log"
    prepare(make_loaded(ROWS), folder, end=["Closed"], now=NOW)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mersey.eventlog.prepared.write_manifest", interrupt)
    with pytest.raises(KeyboardInterrupt):
        prepare(make_loaded(ROWS[:3]), folder, now=NOW)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_session_can_prepare_again_when_preparing_failed(tmp_path):
    loaded = make_loaded(ROWS)
    with pytest.raises(UnknownName, match='Did you mean "Closed"'):
        prepare(loaded, tmp_path / "a", end=["Closd"], now=NOW)
    assert prepare(loaded, tmp_path / "a", end=["Closed"], now=NOW).facts.n_cases == 3


def test_preparing_says_why_when_it_cannot_write(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkspaceError, match="could not be written"):
        prepare(make_loaded(ROWS), tmp_path / "file", now=NOW)


@pytest.mark.parametrize("day", ["2023-12-31", "2030-01-02"])
def test_as_at_is_refused_when_nothing_is_known_of_it(day):
    with pytest.raises(UsageError, match="as-at date"):
        make_log(ROWS, as_at=day)


def test_empty_log_is_refused_with_a_next_step():
    with pytest.raises(NotACaseLog, match="holds no event"):
        make_log([])


def test_open_log_says_load_again_when_folder_is_not_a_log(tmp_path):
    with pytest.raises(DataError, match="Load the file again"):
        open_log(tmp_path)
    (tmp_path / "manifest.json").write_text('{"schema": "other"}')
    with pytest.raises(DataError, match="Load the file again"):
        open_log(tmp_path)


def test_export_writes_the_same_tables_as_parquet(tmp_path):
    log = make_log(ROWS, end=["Closed"])
    export_parquet(log, tmp_path / "out")
    events = pq.read_table(tmp_path / "out" / "events.parquet")
    assert events.to_pylist() == events_of(log)
    meta = pq.ParquetFile(tmp_path / "out" / "cases.parquet").metadata
    assert meta.row_group(0).column(0).compression == "ZSTD"
    assert stat.S_ISDIR((tmp_path / "out").stat().st_mode)


def test_one_long_case_is_prepared_when_it_has_many_events():
    start = at("2024-01-01")
    rows = [("a", f"step {n % 7}", start + timedelta(minutes=n)) for n in range(3000)]
    log = make_log(rows)
    assert cases_of(log)["a"]["n_events"] == 3000
    assert cases_of(log)["a"]["n_rework"] == 2993
    assert "single_case" in ids_of(log)
