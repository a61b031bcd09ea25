"""Each way of writing a date, from the file to UTC (London: summer time is UTC+1)."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mersey.errors import ChoiceNeeded
from tests.unit.load.made_logs import events, finding_ids, loaded, rejected, times_of


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2023-07-03T10:15:30", "2023-07-03 09:15:30"),
        ("2023-01-03 10:15:30.250", "2023-01-03 10:15:30.250000"),
        ("2023-07-03T10:15:30Z", "2023-07-03 10:15:30"),
        ("2023-07-03T10:15:30+02:00", "2023-07-03 08:15:30"),
        ("2023-07-03", "2023-07-03 00:00:00"),
        ("13/7/2023 10:15", "2023-07-13 09:15:00"),
        ("13-7-23", "2023-07-13 00:00:00"),
        ("13.7.2023", "2023-07-13 00:00:00"),
        ("13-Jul-23", "2023-07-13 00:00:00"),
        ("31 Oct 2024", "2024-10-31 00:00:00"),
        ("31 October 2024 14:05", "2024-10-31 14:05:00"),
        ("July 3, 2023 1:15 PM", "2023-07-03 12:15:00"),
        ("3rd July 2023", "2023-07-03 00:00:00"),
        ("20230703", "2023-07-03 00:00:00"),
        ("45110", "2023-07-03 00:00:00"),
        ("45110.5", "2023-07-03 11:00:00"),
        ("1688375730", "2023-07-03 09:15:30"),
    ],
)
def test_read_log_reads_the_time_when_it_is_written_so(written: str, utc: str):
    assert times_of([written] * 4) == [utc] * 4


def test_day_or_month_first_is_asked_when_no_value_proves_it():
    with pytest.raises(ChoiceNeeded, match="Day or month first"):
        times_of(["3/7/2023"] * 3)
    assert times_of(["3/7/2023"], day_first=True) == ["2023-07-03 00:00:00"]


def test_month_first_is_read_when_the_column_proves_it():
    assert times_of(["3/7/2023", "3/25/2023"]) == [
        "2023-03-07 00:00:00",
        "2023-03-25 00:00:00",
    ]


def test_month_first_is_read_when_a_person_says_so():
    assert times_of(["3/7/2023"], day_first=False) == ["2023-03-07 00:00:00"]


def test_the_proof_may_stand_far_beyond_the_sample():
    rows = "".join(f"{n},go,3/7/2023\n{n},stop,3/7/2023\n" for n in range(10_000))
    csv = f"case id,activity,timestamp\n{rows}x,go,3/25/2023\nx,stop,3/26/2023\n"
    with loaded(csv) as log:
        assert log.mapping.dates["timestamp"].format == "%m/%d/%Y"
        assert events(log)[0]["local_date"].isoformat() == "2023-03-07"


def test_rows_are_rejected_when_a_column_mixes_both_orders():
    csv = (
        "case id,activity,timestamp\n1,a,25/12/2023\n1,b,26/12/2023\n2,a,27/12/2023\n"
        "2,b,12/28/2023\n"
    )
    with loaded(csv) as log:
        assert "mixed_day_order" in finding_ids(log)
        assert [(row["line"], row["column"]) for row in rejected(log)] == [
            (5, "timestamp")
        ]


def test_excel_midnight_without_a_clock_is_read_beside_times():
    assert times_of(["13/7/2023 10:15", "13/7/2023"] * 2)[1] == "2023-07-12 23:00:00"


def test_local_hours_that_came_twice_or_never_are_counted():
    csv = (
        "case id,activity,timestamp\n1,a,2023-03-26 01:30\n1,b,2023-10-29 01:30\n"
        "2,a,2023-05-01 09:00\n2,b,2023-05-02 09:00\n"
    )
    with loaded(csv) as log:
        counts = {finding.id: finding.count for finding in log.findings}
        assert counts["missing_local_hour"] == 1
        assert counts["ambiguous_local_hour"] == 1
        assert [e["event_time"].isoformat() for e in events(log)][:2] == [
            "2023-03-26T01:30:00",
            "2023-10-29T00:30:00",
        ]


def test_local_date_is_the_date_on_the_wall():
    csv = "case id,activity,timestamp\n1,a,2023-07-02T23:30:00Z\n1,b,2023-12-02T23:30:00Z\n"
    with loaded(csv, case="case id", activity="activity") as log:
        dates = [event["local_date"].isoformat() for event in events(log)]
    assert dates == ["2023-07-03", "2023-12-02"]


def test_midnights_alone_are_dates_alone():
    csv = "case id,activity,timestamp\n" + "".join(
        f"{n},{step},2023-07-0{n} 00:00:00\n" for n in (1, 2) for step in "ab"
    )
    with loaded(csv) as log:
        assert log.date_only
        assert "midnight_only" in finding_ids(log)
        assert events(log)[0]["event_time"].isoformat() == "2023-07-01T00:00:00"


def test_times_out_of_range_are_rejected_with_a_reason():
    csv = (
        "case id,activity,timestamp\n1,a,2023-07-01\n1,b,1850-07-01\n2,a,2023-07-01\n"
        "2,b,2150-01-01\n3,a,\n3,b,2023-07-09\n4,a,2023-02-30\n4,b,2023-07-09\n"
    )
    with loaded(csv) as log:
        reasons = {row["line"]: row["reason"] for row in rejected(log)}
        assert log.counts.rejected == 4
    assert reasons[3] == reasons[5] == "a time before 1900 or after 2100"
    assert reasons[6] == "no time"
    assert reasons[8].startswith("not a date")


def test_another_zone_is_used_when_it_is_stated():
    times = times_of(["2023-07-03 10:15"], time_zone="Europe/Amsterdam")
    assert times == ["2023-07-03 08:15:00"]


@pytest.mark.parametrize(
    "name", ["Europe/London", "Europe/Paris", "Australia/Lord_Howe", "America/St_Johns"]
)
def test_local_times_become_utc_as_zoneinfo_says(name: str):
    chance = random.Random(name)
    start = datetime.fromisoformat("1971-01-01 00:00")
    local = [start + timedelta(minutes=chance.randrange(36_000_000)) for _ in range(60)]
    place = ZoneInfo(name)
    expected = [
        str(t.replace(tzinfo=place).astimezone(UTC).replace(tzinfo=None)) for t in local
    ]
    assert times_of([str(t) for t in local], time_zone=name) == expected


def test_times_with_an_offset_among_times_without_are_told():
    with loaded(_with_zones(["Z", ""])) as log:
        (told,) = [one for one in log.findings if one.id == "mixed_zones"]
    assert told.count == 20
    assert "20 of them have none, and are taken as local time" in told.message


@pytest.mark.parametrize("ends", [["Z", "Z"], ["", ""], ["Z", None]])
def test_times_of_one_kind_beside_dates_alone_are_not_told(ends: list[str | None]):
    with loaded(_with_zones(ends)) as log:
        assert "mixed_zones" not in finding_ids(log)


def _with_zones(ends: list[str | None]) -> str:
    rows = [
        f"{n},{step},2023-07-{n + 1:02}" + ("" if end is None else f"T1{at}:15:00{end}")
        for n in range(20)
        for at, (step, end) in enumerate(zip(("go", "stop"), ends, strict=True))
    ]
    return "case id,activity,timestamp\n" + "\n".join(rows) + "\n"
