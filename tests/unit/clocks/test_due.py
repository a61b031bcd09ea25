"""One case: when it is due, and what did not count."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from mersey.clocks import DayNotCounted, due, due_dates, paused_span
from mersey.clocks.clock import CountFrom, Pause
from mersey.errors import UsageError
from tests.unit.clocks.example_clocks import make_clock

at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("n", "unit", "start", "limit"),
    [
        (1, "working_days", "2026-07-03", "2026-07-06"),
        (1, "days", "2026-07-03", "2026-07-04"),
        (2, "weeks", "2026-07-03", "2026-07-17"),
        (1, "months", "2026-01-31", "2026-02-28"),
        (1, "months", "2024-01-31", "2024-02-29"),
        (13, "months", "2025-12-15", "2027-01-15"),
    ],
)
def test_limit_is_counted_from_the_day_after(
    n: int, unit: str, start: str, limit: str
) -> None:
    found = due(make_clock(n, unit), date.fromisoformat(start))
    assert found.due == date.fromisoformat(limit)


@pytest.mark.parametrize(
    ("n", "unit", "start", "limit"),
    [
        (1, "working_days", "2026-07-03", "2026-07-03"),
        (1, "working_days", "2026-07-04", "2026-07-06"),
        (21, "days", "2026-03-02", "2026-03-22"),
        (8, "weeks", "2026-03-02", "2026-04-26"),
        (1, "months", "2026-03-02", "2026-04-01"),
        (1, "months", "2026-01-31", "2026-02-28"),
        (1, "months", "2026-01-29", "2026-02-28"),
        (1, "months", "2026-01-28", "2026-02-27"),
    ],
)
def test_limit_is_counted_from_the_day_itself(
    n: int, unit: str, start: str, limit: str
) -> None:
    found = due(
        make_clock(n, unit),
        date.fromisoformat(start),
        count_from=CountFrom.SAME_DAY,
    )
    assert found.due == date.fromisoformat(limit)


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        ("2026-03-28T20:10", "2026-03-29T21:10"),  # a day of 23 hours
        ("2026-10-24T20:10", "2026-10-25T19:10"),  # a day of 25
        ("2026-07-01T20:10", "2026-07-02T20:10"),
        ("2026-10-25T01:30", "2026-10-26T00:30"),  # the first of the two
        ("2026-03-29T01:30", "2026-03-30T02:30"),  # an hour that was not
    ],
)
def test_hours_pass_on_the_wall_when_the_clocks_change(start: str, limit: str) -> None:
    clock = make_clock(24, "hours", calendar="none")
    many = due_dates(clock, np.array([start], dtype="datetime64[us]"))
    assert due(clock, at(start)).due == at(limit)
    assert many.due.tolist() == [at(limit)]


def test_hours_run_from_midnight_when_only_a_date_is_known() -> None:
    clock = make_clock(24, "hours")
    found = due_dates(clock, np.array(["2026-07-01", "NaT"], dtype="datetime64[D]"))
    assert due(clock, date(2026, 7, 1)).due == at("2026-07-02T00:00")
    assert found.due.tolist() == [at("2026-07-02T00:00"), None]


def test_hours_pass_over_paused_days() -> None:
    found = due(
        make_clock(24, "hours"),
        at("2026-07-01T20:00"),
        pauses=[(date(2026, 7, 2), date(2026, 7, 3))],
    )
    assert found.due == at("2026-07-04T20:00")
    assert [day.date.day for day in found.not_counted] == [2, 3]


def test_hours_begin_after_the_pause_they_start_in() -> None:
    found = due(
        make_clock(4, "hours"),
        at("2026-07-02T20:00"),
        pauses=[(date(2026, 7, 2), date(2026, 7, 2))],
    )
    assert found.due == at("2026-07-03T04:00")


def test_days_say_why_they_did_not_count() -> None:
    found = due(
        make_clock(4, "working_days"),
        date(2026, 4, 30),
        pauses=[(date(2026, 5, 5), date(2026, 5, 6))],
    )
    assert found.not_counted == (
        DayNotCounted(date=date(2026, 5, 2), why="Saturday"),
        DayNotCounted(date=date(2026, 5, 3), why="Sunday"),
        DayNotCounted(date=date(2026, 5, 4), why="Early May bank holiday"),
        DayNotCounted(date=date(2026, 5, 5), why="the clock is paused"),
        DayNotCounted(date=date(2026, 5, 6), why="the clock is paused"),
        DayNotCounted(date=date(2026, 5, 9), why="Saturday"),
        DayNotCounted(date=date(2026, 5, 10), why="Sunday"),
    )
    assert found.due == date(2026, 5, 11)


@pytest.mark.parametrize(
    ("start", "received"),
    [
        ("2026-05-01T17:00", "2026-05-01"),
        ("2026-05-01T17:00:01", "2026-05-05"),
        ("2026-05-02T09:00", "2026-05-05"),
        ("2026-05-01", "2026-05-01"),
    ],
)
def test_receipt_moves_to_the_next_working_day_after_the_cut_off(
    start: str, received: str
) -> None:
    clock = make_clock(1, "weeks", start={"events": ["received"], "cut_off": "17:00"})
    begun = at(start) if "T" in start else date.fromisoformat(start)
    assert due(clock, begun).received == date.fromisoformat(received)


def test_receipt_after_the_cut_off_is_explained() -> None:
    clock = make_clock(1, "weeks", start={"events": ["received"], "cut_off": "17:00"})
    found = due(clock, at("2025-11-28T20:10"))
    assert [day.why for day in found.not_counted] == [
        "after 17:00: counts as received on Monday 1 December 2025",
        "Saturday",
        "Sunday",
    ]


@pytest.mark.parametrize(
    ("roll", "limit"),
    [
        ("none", "2026-04-04"),
        ("next_working_day", "2026-04-07"),
        ("previous_working_day", "2026-04-02"),
    ],
)
def test_limit_rolls_from_a_day_that_does_not_count(roll: str, limit: str) -> None:
    found = due(make_clock(1, "days", due_roll=roll), date(2026, 4, 3))
    assert found.due == date.fromisoformat(limit)


@pytest.mark.parametrize(
    ("clock", "start", "certainty"),
    [
        (make_clock(8, "weeks"), date(2040, 1, 2), "exact"),
        (make_clock(8, "weeks", due_roll="next_working_day"), date(2028, 12, 1), "projected"),
        (make_clock(1, "working_days"), date(2028, 12, 22), "projected"),
        (make_clock(1, "working_days"), date(2028, 12, 21), "exact"),
        (make_clock(1, "working_days"), date(1999, 12, 1), "projected"),
        (make_clock(9, "working_days", calendar="none"), date(2040, 1, 2), "exact"),
        (
            make_clock(1, "weeks", start={"events": ["a"], "day_off": "next_working_day"}),
            date(2029, 1, 3),
            "projected",
        ),
    ],
)  # fmt: skip
def test_limit_is_projected_when_a_day_that_matters_is_not_known(
    clock: object, start: date, certainty: str
) -> None:
    assert due(clock, start).certainty == certainty  # type: ignore[arg-type]


def test_pause_is_refused_when_it_ends_before_it_begins() -> None:
    with pytest.raises(UsageError, match="before it begins"):
        due(
            make_clock(1, "days"),
            date(2026, 1, 1),
            pauses=[(date(2026, 1, 3), date(2026, 1, 2))],
        )


def test_clock_is_refused_when_each_case_states_its_limit() -> None:
    clock = make_clock(1, "days", duration=None, due_field="agreed_date")
    with pytest.raises(UsageError, match="agreed_date"):
        due(clock, date(2026, 1, 1))


def test_clock_is_refused_when_its_calendar_is_in_no_file() -> None:
    with pytest.raises(UsageError, match="school") as told:
        due(make_clock(1, "school_days", calendar="school"), date(2026, 1, 1))
    assert "⟦calendar_file⟧" in told.value.next_step


@pytest.mark.parametrize("unit", ["days", "months", "hours"])
def test_limit_after_the_last_year_is_refused(unit: str) -> None:
    with pytest.raises(UsageError, match="9999"):
        due(make_clock(100_000, unit), date(9999, 1, 1))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (None, (2, 6)),
        ({}, (2, 6)),
        ({"first_day_counts": True}, (3, 6)),
        ({"last_day_counts": True}, (2, 5)),
        ({"most_days": 2}, (2, 3)),
    ],
)
def test_pause_takes_the_days_that_its_rule_says(
    rule: dict[str, object] | None, days: tuple[int, int]
) -> None:
    given = None if rule is None else Pause(begin="a", finish="b", **rule)  # type: ignore[arg-type]
    span = paused_span(date(2026, 3, 2), date(2026, 3, 6), rule=given)
    assert span is not None
    assert (span[0].day, span[1].day) == days


def test_pause_takes_no_day_when_both_of_its_days_count() -> None:
    rule = Pause(begin="a", finish="b", first_day_counts=True, last_day_counts=True)
    assert paused_span(date(2026, 3, 2), date(2026, 3, 3), rule=rule) is None


def test_pause_by_rule_is_refused_when_it_ends_before_it_begins() -> None:
    with pytest.raises(UsageError, match="before it begins"):
        paused_span(date(2026, 3, 2), date(2026, 3, 1), rule=None)
