"""What is odd about a log is found, and only then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mersey.eventlog import EventLog
from tests.engines.logs import Stated, make_log

START = datetime.fromisoformat("2024-01-01T09:00")
DAY = timedelta(days=1)


def counts_of(log: EventLog) -> dict[str, int]:
    return {one.id: one.count for one in log.findings}


def steady(n: int, *, every: timedelta, takes: timedelta) -> list[tuple]:
    """n cases, one after another, each closed after `takes`."""
    rows = []
    for case in range(n):
        opened = START + case * every
        rows += [(case, "Received", opened), (case, "Closed", opened + takes)]
    return rows


def test_healthy_log_has_no_finding():
    rows = steady(100, every=DAY / 2, takes=timedelta(days=3, minutes=5))
    assert counts_of(make_log(rows, as_at="2024-02-18")) == {"after_as_at": 10}


def test_closed_cases_only_is_found_when_none_is_open_at_the_end():
    rows = steady(100, every=DAY / 2, takes=timedelta(days=3, minutes=5))
    assert counts_of(make_log(rows)) == {"closed_cases_only": 100}


def test_closed_cases_only_is_not_said_when_few_are_open_on_any_day():
    rows = steady(100, every=DAY, takes=timedelta(days=1, minutes=5))
    assert counts_of(make_log(rows)) == {}


def test_far_past_events_do_not_say_where_the_log_begins():
    rows = [*steady(200, every=DAY, takes=DAY / 24), ("old", "Received", "1948-01-26")]
    log = make_log(rows)
    assert counts_of(log)["far_past_events"] == 1
    assert log.facts.plausible_from == START.date()
    assert log.facts.first_event.year == 1948
    (told,) = [one for one in log.findings if one.id == "far_past_events"]
    assert told.message.startswith("1 event lies years before the main body")
    assert log.facts.n_events == 401


def test_far_future_events_are_set_aside_when_no_one_can_believe_them():
    rows = [*steady(200, every=DAY, takes=DAY / 24), (0, "Checked", "2029-06-01")]
    log = make_log(rows, now=datetime(2030, 1, 1, tzinfo=UTC))
    assert counts_of(log)["far_future_events"] == 1
    assert log.facts.as_at == START + 199 * DAY + DAY / 24


def test_thin_end_is_found_when_a_few_events_stretch_the_log():
    rows = [
        *steady(999, every=DAY / 24, takes=DAY / 48),
        ("late", "Received", "2024-06-01"),
    ]
    assert counts_of(make_log(rows, as_at="2024-06-01"))["thin_end"] == 111
    assert counts_of(make_log(rows))["writing_stops"] == 1


def test_gaps_are_found_when_whole_weeks_of_a_busy_log_are_empty():
    rows = steady(400, every=DAY / 4, takes=DAY / 24)
    kept = [row for row in rows if not 24 <= (row[2] - START).days < 46]
    assert counts_of(make_log(kept))["gaps"] == 2


def test_gaps_are_not_said_when_the_office_rests_at_christmas():
    start = datetime.fromisoformat("2023-12-24T00:00")
    rows = [(case, name, START - 60 * DAY + n * DAY / 4 + minute * DAY / 1440)
            for n, case in enumerate(range(400))
            for minute, name in enumerate(("Received", "Closed"))]  # fmt: skip
    kept = [row for row in rows if not start <= row[2] < start + 9 * DAY]
    assert "gaps" not in counts_of(make_log(kept))


def test_opened_cut_off_is_found_when_early_cases_begin_in_the_middle():
    rows = steady(200, every=DAY, takes=timedelta(days=1, hours=1))
    cut = [(case, "Assessed" if name == "Received" and case < 15 else name, time)
           for case, name, time in rows]  # fmt: skip
    assert counts_of(make_log(cut))["opened_cut_off"] == 15
    assert "opened_cut_off" not in counts_of(make_log(rows))


def test_ends_are_missed_when_nothing_says_that_a_case_is_over():
    rows = [(case, name, START + case * DAY) for case in range(5) for name in "AB"]
    assert counts_of(make_log(rows))["missing_ends"] == 5


def test_every_case_open_is_found_when_no_end_is_reached():
    rows = steady(3, every=DAY, takes=DAY * 9)
    log = make_log(rows, end=["closed"], as_at="2024-01-03")
    assert counts_of(log) == {
        "after_as_at": 3,
        "constant_activity": 3,
        "every_case_open": 3,
    }


def test_same_day_and_ties_are_found_when_all_times_are_one():
    log = make_log(steady(5, every=DAY, takes=0 * DAY))
    assert counts_of(log) == {"all_closed_same_day": 5, "ties": 5}


def test_midnights_are_found_when_the_clock_is_never_read():
    rows = [("a", "Received", "2024-01-01"), ("a", "Closed", "2024-07-01T23:00")]
    rows += [("b", "Received", "2024-01-01")]
    assert "midnight_only" in counts_of(make_log(rows))
    assert "midnight_only" not in counts_of(make_log([*rows, ("c", "Closed", START)]))


def test_opening_after_the_last_event_is_an_impossible_order():
    stated = Stated(opened={"a": "2024-03-01"})
    rows = [
        ("a", "Received", "2024-01-01T10:00"),
        ("b", "Received", "2024-04-01T10:00"),
    ]
    assert counts_of(make_log(rows, stated=stated))["impossible_order"] == 1


def test_repeats_are_found_when_one_activity_is_recorded_twice_at_once():
    rows = [("a", "Received", START), ("a", "Received", START), ("b", "Closed", START)]
    found = counts_of(make_log(rows))
    assert found["repeated_activity_at_once"] == 1


def test_many_activities_are_found_when_they_are_free_text():
    rows = [(n // 2, f"note {n}", START + n * DAY) for n in range(60)]
    assert counts_of(make_log(rows))["many_activities"] == 60


def test_constant_activity_is_found_when_there_is_only_one():
    rows = [(n // 2, "Seen", START + n * DAY) for n in range(6)]
    assert counts_of(make_log(rows))["constant_activity"] == 6


def test_arrivals_stop_is_found_when_the_extract_is_of_a_year_of_openings():
    rows = steady(200, every=DAY, takes=timedelta(days=60))
    log = make_log(rows, as_at=START.date() + timedelta(days=228))
    assert counts_of(log)["arrivals_stop"] == 29
    (told,) = [one for one in log.findings if one.id == "arrivals_stop"]
    assert "about 7 a week" in told.message
    assert "⟦as_at⟧ 2024-07-18" in told.hint


def test_arrivals_stop_is_not_said_when_a_fortnight_has_not_passed():
    rows = steady(200, every=DAY, takes=timedelta(days=60))
    log = make_log(rows, as_at=START.date() + timedelta(days=212))
    assert "arrivals_stop" not in counts_of(log)


def test_arrivals_stop_is_not_said_when_few_arrive_anyway():
    rows = steady(50, every=14 * DAY, takes=timedelta(days=60))
    log = make_log(rows, as_at=START.date() + timedelta(days=49 * 14 + 40))
    assert "arrivals_stop" not in counts_of(log)
