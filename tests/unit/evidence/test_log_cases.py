"""Cases of a log as experiments need them: read, and as they were known on a day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError, UnknownName
from mersey.evidence.log_cases import read_log_cases
from mersey.evidence.measured import GapDays, Incidence, StepDays, TimeToEnd
from mersey.evidence.observe import case_times
from tests.engines.logs import Stated, make_log

ROWS = [
    ("a", "received", "2024-01-01"),
    ("a", "named", "2024-01-05"),
    ("a", "decided", "2024-01-11"),
    ("b", "received", "2024-01-03"),
    ("b", "named", "2024-01-20"),
    ("c", "received", "2024-01-10"),
    ("c", "decided", "2024-01-12"),
    ("c", "appealed", "2024-01-30"),
]
STATED = Stated(
    outcome={"a": "Granted", "c": "Refused"},
    attributes={"ward": {"a": "North", "b": "South", "c": "North"}},
)


@pytest.fixture(scope="module")
def log():
    return make_log(
        ROWS, end=("decided",), as_at=date(2024, 1, 31), date_only=True, stated=STATED
    )


@pytest.fixture(scope="module")
def cases(log):
    return read_log_cases(
        log,
        attributes=["ward"],
        steps=["received", "named", "decided"],
        ways=["Granted", "Refused", "appealed"],
    )


def test_cases_are_read_in_the_order_they_opened(cases):
    assert cases.opened.astype(str).tolist() == [
        "2024-01-01",
        "2024-01-03",
        "2024-01-10",
    ]
    assert cases.days.tolist() == [10.0, 28.0, 2.0]
    assert cases.is_ended.tolist() == [True, False, True]
    assert cases.steps["named"][:2].tolist() == [4.0, 17.0]
    assert np.isnan(cases.steps["named"][2])


def test_known_on_tells_what_was_known_on_that_day(cases):
    known = cases.known_on(date(2024, 1, 10))
    assert known.days.tolist() == [9.0, 7.0, 0.0]
    assert not known.is_ended.any()
    assert (known.outcome.codes == -1).all()
    assert np.isnan(known.steps["named"][1])


def test_known_on_counts_an_end_of_its_own_day(cases):
    assert cases.known_on(date(2024, 1, 11)).is_ended.tolist() == [True, False, False]


def test_known_on_refuses_a_day_that_the_log_does_not_reach(cases):
    with pytest.raises(EvidenceError, match="known up to 2024-01-31"):
        cases.known_on(date(2024, 2, 1))


def test_read_log_cases_names_the_nearest_when_a_step_is_unknown(log):
    with pytest.raises(UnknownName, match='no step called "namd"') as caught:
        read_log_cases(log, steps=["namd"])
    assert 'Did you mean "named"' in str(caught.value)


def test_read_log_cases_refuses_an_unknown_column(log):
    with pytest.raises(UnknownName, match='no column called "wards"'):
        read_log_cases(log, attributes=["wards"])


def test_time_to_an_end_stops_watching_at_another(cases):
    times = case_times(cases, TimeToEnd(kind="time_to_end", ends=("Granted",)))
    assert times.days.tolist() == [10.0, 28.0, 2.0]
    assert times.is_ended.tolist() == [True, False, False]


def test_incidence_counts_other_ends_as_ends(cases):
    times = case_times(cases, Incidence(kind="incidence", of=("Refused",)))
    assert times.ended_as.tolist() == [1, -1, 0]


def test_incidence_of_what_follows_an_end_watches_on_after_it(cases):
    times = case_times(cases, Incidence(kind="incidence", of=("appealed",)))
    assert times.ended_as.tolist() == [-1, -1, 0]
    assert times.days.tolist() == [30.0, 28.0, 20.0]


def test_incidence_among_those_with_an_outcome(cases):
    definition = Incidence(kind="incidence", of=("appealed",), among=("Refused",))
    assert case_times(cases, definition).days.tolist() == [20.0]


def test_step_days_count_whoever_leaves_the_way_as_gone(cases):
    definition = StepDays(kind="step_days", from_step="received", to_step="named")
    times = case_times(cases, definition)
    assert times.days.tolist() == [4.0, 17.0, 2.0]
    assert times.is_ended.all()


def test_step_days_leave_out_cases_that_never_came_to_the_step(cases):
    definition = StepDays(kind="step_days", from_step="named", to_step="decided")
    times = case_times(cases, definition)
    assert times.days.tolist() == [6.0, 11.0]
    assert times.is_ended.tolist() == [True, False]


def test_gap_days_tell_the_group_from_the_rest(cases):
    definition = GapDays(kind="gap_days", attribute="ward", group=("north",))
    assert case_times(cases, definition).group.tolist() == [1, 0, 1]


def test_step_is_known_by_its_words(log):
    assert read_log_cases(log, steps=["NAMED"]).steps["NAMED"][0] == 4.0
