"""Which cases are over, by their status; and when a case began, by its first start."""

from __future__ import annotations

import pytest

from mersey.errors import UnknownName, UsageError
from mersey.eventlog import EventLog
from tests.engines.asked import asked, rows_of
from tests.engines.logs import Stated, make_log


def states(log: EventLog) -> dict[str, str]:
    told = asked(log, "SELECT pseudonym, state FROM {cases}").to_pylist()
    return {row["pseudonym"].removeprefix("case-"): row["state"] for row in told}


def finding(log: EventLog, name: str) -> int:
    return next((one.count for one in log.findings if one.id == name), 0)


OPENED = [(f"{i:02}", "Opened", f"2024-01-{1 + i:02}") for i in range(20)]
CLOSED = [(f"{i:02}", "Closed", f"2024-02-{1 + i:02}") for i in range(12)]


def log_of(status: dict[str, str], closed: list[tuple] = CLOSED, **told) -> EventLog:
    return make_log(
        OPENED + closed,
        wide=True,
        date_only=True,
        stated=Stated(status=status),
        as_at="2024-03-01",
        **told,
    )


def statuses(n_over: int, *, over: str = "Closed", going: str = "Open"):
    return {f"{i:02}": over if i < n_over else going for i in range(20)}


def test_case_is_silent_when_it_is_over_and_no_date_says_when():
    log = log_of(statuses(15))
    assert (log.facts.n_closed, log.facts.n_silent, log.facts.n_open) == (12, 3, 5)
    assert finding(log, "closed_without_date") == 3
    assert "counted apart, as silent" in log.end_rule.text
    assert log.end_rule.status_column == "status"


def test_case_is_open_when_its_status_says_so_against_its_date():
    log = log_of(statuses(11))
    assert states(log)["11"] == "open"
    assert (log.facts.n_closed, finding(log, "status_disagrees")) == (11, 1)


def test_every_case_over_is_silent_when_no_date_is_recorded():
    log = log_of(statuses(15), closed=[])
    assert (log.facts.n_closed, log.facts.n_silent, log.facts.n_open) == (0, 15, 5)
    assert finding(log, "closed_without_date") == 15
    assert finding(log, "every_case_open") == 0
    assert "when is not recorded in this file" in log.end_rule.text


def test_status_decides_nothing_when_it_does_not_fit_the_closing_column():
    closed = {f"{i:02}": "2024-02-01" for i in range(12)}
    crossed = {f"{i:02}": "Open" if i < 12 else "Closed" for i in range(20)}
    log = make_log(
        OPENED,
        wide=True,
        date_only=True,
        stated=Stated(status=crossed, closed=closed),
        as_at="2024-03-01",
    )
    assert (log.end_rule.status_column, log.end_rule.closed_column) == (None, "closed")
    assert (log.facts.n_closed, finding(log, "status_unused")) == (12, 20)


def test_named_status_says_which_cases_are_over():
    told = statuses(12, over="Parked", going="Live")
    log = log_of(told, end=("parked",))
    assert (log.end_rule.over_values, log.end_rule.stated) == (("Parked",), True)
    assert (log.facts.n_closed, log.facts.n_open) == (12, 8)


def test_named_step_wins_when_there_is_a_status_too():
    log = log_of(statuses(3), end=("Closed",))
    assert (log.end_rule.status_column, log.facts.n_closed) == (None, 12)


def test_steps_and_statuses_named_together_are_refused():
    with pytest.raises(UsageError, match="some are steps and others"):
        log_of(statuses(12, over="Parked"), end=("Closed", "Parked"))


def test_unknown_end_names_the_nearest_status():
    with pytest.raises(UnknownName, match='activity or status called "Parkd"'):
        log_of(statuses(12, over="Parked"), end=("Parkd",))


def test_reversed_case_has_no_duration_when_the_file_states_its_opening():
    rows = [("0", "Closed", "2024-01-01"), ("0", "Opened", "2024-01-09")]
    rows += [(i, "Opened", "2024-01-02") for i in "12345"]
    rows += [(i, "Closed", "2024-01-05") for i in "12345"]
    opened = {"0": "2024-01-09"} | dict.fromkeys("12345", "2024-01-02")
    log = make_log(rows, wide=True, date_only=True, stated=Stated(opened=opened))
    days = [row["days"] for row in rows_of(log, "cases", by="pseudonym")]
    assert days == [None, 3.0, 3.0, 3.0, 3.0, 3.0]
    assert finding(log, "reversed_cases") == 1


def test_case_begins_with_its_first_start_when_starts_are_recorded():
    rows = [
        (1, "Assess", "2024-07-12T09:00", None, None, "2024-07-01T23:30"),
        (1, "Decide", "2024-07-12T11:00", None, None, "2024-07-12T10:00"),
        (2, "Assess", "2024-07-03T09:00", None, None, None),
    ]
    log = make_log(rows, end=("Decide",))
    found = asked(log, "SELECT opened_date, days FROM {cases} ORDER BY case_id")
    assert [str(day) for day in found["opened_date"]] == ["2024-07-02", "2024-07-03"]
    assert found["days"][0].as_py() == pytest.approx(10 + 11.5 / 24)


def test_step_that_every_case_has_ends_none_when_many_go_on():
    touched = [(f"{i:02}", "Closed", f"2024-02-{1 + i:02}") for i in range(20)]
    log = log_of(statuses(12), closed=touched)
    assert log.end_rule.activities == ()
    assert (log.facts.n_closed, log.facts.n_silent, log.facts.n_open) == (0, 12, 8)


def test_step_of_one_reopened_case_still_ends_the_others():
    touched = [(f"{i:02}", "Closed", f"2024-02-{1 + i:02}") for i in range(20)]
    log = log_of(statuses(19), closed=touched)
    assert (log.facts.n_closed, log.facts.n_open) == (19, 1)


def test_stated_closing_holds_when_the_status_says_nothing():
    status = statuses(8, over="Closed") | {"08": "Fix 7b"}
    closed = {f"{i:02}": f"2024-02-{1 + i:02}" for i in range(9)}
    log = make_log(
        OPENED + [(name, "Looked at", "2024-02-20") for name in closed],
        wide=True,
        date_only=True,
        stated=Stated(status=status, closed=closed),
        as_at="2024-03-01",
    )
    assert states(log)["08"] == "closed"
