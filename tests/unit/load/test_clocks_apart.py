"""Dates in one column and times of day in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mersey.load.dates.clocks_apart import clocks_of
from mersey.load.dates.style import DateStyle
from mersey.load.map_file import read_map, write_map
from tests.unit.load.made_logs import events, finding_ids, loaded

if TYPE_CHECKING:
    from pathlib import Path

DATES = ["31/01/2024", "01/02/2024"]
STYLE = DateStyle(format="%d/%m/%Y", has_time=False)
TIMES = ["09:15", "14:02"]
HEAD = "Case,Step,Event Date,Event Time\n"
ROWS = "".join(
    f"{n},{step},1{n}/01/2024,{hour}\n"
    for n in range(1, 6)
    for step, hour in (("Opened", "09:15"), ("Closed", "14:02"))
)


def found(*columns: tuple[str, list[str]]) -> dict[str, str]:
    styles = {name: STYLE for name, values in columns if values is DATES}
    return clocks_of(dict(columns), styles)


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("Date", "Time"),
        ("Reported Date", "Reported Time"),
        ("date_reported", "time_reported"),
        ("Received", "Time"),
        ("Datum", "Uhrzeit"),
    ],
)
def test_a_time_belongs_to_its_date(date: str, time: str):
    assert found(("n", ["1"]), (date, DATES), (time, TIMES)) == {date: time}


@pytest.mark.parametrize(
    "times",
    [["9:15:00", "14:02:11"], ["09.15", "14.02"], ["0915", "1402"], ["9:15 pm"]],
)
def test_a_time_may_be_written_in_several_ways(times: list[str]):
    assert found(("Date", DATES), ("Time", times)) == {"Date": "Time"}


def test_each_time_belongs_to_its_own_date():
    columns = [("Open date", DATES), ("Open time", TIMES), ("Close date", DATES)]
    assert found(*columns, ("Close time", TIMES)) == {
        "Open date": "Open time",
        "Close date": "Close time",
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Travel time", ["00:15", "01:02"]),
        ("Duration", ["00:15", "01:02"]),
        ("Time", ["morning", "14:02"]),
        ("Time", ["99:15", "14:75"]),
    ],
)
def test_other_times_are_left_alone(name: str, values: list[str]):
    assert found(("Date", DATES), ("Ward", ["North"]), (name, values)) == {}


def test_a_time_is_left_alone_when_the_date_has_its_own():
    style = DateStyle(format="iso", has_time=True)
    values = {"Date": ["2024-01-31 10:15"], "Time": TIMES}
    assert clocks_of(values, {"Date": style}) == {}


def test_date_and_time_are_read_as_one_moment():
    with loaded(HEAD + ROWS) as log:
        first = [event["event_time"].isoformat(" ") for event in events(log)][:2]
        assert not log.date_only
        assert "clock_joined" in finding_ids(log)
    assert first == ["2024-01-11 09:15:00", "2024-01-11 14:02:00"]


def test_the_date_stands_alone_when_its_time_is_blank():
    with loaded(HEAD + ROWS + "6,Opened,16/01/2024,\n6,Closed,17/01/2024,n/a\n") as log:
        last = [event["event_time"].isoformat(" ") for event in events(log)][-2:]
        assert log.counts.rejected == 0
    assert last == ["2024-01-16 00:00:00", "2024-01-17 00:00:00"]


def test_midnights_beside_a_time_are_dates():
    with loaded(HEAD + ROWS.replace("/2024,", "/2024 00:00:00,")) as log:
        assert events(log)[0]["event_time"].isoformat(" ") == "2024-01-11 09:15:00"


def test_the_column_of_times_may_be_named():
    with loaded(HEAD + ROWS, time="event time") as log:
        assert log.mapping.time == "Event Date"


def test_a_map_says_again_which_time_was_joined(tmp_path: Path):
    (tmp_path / "log.csv").write_text(HEAD + ROWS, encoding="utf-8")
    with loaded(tmp_path / "log.csv") as log:
        write_map(log.mapping, tmp_path / "MAP.toml")
        before = events(log)
    assert read_map(tmp_path / "MAP.toml").dates["Event Date"].clock == "Event Time"
    with loaded(tmp_path / "log.csv", map_file=tmp_path / "MAP.toml") as log:
        assert events(log) == before
