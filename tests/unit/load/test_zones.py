from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mersey.errors import UnknownName
from mersey.load.dates.zones import doubtful_hours, transitions, zone

HOUR = timedelta(hours=1)
at = datetime.fromisoformat


def test_transitions_finds_both_changes_of_2023_in_london():
    offset, changes = transitions(
        ZoneInfo("Europe/London"), [(at("2023-01-01 00:00"), at("2023-12-31 00:00"))]
    )
    assert offset == timedelta(0)
    assert [(c.at, c.after) for c in changes] == [
        (at("2023-03-26 01:00"), HOUR),
        (at("2023-10-29 01:00"), timedelta(0)),
    ]


def test_transitions_finds_none_when_the_zone_is_utc():
    spans = [(at("1950-01-01 00:00"), at("2050-01-01 00:00"))]
    assert transitions(ZoneInfo("UTC"), spans) == (timedelta(0), ())


def test_transitions_tells_a_jump_between_spans_as_one_change():
    spans = [
        (at("1948-01-05 00:00"), at("1948-01-06 00:00")),
        (at("2023-07-01 00:00"), at("2023-07-02 00:00")),
    ]
    offset, changes = transitions(ZoneInfo("Europe/London"), spans)
    assert offset == timedelta(0)
    assert [change.after for change in changes] == [HOUR]


def test_transitions_knows_that_britain_kept_summer_time_from_1968_to_1971():
    offset, changes = transitions(
        ZoneInfo("Europe/London"), [(at("1969-01-01 00:00"), at("1971-06-01 00:00"))]
    )
    assert (offset, changes) == (HOUR, ())


def test_doubtful_hours_names_the_hours_of_2023():
    twice, never = doubtful_hours(ZoneInfo("Europe/London"))
    assert at("2023-10-29 01:00") in twice
    assert at("2023-03-26 01:00") in never


def test_zone_names_the_nearest_when_there_is_no_such_zone():
    with pytest.raises(UnknownName, match="Europe/London"):
        zone("Europe/Stockport")
