"""The log as it was known at earlier moments."""

from __future__ import annotations

import numpy as np

from mersey.forecast.as_known import states_at, states_at_events
from tests.unit.forecast.made_paths import NEVER, paths


def test_state_is_as_it_was_when_looked_at_earlier() -> None:
    log = paths([(0, 20, [(0, 0), (4, 1), (12, 2)])], as_at=30)
    state = states_at(log, [10], known=30)
    assert (state.age[0], state.since[0], state.stage[0]) == (10, 6, 1)
    assert (state.position[0], state.rest[0], state.is_ended[0]) == (2, 10, True)


def test_end_is_not_known_when_it_comes_later() -> None:
    log = paths([(0, 20, [(0, 0)])], as_at=30)
    state = states_at(log, [10], known=15)
    assert (state.rest[0], state.is_ended[0]) == (5, False)


def test_case_is_not_open_when_closed_or_not_yet_opened() -> None:
    log = paths([(0, 5, [(0, 0)]), (20, NEVER, [(20, 0)])], as_at=30)
    assert states_at(log, [10], known=30).n == 0


def test_case_seemed_closed_when_it_was_taken_up_again_later() -> None:
    log = paths([(0, 25, [(0, 0), (5, 3), (15, 1), (25, 3)])], as_at=30, ends=[3])
    assert states_at(log, [4, 10, 20], known=30).moment.tolist() == [4, 20]
    known = states_at(log, [4], known=10)
    assert (known.rest[0], known.is_ended[0]) == (1, True)


def test_case_without_an_event_yet_stands_in_no_stage() -> None:
    log = paths([(0, NEVER, [(8, 1)])], as_at=30)
    state = states_at(log, [5], known=30)
    assert (state.stage[0], state.position[0], state.since[0]) == (-1, 0, 5)


def test_each_event_but_the_end_gives_a_state_when_asked_by_event() -> None:
    log = paths([(0, 20, [(0, 0), (4, 1), (20, 3)])], as_at=30, ends=[3])
    states = states_at_events(log, known=30)
    assert states.moment.tolist() == [0, 4]
    assert states.rest.tolist() == [20, 16]


def test_some_cases_keep_their_events_when_taken_apart() -> None:
    log = paths([(0, 9, [(0, 0)]), (1, 8, [(1, 1), (2, 2)])], as_at=30)
    mine = log.of(np.array([1]))
    assert mine.case.tolist() == [0, 0]
    assert mine.stage.tolist() == [1, 2]
