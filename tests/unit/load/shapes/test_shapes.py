"""Each shape of file is read as what it is, by the weight of its evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, NotACaseLog, UsageError
from mersey.load import Shape
from tests.unit.load.made_logs import cases, events, finding_ids, loaded
from tests.unit.load.shapes import files

SHAPES = [
    (files.wide, Shape.WIDE, "Application ref", None, None),
    (files.works, Shape.WIDE, "work_order", None, None),
    (files.steps, Shape.LONG, "case id", "step", "when"),
    (files.spans, Shape.SPAN, "job no", "activity", "end time"),
    (files.intervals, Shape.INTERVAL, "issue key", "status", "entered"),
    (files.changes, Shape.CHANGE, "Case Number", "New Value", "Edit Date"),
    (files.lifecycle, Shape.LIFECYCLE, "patient", "handling", "time"),
    (files.snapshots, Shape.SNAPSHOT, "referral id", "status", "report date"),
]


@pytest.mark.parametrize(("make", "shape", "case", "activity", "time"), SHAPES)
def test_file_is_read_in_its_shape(
    make: Callable[[], str], shape: Shape, case: str, activity: str, time: str
) -> None:
    with loaded(make()) as log:
        mapping = log.mapping
        found = (mapping.shape, mapping.case, mapping.activity, mapping.time)
        assert found == (shape, case, activity, time)
        assert len(cases(log)) == files.N


def test_own_key_beats_an_asset_that_comes_again() -> None:
    with loaded(files.works()) as log:
        assert log.mapping.opened == "submitted_date"
        assert log.mapping.closed == "resolved_date"
        over = [case["is_over"] for case in cases(log)]
        assert over == [bool(n % 3) for n in range(files.N)]


def test_work_begun_and_not_finished_is_an_event_at_its_start() -> None:
    with loaded(files.spans()) as log:
        begun = [e for e in events(log) if e["event_time"] == e["start_time"]]
        assert log.counts.rejected == 0
        assert len(begun) == files.N / 3
        assert {event["activity"] for event in begun} == {"Repair (begun)"}


def test_changes_of_other_fields_are_no_steps() -> None:
    with loaded(files.changes()) as log:
        steps = {event["activity"] for event in events(log)}
        assert steps == {"Created", "Working", "Closed"}
        assert log.counts.loaded == log.counts.read


def test_start_and_complete_are_one_event() -> None:
    with loaded(files.lifecycle()) as log:
        found = events(log)
        assert len(found) == 3 * files.N
        spans = {event["event_time"] - event["start_time"] for event in found}
        assert {span.total_seconds() for span in spans} == {3 * 3600.0}


def test_snapshots_tell_only_what_changed() -> None:
    with loaded(files.snapshots()) as log:
        first = [e["activity"] for e in events(log) if e["case_id"] == 0]
        assert first == ["New", "Assessment", "Closed"]


def test_last_interval_that_ended_closes_its_case() -> None:
    ended = files.intervals().replace("Done,", "Moved on,")
    rows = [r + "2024-09-01 09:00:00" if "Moved" in r else r for r in ended.split("\n")]
    with loaded("\n".join(rows)) as log:
        assert log.mapping.closed == "left"
        closed = [case["closed"] is not None for case in cases(log)]
        assert closed == [bool(n % 4) for n in range(files.N)]


def test_current_status_asks_when_cases_closed() -> None:
    with pytest.raises(ChoiceNeeded) as asked, loaded(files.current()):
        pass
    assert as_typed(asked.value) == ('--closed "updated_at"', "--closed none")
    assert len(asked.value.gives) == 2


@pytest.mark.parametrize(("said", "n_closed"), [("updated_at", 24), ("none", 0)])
def test_answers_about_the_closing_work_when_typed(said: str, n_closed: int) -> None:
    with loaded(files.current(), closed=said) as log:
        found = cases(log)
        assert [case["is_over"] for case in found].count(True) == 16
        assert sum(case["closed"] is not None for case in found) == n_closed


def test_two_readings_that_fit_alike_are_asked_about() -> None:
    rows = [
        f"{5000 + n},{n % 8},{'XYZ'[n * n % 7 % 3]},2024-01-{n % 28 + 1:02}"
        for n in range(56)
    ]
    csv = "\n".join(["request id,order id,status,date", *rows])
    with pytest.raises(ChoiceNeeded) as asked, loaded(csv):
        pass
    assert all(option.startswith("--case ") for option in as_typed(asked.value))
    for option in as_typed(asked.value):
        with loaded(csv, case=option.removeprefix("--case ").strip('"')) as log:
            assert log.counts.loaded == 56


def test_none_names_no_case_when_a_person_says_so() -> None:
    with loaded(files.works(), case="none") as log:
        assert log.mapping.case is None
        assert "rows_are_cases" in finding_ids(log)
        assert len(cases(log)) == files.N


def test_list_of_things_with_one_date_is_no_log() -> None:
    rows = [
        f"{'NS'[n % 2]},Chair {n % 5},{n % 7},2024-01-{n % 28 + 1:02}"
        for n in range(60)
    ]
    with (
        pytest.raises(NotACaseLog, match="list"),
        loaded("\n".join(["district,item,quantity,bought", *rows])),
    ):
        pass


def test_what_no_row_can_use_is_refused_with_the_reason() -> None:
    with (
        pytest.raises(UsageError, match="each row of this file is one case"),
        loaded(files.wide(), lifecycle="Ward"),
    ):
        pass


def test_named_team_of_a_row_per_case_is_on_its_steps() -> None:
    with loaded(files.wide(), team="Ward") as log:
        assert {event["team"] for event in events(log)} == {"A", "B"}


def test_day_or_month_first_is_asked_when_nothing_tells() -> None:
    rows = [f"R{a},{a}/{b}/2024" for a, b in ((1, 2), (7, 3), (11, 9), (4, 12))]
    csv = "\n".join(["reference,date received", *rows])
    with pytest.raises(ChoiceNeeded, match="Day or month first"), loaded(csv):
        pass
    with loaded(csv, day_first=False) as log:
        assert log.mapping.dates["date received"].format.startswith("%m")


def test_many_ends_at_one_last_moment_are_asked_about() -> None:
    rows = [
        f"A{n},2020-01-{1 + n % 28:02},{'2023-10-01 22:20:10' if n % 2 else f'2021-{1 + n % 12:02}-{1 + n % 28:02} 00:00:00'}"
        for n in range(80)
    ]
    csv = "\n".join(["reference,start date,end date", *rows])
    with pytest.raises(ChoiceNeeded, match="Have they ended") as asked, loaded(csv):
        pass
    assert as_typed(asked.value) == ("--as-at 2023-09-30", "--as-at 2023-10-01")


def _rows(heading: str, row: str, n: int = files.N) -> str:
    return "\n".join([heading, *(row.format(n=n, m=n % 9 + 1) for n in range(1, n))])


def test_things_that_have_numbers_of_their_own_are_no_log() -> None:
    made = _rows(
        "Inventory no,Item type,Purchased,Price", "INV{n:05},Van,2023-0{m}-14,9.5"
    )
    with pytest.raises(NotACaseLog, match="list, not a log"), loaded(made):
        pass


def test_register_of_requests_with_one_date_is_a_log() -> None:
    made = _rows("Request ID,Type,Received", "R{n:05},Leak,2023-0{m}-14")
    with loaded(made) as log:
        assert len(cases(log)) == files.N - 1


def test_review_that_a_decision_follows_does_not_close_the_case() -> None:
    heading = "Case ref,Received,Review completed date,Date granted,Status"
    row = "C{n:03},2023-0{m}-01,2023-0{m}-08,2023-0{m}-20,Granted"
    with loaded(_rows(heading, row)) as log:
        assert log.mapping.closed is None


def test_completed_date_that_comes_last_closes_the_case() -> None:
    heading = "Case ref,Received,Reviewed,Work completed date"
    row = "C{n:03},2023-0{m}-01,2023-0{m}-08,2023-0{m}-20"
    with loaded(_rows(heading, row)) as log:
        assert log.mapping.closed == "Work completed date"


def test_few_kinds_that_stand_in_many_rows_name_no_case() -> None:
    rows = [
        f"2023-{1 + n % 12:02}-{1 + n % 28:02}T10:{n % 60:02},"
        f"{('Closed', 'New', 'Working')[n % 7 % 3]},{['North', 'South'][n % 2]},"
        f"2024-0{1 + n % 9}-11T09:30,{'ABCD'[n % 4]} - kind"
        for n in range(320)
    ]
    made = "\n".join(["Registered,State,Wing,Last modified,Sort", *rows])
    with pytest.raises(ChoiceNeeded) as asked, loaded(made):
        pass
    assert as_typed(asked.value) == ('--closed "Last modified"', "--closed none")
