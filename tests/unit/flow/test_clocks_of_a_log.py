from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.clocks.clock import (
    Clock,
    ClockStop,
    CountFrom,
    Duration,
    Pause,
    Start,
    TimeUnit,
)
from mersey.flow import summarise
from mersey.flow.clock_results import ClockResult
from mersey.flow.clocks import clocks_of
from mersey.services.service import Service
from tests.engines.logs import make_log
from tests.unit.flow.clock_logs import (
    AGREED,
    EXCEPTED,
    MAJOR,
    PAUSED,
    clock,
    log_of,
    stating,
    use_of,
)

# As at 29 March, ten days counted from the day after: a case of 19 March is due today.
EACH = {
    "in time": {"received": "02-01", "decided": "02-11"},
    "late": {"received": "02-01", "decided": "02-12"},
    "due today": {"received": "03-19"},
    "due soon": {"received": "03-25"},
    "overdue": {"received": "03-18"},
    "withdrawn": {"received": "03-01", "withdrawn": "03-11"},
    "withdrawn late": {"received": "03-01", "withdrawn": "03-12"},
    "decided first": {"decided": "02-01", "received": "02-05"},
    "no start": {"decided": "02-01"},
}


def result_of(cases: dict, *clocks: Clock, **told: object) -> ClockResult:
    (found,) = clocks_of(log_of(cases, **told), use_of(*clocks)).results
    return found


def counts(result: ClockResult) -> dict[str, int]:
    return {str(status): n for status, n in result.statuses.items() if n}


def test_every_case_has_one_status() -> None:
    assert counts(result_of(EACH)) == {
        "on_time": 1,
        "late": 2,  # one decided late, one withdrawn after the limit had passed
        "open_not_due": 2,
        "open_overdue": 1,
        "not_applicable": 1,
        "undatable": 2,
    }


def test_outlook_lists_overdue_first_then_by_date() -> None:
    outlook = result_of(EACH).outlook
    assert [case.pseudonym for case in outlook.cases] == [
        "case-overdue",
        "case-due today",
        "case-due soon",
    ]
    # 29 March 2024 is Good Friday and 1 April Easter Monday: from Thursday to Friday no
    # working day passed, and to Thursday 4 April there are three.
    assert [case.working_days_left for case in outlook.cases] == [0, 0, 3]
    assert (outlook.n_overdue, outlook.n_soon, outlook.n_later) == (1, 2, 0)
    assert outlook.until == date(2024, 4, 15)


def test_published_leaves_out_what_never_stopped() -> None:
    published = result_of(EACH).published
    assert (published.n_in_time, published.n, published.share) == (1, 2, 0.5)
    assert published.period_start == date(2023, 3, 30)


def test_experienced_counts_all_who_started() -> None:
    # Days past the limit: in time 0 and late 1 (ends); open 0, −6, 1; withdrawn 0, 1.
    # At 0 six were at risk (all but −6) and one ended: 1 − 5/6.
    met = result_of(EACH).experienced
    assert met.share == pytest.approx(1 / 6)
    assert (met.n, met.n_stopped, met.n_waiting) == (7, 2, 3)


def test_pause_moves_the_limit() -> None:
    steps = {"received": "02-01", "asked": "02-05", "answered": "02-09"}
    cases = {
        "a": steps | {"decided": "02-16"},  # 6 to 8 February and both ends: 5 days
        "b": steps | {"decided": "02-17"},
    }
    assert counts(result_of(cases, PAUSED)) == {"on_time": 1, "late": 1}
    assert counts(result_of(cases, clock())) == {"late": 2}


def test_pauses_of_two_kinds_add_up() -> None:
    two = clock(
        pauses=(
            Pause(begin="asked", finish="answered"),
            Pause(begin="extended", finish="withdrawn"),
        ),
        ends_without_breach=(),
    )
    steps = {"received": "02-01", "asked": "02-03", "answered": "02-04"}  # two days
    steps |= {"extended": "02-06", "withdrawn": "02-08"}  # three days
    cases = {"a": steps | {"decided": "02-16"}, "b": steps | {"decided": "02-17"}}
    found = result_of(cases, two, end=("decided",))
    assert counts(found) == {"on_time": 1, "late": 1}


