"""Until when each case is in time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mersey.eventlog import EventLog
from mersey.forecast.limits import Limited, limited
from mersey.forecast.paths import paths_of
from mersey.services.service_use import ServiceUse
from tests.unit.flow.clock_logs import clock, log_of, stating, use_of
from tests.unit.forecast.made_paths import NEVER, paths

CASES = {
    "a waiting": {"received": "03-25"},
    "b decided": {"received": "02-01", "decided": "02-12"},
    "c withdrawn": {"received": "03-01", "withdrawn": "03-05"},
    "d no start": {"decided": "02-01"},
    "e asked first": {"asked": "03-20", "received": "03-22"},
}
DAY = 1.0


def _limited(
    log: EventLog, use: ServiceUse | None, *, days: float | None = None
) -> Limited:
    return limited(log, use, paths_of(log), days=days)


def test_limit_is_that_of_the_clock_when_a_pack_has_one() -> None:
    found = _limited(log_of(CASES), use_of())
    assert found.clock == "test.decision"
    assert found.basis == "The limit is that of Decided in 10 days."
    assert found.days == pytest.approx([10, 10, 10, 10])


def test_cases_without_a_start_have_no_place_when_a_clock_is_used() -> None:
    assert _limited(log_of(CASES), use_of()).places.tolist() == [0, 1, 2, 4]


def test_case_begins_and_ends_with_its_clock_when_a_clock_is_used() -> None:
    found = _limited(log_of(CASES), use_of()).paths
    spans = found.closed - found.opened
    assert spans[1:3] == pytest.approx([11, 4])
    assert np.isnan(found.closed).tolist() == [True, False, False, True]
    assert found.opened[3] - found.opened[0] == -3 * DAY


def test_clock_is_the_one_that_most_cases_wait_on_when_there_are_several() -> None:
    waited = clock(id="test.waited")
    quiet = clock(id="test.quiet", ends_without_breach=("withdrawn", "received"))
    found = _limited(log_of(CASES), use_of(quiet, waited))
    assert found.clock == "test.waited"


def test_stated_deadline_is_used_when_no_pack_is() -> None:
    promised = {"a waiting": "2024-04-08", "b decided": "2024-02-05"}
    log = stating(log_of(CASES, due={"promised": promised}), "promised")
    found = _limited(log, None)
    assert found.clock == "file.deadline"
    assert found.days == pytest.approx([14, 4])


def test_limit_is_what_is_usual_when_no_case_waits_on_a_clock() -> None:
    done = {name: CASES[name] for name in ("b decided", "c withdrawn")}
    found = _limited(log_of(done), use_of())
    assert found.clock is None
    assert found.days == pytest.approx([11, 11])
    assert found.basis.endswith("85 in 100 cases end was taken.")


def test_given_limit_comes_first_when_there_is_a_clock_too() -> None:
    found = _limited(log_of(CASES), use_of(), days=7)
    assert (found.clock, found.basis) == (None, "The limit of 7 days was given.")
    assert found.days.tolist() == [7.0] * 5
    assert found.places.tolist() == [0, 1, 2, 3, 4]


def test_limit_is_the_middle_when_too_few_end_for_85_in_100() -> None:
    log = log_of(CASES)
    ends = [10.0, 20.0, 30.0, NEVER, NEVER]
    few = paths([(0, end, [(0, 0)]) for end in ends], as_at=90)
    found = limited(log, None, few, days=None)
    assert found.days.tolist() == [30.0] * 5
    assert found.basis.endswith("half of all cases end was.")


def test_limit_is_unknown_when_hardly_a_case_has_ended() -> None:
    none = paths([(0, NEVER, [(0, 0)]) for _ in range(5)], as_at=90)
    assert np.isnan(limited(log_of(CASES), None, none, days=None).days).all()


def test_whole_day_counts_when_the_log_has_times() -> None:
    log = log_of(CASES)
    timed = replace(log, facts=replace(log.facts, date_only=False))
    whole = _limited(log, use_of()).days
    assert (_limited(timed, use_of()).days - whole) == pytest.approx([1.0] * 4)
