from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.errors import DataError, UnknownName
from mersey.eventlog import EventLog
from mersey.flow import measure
from mersey.vocabulary import Extract, Per
from tests.engines.logs import lacking_in, make_log


@pytest.fixture(scope="module")
def log() -> EventLog:
    rows = [
        ("a", "received", "2024-01-03T09:00"),
        ("a", "closed", "2024-01-04T09:00"),
        ("b", "received", "2024-01-22T09:00"),
    ]
    return make_log(rows, end=("closed",), as_at="2024-01-28")


def test_first_period_is_incomplete_when_the_log_begins_inside_it(
    log: EventLog,
) -> None:
    rows = measure(log, "arrivals", per=Per.WEEK).rows
    assert [row.complete for row in rows] == [False, True, True, True]


def test_last_period_is_complete_when_as_at_is_its_last_day(log: EventLog) -> None:
    last = measure(log, "arrivals", per=Per.WEEK).rows[-1]
    assert (last.end, last.complete) == (date(2024, 1, 28), True)


def test_last_period_is_incomplete_when_as_at_falls_inside_it(log: EventLog) -> None:
    assert not measure(log, "arrivals", per=Per.MONTH).rows[-1].complete


@pytest.mark.parametrize("name", ["arrivals", "throughput"])
def test_periods_are_incomplete_from_the_last_arrival_on_when_later_ones_are_missing(
    log: EventLog, name: str
) -> None:
    lacking = lacking_in(log, Extract.BY_OPENING)
    rows = measure(lacking, name, per=Per.WEEK).rows
    assert [row.complete for row in rows] == [False, True, True, False]


def test_only_ends_are_known_from_the_first_one_on_when_chosen_by_closing() -> None:
    rows = [(n, "received", f"2024-01-0{n + 1}T09:00") for n in range(4)]
    rows += [(n, "closed", f"2024-02-0{n + 1}T09:00") for n in range(4)]
    log = lacking_in(
        make_log(rows, end=("closed",), as_at="2024-02-18"), Extract.BY_CLOSING
    )
    complete = {
        name: [row.complete for row in measure(log, name, per=Per.WEEK).rows]
        for name in ("arrivals", "throughput")
    }
    assert not any(complete["arrivals"])
    assert complete["throughput"] == [*5 * [False], True, True]


def test_arrivals_of_a_migration_day_are_not_known(log: EventLog) -> None:
    filled = replace(log.facts, migration_day=date(2024, 1, 10))
    weeks = {
        name: [
            row.complete
            for row in measure(replace(log, facts=filled), name, per=Per.WEEK).rows
        ]
        for name in ("arrivals", "throughput")
    }
    assert weeks["arrivals"] == [False, False, True, True]
    assert weeks["throughput"] == [False, True, True, True]


def test_counts_are_zero_when_nothing_happened(log: EventLog) -> None:
    rows = measure(log, "arrivals", per=Per.WEEK).rows
    assert [row.value for row in rows] == [1, 0, 0, 1]


def test_medians_are_unknown_when_no_case_opened(log: EventLog) -> None:
    rows = measure(log, "lead_time", per=Per.WEEK).rows
    assert [(row.value, row.n) for row in rows] == [
        (1, 1),
        (None, 0),
        (None, 0),
        (None, 1),
    ]
    assert [row.complete for row in rows] == [False, True, True, False]


def test_a_level_is_carried_when_nothing_changed(log: EventLog) -> None:
    rows = measure(log, "wip", per=Per.WEEK).rows
    assert [row.value for row in rows] == [0, 0, 0, 1]


def test_measure_says_what_the_log_lacks(log: EventLog) -> None:
    with pytest.raises(DataError, match="when work on a step began"):
        measure(log, "flow_efficiency", per=Per.WEEK)
    with pytest.raises(DataError, match="which team or person"):
        measure(log, "handovers", per=Per.WEEK)


def test_measure_names_the_nearest_when_there_is_no_such_name(log: EventLog) -> None:
    with pytest.raises(UnknownName, match='Did you mean "lead_time"'):
        measure(log, "leadtime", per=Per.WEEK)