def test_pause_without_an_end_runs_on() -> None:
    cases = {"a": {"received": "02-01", "asked": "02-05"}}
    assert counts(result_of(cases, PAUSED)) == {"open_not_due": 1}


def test_pause_after_the_limit_changes_nothing() -> None:
    steps = {"received": "02-01", "asked": "02-12", "answered": "02-20"}
    assert counts(result_of({"a": steps | {"decided": "02-21"}}, PAUSED)) == {"late": 1}


def test_clock_starts_afresh_when_a_later_event_says_so() -> None:
    afresh = clock(start=Start(events=("received",), later=("answered",)))
    steps = {"received": "02-01", "answered": "02-09", "decided": "02-19"}
    assert counts(result_of({"a": steps}, afresh)) == {"on_time": 1}
    assert counts(result_of({"a": steps})) == {"late": 1}


def test_extension_counts_officially_and_not_as_met() -> None:
    cases = {
        "a": {"received": "02-01", "extended": "02-05", "decided": "02-20"},
        "b": {"received": "02-01", "decided": "02-20"},
        "too late": {"received": "02-01", "extended": "02-15", "decided": "02-20"},
    }
    agreed = {"agreed": {"a": "2024-02-20", "too late": "2024-02-20"}}
    found = result_of(cases, AGREED, due=agreed)
    assert counts(found) == {"on_time": 1, "late": 2}
    assert found.published.share == pytest.approx(1 / 3)
    assert found.experienced.share == 0
    assert found.extensions_share == pytest.approx(1 / 3)


def test_exemption_leaves_the_official_figure_only() -> None:
    cases = {
        "a": {"received": "02-01", "decided": "02-20"},
        "b": {"received": "02-01", "decided": "02-05"},
    }
    coded = {"special": {"a": "Yes", "b": "n"}}
    found = result_of(cases, EXCEPTED, attributes=coded)
    assert counts(found) == {"on_time": 1, "exempt": 1}
    assert (found.published.share, found.published.n_excluded) == (1, 1)
    assert found.experienced.share == 0.5
    assert found.exempt_share == 0.5


def test_condition_reads_whole_words_and_leaves_out_what_is_not_meant() -> None:
    cases = {name: {"received": "02-01", "decided": "02-05"} for name in "abcd"}
    scale = {"a": "Small Major", "b": "non-major", "c": "Majority", "d": None}
    found = result_of(cases, MAJOR, attributes={"scale": scale})
    assert counts(found) == {"on_time": 2, "not_applicable": 2}


def test_version_is_chosen_by_the_start() -> None:
    old = clock(valid_to=date(2024, 2, 29))
    new = clock(
        duration={"n": 20, "unit": "days"}, valid_from=date(2024, 3, 1), title="New"
    )
    cases = {
        "a": {"received": "02-29", "decided": "03-15"},
        "b": {"received": "03-01", "decided": "03-16"},
    }
    found = result_of(cases, new, old)
    assert (found.title, counts(found)) == ("New", {"on_time": 1, "late": 1})


def test_clock_has_not_begun_when_its_start_is_no_opening() -> None:
    later = clock(start=Start(events=("asked",)), count_from=CountFrom.SAME_DAY)
    cases = {
        "a": {"received": "02-01", "decided": "02-05"},
        "b": {"received": "02-01", "asked": "02-05", "decided": "02-14"},
        "c": {"received": "02-01"},
    }
    # A decision without a question before it cannot be dated by this clock.
    assert counts(result_of(cases, later)) == {
        "on_time": 1,
        "not_applicable": 1,
        "undatable": 1,
    }


def test_closed_case_without_a_stop_is_undatable() -> None:
    cases = {"a": {"received": "02-01", "gone": "02-05"}, "b": EACH["late"]}
    found = result_of(cases, end=("gone", "decided"))
    assert counts(found) == {"late": 1, "undatable": 1}
    assert found.undatable_share == 0.5


