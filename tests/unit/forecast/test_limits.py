"""Until when each case is in time."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.eventlog import EventLog
from mersey.flow.clocks import JudgedClock, judge_clocks
from mersey.forecast.as_known import paths_of
from mersey.forecast.limits_ahead import Limited, limited
from mersey.services.service_use import ServiceUse
from tests.unit.flow.clock_logs import EXCEPTED, log_of, stating, use_of
from tests.unit.forecast.made_paths import NEVER, paths

CASES = {
    "a waiting": {"received": "03-25"},
    "b decided": {"received": "02-01", "decided": "02-12"},
    "c withdrawn": {"received": "03-01", "withdrawn": "03-05"},
    "d no start": {"decided": "02-01"},
    "e asked first": {"asked": "03-20", "received": "03-22"},
    "f late": {"received": "03-01"},
    "g excepted": {"received": "03-02"},
}
SPECIAL = {"special": {**dict.fromkeys(CASES), "g excepted": "Yes"}}
DAY = 1.0


def _clock(log: EventLog, use: ServiceUse | None) -> JudgedClock:
    (one,) = judge_clocks(log, use).clocks
    return one


def _limited(*, date_only: bool = True) -> Limited:
    log = log_of(CASES, attributes=SPECIAL)
    clock = _clock(log, use_of(EXCEPTED))
    return limited(paths_of(log), clock, date_only=date_only)


def test_limit_is_that_of_the_clock_when_there_is_one() -> None:
    found = _limited()
    assert found.clock == "test.decision"
    assert found.basis == "The limit is that of “Decided in 10 days”."
    assert found.days == pytest.approx([10] * 5)


def test_cases_that_the_clock_does_not_bind_have_no_place() -> None:
    """The one without a start, and the exempt one: it cannot be past a limit."""
    assert _limited().places.tolist() == [0, 1, 2, 4, 5]


def test_open_and_overdue_are_those_of_the_clock() -> None:
    found = _limited()
    assert found.is_open.tolist() == [True, False, False, True, True]
    assert found.is_overdue.tolist() == [False, False, False, False, True]


def test_case_begins_and_ends_with_its_clock_when_a_clock_is_used() -> None:
    found = _limited().paths
    spans = found.closed - found.opened
    assert spans[1:3] == pytest.approx([11, 4])
    assert np.isnan(found.closed).tolist() == [True, False, False, True, True]
    assert found.opened[3] - found.opened[0] == -3 * DAY


def test_stated_deadline_is_used_when_no_pack_is() -> None:
    promised = {"a waiting": "2024-04-08", "b decided": "2024-02-05"}
    log = stating(log_of(CASES, due={"promised": promised}), "promised")
    found = limited(paths_of(log), _clock(log, None))
    assert found.clock == "file.deadline"
    assert found.days == pytest.approx([14, 4])


def test_limit_is_what_is_usual_when_there_is_no_clock() -> None:
    done = {name: CASES[name] for name in ("b decided", "c withdrawn")}
    found = limited(paths_of(log_of(done)))
    assert (found.clock, found.is_open) == (None, None)
    assert found.days == pytest.approx([11, 11])
    assert found.basis.endswith("85 in 100 cases end was taken.")


def test_given_limit_comes_first_when_there_is_a_clock_too() -> None:
    log = log_of(CASES)
    found = limited(paths_of(log), _clock(log, use_of()), days=7)
    assert (found.clock, found.basis) == (None, "The limit of 7 days was given.")
    assert found.days.tolist() == [7.0] * len(CASES)
    assert found.places.tolist() == list(range(len(CASES)))


def test_limit_is_the_middle_when_too_few_end_for_85_in_100() -> None:
    ends = [10.0, 20.0, 30.0, NEVER, NEVER]
    few = paths([(0, end, [(0, 0)]) for end in ends], as_at=90)
    found = limited(few)
    assert found.days.tolist() == [30.0] * 5
    assert found.basis.endswith("half of all cases end was.")


def test_limit_is_unknown_when_hardly_a_case_has_ended() -> None:
    none = paths([(0, NEVER, [(0, 0)]) for _ in range(5)], as_at=90)
    assert np.isnan(limited(none).days).all()


def test_whole_day_counts_when_the_log_has_times() -> None:
    whole = _limited().days
    assert (_limited(date_only=False).days - whole) == pytest.approx([1.0] * 5)


def test_usual_time_is_that_of_cases_whose_time_is_known() -> None:
    """A hundred of a day on which a system was filled end after 200 days."""
    done = [(0.0, 200.0, [(0.0, 0)])] * 100
    done += [(float(i), i + 10.0, [(float(i), 0)]) for i in range(100)]
    log, timed = paths(done, as_at=400), np.arange(200) >= 100
    assert limited(log).days[0] == 200
    found = limited(log, is_timed=timed)
    assert (found.days[0], found.is_timed.sum()) == (10, 100)
