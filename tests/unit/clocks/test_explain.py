"""The limit and its reasons, as data and in words."""

from __future__ import annotations

import json
from datetime import date, datetime

from mersey.clocks import CALENDARS, explain
from mersey.clocks.clock import CountFrom
from mersey.clocks.clock_lines import in_words, plain_lines
from tests.unit.clocks.example_clocks import make_clock

SOURCE = {
    "instrument": "Our charter",
    "provision": "promise 3",
    "url": "https://example.org/charter",
    "words": "within the time promised",
    "words_kind": "within_of",
    "checked_on": "2026-11-22",
}


def words(n: int, unit: str, begin: str, /, **more: object) -> list[str]:
    begun = datetime.fromisoformat(begin) if "T" in begin else date.fromisoformat(begin)
    return plain_lines(explain(make_clock(n, unit, **more), begun))


def test_data_is_the_promised_object() -> None:
    clock = make_clock(1, "working_days", source=SOURCE)
    assert explain(clock, date(2026, 5, 1)).as_data() == {
        "schema": "mersey.clock/1",
        "clock": "example.clock",
        "start": "2026-05-01",
        "received": "2026-05-01",
        "due": "2026-05-05",
        "certainty": "exact",
        "not_counted": [
            {"date": "2026-05-02", "why": "Saturday"},
            {"date": "2026-05-03", "why": "Sunday"},
            {"date": "2026-05-04", "why": "Early May bank holiday"},
        ],
        "source": SOURCE,
    }


def test_data_holds_moments_when_the_clock_runs_in_hours() -> None:
    start = datetime.fromisoformat("2026-03-28T20:10:05")
    data = explain(make_clock(24, "hours"), start).as_data()
    assert (data["start"], data["due"]) == (
        "2026-03-28T20:10:05",
        "2026-03-29T21:10:05",
    )


def test_data_says_null_where_nobody_has_read_the_source() -> None:
    source = explain(make_clock(1, "days"), date(2026, 5, 1)).as_data()["source"]
    assert (source["words_kind"], source["checked_on"]) == (None, None)
    assert json.dumps(source)


def test_other_rule_and_calendar_are_used_when_given() -> None:
    found = explain(
        make_clock(1, "working_days"),
        date(2026, 6, 15),
        calendar=CALENDARS["scotland"],
        count_from=CountFrom.SAME_DAY,
    )
    assert found.due.due == date(2026, 6, 16)
    assert found.due.not_counted[0].why == "World Cup bank holiday"


def test_words_begin_with_the_limit_and_then_say_why() -> None:
    assert words(2, "working_days", "2026-05-01", source=SOURCE) == [
        "Due Wednesday 6 May 2026",
        "An example (example.clock)",
        "",
        "Received  Friday 1 May 2026; the day after is day 1",
        "Counted   2 working days; holidays of England and Wales",
        "Left out  3 days, which did not count:",
        "  2 on Saturdays and Sundays",
        "  Monday 4 May 2026: Early May bank holiday",
        (
            "Rule      Our charter, promise 3; a local target, not law;"
            " words read on Sunday 22 November 2026"
        ),
        "          https://example.org/charter",
        "Words     “within the time promised”",
    ]


def test_words_warn_of_a_day_out_when_nobody_has_read_a_law() -> None:
    lines = words(1, "weeks", "2026-05-01", authority="statutory")
    assert lines[-2:] == [
        "Rule      Our charter; set by law; not yet checked against the source",
        (
            "Words     nobody has read them: whether the day of the start is day 1 is taken "
            "from practice, so the date may be a day out"
        ),
    ]


def test_words_are_quoted_with_a_warning_when_only_some_were_read() -> None:
    source = SOURCE | {"checked_on": None}
    lines = words(1, "weeks", "2026-05-01", authority="statutory", source=source)
    assert lines[-2:] == [
        "Words     “within the time promised”",
        "          Some of these words nobody has read; the date may be a day out",
    ]


def test_words_say_that_guidance_is_not_a_statute() -> None:
    lines = words(1, "weeks", "2026-05-01", authority="statutory_guidance")
    assert "set by statutory guidance, not by a statute" in lines[-2]


def test_words_say_that_nothing_was_left_out() -> None:
    lines = words(1, "weeks", "2026-05-01", count_from="same_day")
    assert "Received  Friday 1 May 2026; that day is day 1" in lines
    assert "Counted   1 week" in lines
    assert "Left out  no day" in lines
    assert lines[-1] == (
        "Rule      Our charter; a local target, not law; check it against your own"
    )


def test_words_join_days_that_follow_each_other() -> None:
    lines = words(1, "days", "2026-04-02", due_roll="next_working_day")
    assert lines[-4:-1] == [
        "  Friday 3 April 2026: Good Friday: the limit moves to the next working day",
        (
            "  Saturday 4 April 2026 to Sunday 5 April 2026: the limit moves to the next"
            " working day"
        ),
        "  Monday 6 April 2026: Easter Monday: the limit moves to the next working day",
    ]


def test_words_say_that_a_date_is_projected_and_from_when() -> None:
    assert words(1, "working_days", "2030-05-01")[3] == (
        "Projected: holidays are known from Saturday 1 January 2000 until Tuesday 26 "
        "December 2028. The date may still move, and nothing can be called late by it."
    )


def test_words_say_when_it_came_if_it_counts_as_received_later() -> None:
    start = {"events": ["received"], "cut_off": "17:00"}
    lines = words(1, "hours", "2026-05-05T18:30", start=start)
    assert lines[0] == "Due 01:00 on Wednesday 6 May 2026"
    assert lines[3] == (
        "Received  00:00 on Wednesday 6 May 2026, though it came at 18:30 on Tuesday 5 "
        "May 2026"
    )
    dated = {"events": ["received"], "day_off": "next_working_day"}
    assert words(1, "days", "2026-05-02", start=dated)[3] == (
        "Received  Tuesday 5 May 2026, though it came on Saturday 2 May 2026; the day "
        "after is day 1"
    )


def test_day_is_said_in_full() -> None:
    assert in_words(date(2026, 8, 5)) == "Wednesday 5 August 2026"