def test_times_are_those_on_the_wall() -> None:
    # 23:30 UTC on 31 March 2024 is 00:30 on 1 April in London: the eleventh day.
    rows = [("a", "received", "2024-03-21T09:00"), ("a", "decided", "2024-03-31T23:30")]
    log = make_log(rows, end=("decided",), as_at="2024-04-30")
    (found,) = clocks_of(log, use_of()).results
    assert counts(found) == {"late": 1}


def test_stated_deadline_needs_no_pack() -> None:
    due = {"limit": {"in time": "2024-02-11", "late": "2024-02-11"}}
    log = stating(log_of(EACH, due=due), "limit")
    (found,) = clocks_of(log, None).results
    assert (found.id, found.authority) == ("file.deadline", "local")
    assert (counts(found)["on_time"], counts(found)["late"]) == (1, 1)


def test_clock_is_a_gap_when_the_log_lacks_its_stop() -> None:
    missing = clock(id="test.other", stop=ClockStop(events=("appealed",)))
    found = clocks_of(log_of(EACH), use_of(clock(), missing))
    assert [result.id for result in found.results] == ["test.decision"]
    assert [gap.id for gap in found.gaps] == ["test.other"]
    assert "does not record" in found.gaps[0].why


def test_clock_is_a_gap_when_no_case_comes_under_it() -> None:
    none = clock(valid_from=date(2025, 1, 1))
    found = clocks_of(log_of(EACH), use_of(none))
    assert (found.results, len(found.gaps)) == ((), 1)


def test_clock_of_another_nation_is_passed_over() -> None:
    found = clocks_of(log_of(EACH), use_of(clock(nations=("S",))))
    assert (found.results, found.gaps) == ((), ())


def test_summary_carries_clocks_and_service() -> None:
    log = make_log([("a", "received", "2024-03-21T09:00")], as_at="2024-04-30")
    use = use_of()
    summary = summarise(log, use)
    assert summary.service is use
    assert [result.id for result in summary.clocks] == ["test.decision"]
    bare = summarise(log)
    assert (bare.clocks, bare.clock_gaps, bare.service) == ((), (), None)


def test_pack_without_clocks_says_nothing() -> None:
    use = use_of()
    bare: Service = use.service.model_copy(update={"clocks": ()})
    assert clocks_of(log_of(EACH), replace(use, service=bare)).results == ()


def test_pause_of_a_clock_in_hours_takes_its_very_time() -> None:
    hours = clock(
        duration={"n": 8, "unit": "hours"},
        pauses=(Pause(begin="asked", finish="answered"),),
    )
    steps = ("received", "asked", "answered", "decided")
    times = {
        "a": ("09:00", "10:00", "12:30", "19:30"),
        "b": ("09:00", "10:00", "12:30", "19:31"),
    }
    rows = [
        (case, step, f"2024-01-08T{time}")
        for case, at in times.items()
        for step, time in zip(steps, at, strict=True)
    ]
    log = make_log(rows, end=("decided",), as_at="2024-01-31")
    (found,) = clocks_of(log, use_of(hours)).results
    assert counts(found) == {"on_time": 1, "late": 1}


def test_half_of_the_time_to_a_limit_of_working_days_is_in_working_days() -> None:
    # Thursday 1 February: Friday is day 1, the Monday after it day 2, then Tuesday, Friday.
    cases = {
        "a": {"received": "02-01", "decided": "02-02"},
        "b": {"received": "02-01", "decided": "02-05"},
        "c": {"received": "02-01", "decided": "02-09"},
    }
    ten = Duration(n=10, unit=TimeUnit.WORKING_DAYS)
    working = clock(duration=ten, calendar="england_wales")
    assert result_of(cases, working).working_days == 2
    waiting = cases | {"b": {"received": "02-01"}}
    assert result_of(waiting, working).working_days == 6
    same_day = clock(duration=ten, calendar="england_wales", count_from="same_day")
    assert result_of(cases, same_day).working_days == 3
    assert result_of(cases).working_days is None
