"""The event loop against queues whose answers are known."""

from __future__ import annotations

from dataclasses import replace
from math import factorial

import numpy as np
import pytest

from mersey.errors import UsageError
from mersey.forecast.whatif import Workload, simulate
from mersey.forecast.whatif.hours import worked_by
from tests.unit.forecast.whatif.made_work import crew, markov_queue, one_stage

HOUR = 3600.0


def erlang_wait(load: float, people: int) -> float:
    """Mean wait in M/M/c, mean work 1. Source: Erlang (1917); Gross et al., eq. 2.33."""
    offered = load * people
    last = offered**people / factorial(people) / (1 - load)
    busy = last / (sum(offered**k / factorial(k) for k in range(people)) + last)
    return busy / (people * (1 - load))


@pytest.mark.parametrize(("load", "people"), [(0.5, 1), (0.7, 1), (0.7, 3)])
def test_mean_wait_agrees_with_erlang_when_the_queue_is_markov(
    load: float, people: int
) -> None:
    work = markov_queue(60_000, load=load, people=people, seed=5)
    run = simulate(work, crew(people))
    wait = float((run.began - run.joined).mean())
    assert wait == pytest.approx(erlang_wait(load, people), rel=0.06)


def test_queue_is_as_by_hand_when_work_takes_a_fixed_time() -> None:
    run = simulate(one_stage([0, 1, 2, 20], [5, 5, 5, 5]), crew(1))
    assert run.began.tolist() == [0, 5, 10, 20]
    assert run.ended.tolist() == [5, 10, 15, 25]


def test_two_people_share_the_queue_when_both_are_free() -> None:
    run = simulate(one_stage([0, 1, 2, 3], [5, 5, 5, 5]), crew(2))
    assert run.began.tolist() == [0, 1, 5, 6]


def test_shortest_work_goes_first_when_ranked_by_work() -> None:
    work = one_stage([0, 1, 2], [10, 8, 3], rank=[10, 8, 3])
    assert simulate(work, crew(1)).began.tolist() == [0, 13, 10]


def test_work_stops_for_the_night_when_the_team_goes_home() -> None:
    at_work = np.zeros((7, 24), dtype=bool)
    at_work[:5, 9:17] = True
    worked = worked_by(at_work.ravel())
    work = one_stage([16 * HOUR, 20 * HOUR], [2 * HOUR, HOUR])
    run = simulate(work, crew(1, worked=worked))
    assert (run.began / HOUR).tolist() == [16, 34]
    assert (run.ended / HOUR).tolist() == [34, 35]


def test_weekend_passes_when_work_is_left_on_friday() -> None:
    at_work = np.zeros((7, 24), dtype=bool)
    at_work[:5, 9:17] = True
    friday = 4 * 24.0
    work = one_stage([(friday + 16.5) * HOUR], [HOUR])
    run = simulate(work, crew(1, worked=worked_by(at_work.ravel())))
    assert (run.ended / HOUR).tolist() == [7 * 24 + 9.5]


def test_limit_keeps_cases_outside_when_it_is_reached() -> None:
    run = simulate(one_stage([0, 1, 2], [5, 5, 5]), crew(3), wip_limit=2)
    assert run.began.tolist() == [0, 1, 5]


def test_last_step_waits_for_both_when_two_run_side_by_side() -> None:
    run = simulate(fork(), crew(2, 1))
    assert run.began.tolist() == [0, 0, 7]
    assert run.closed.tolist() == [9]


def fork() -> Workload:
    """Two tasks at once, and a third that waits for both and a delay of 1 s."""
    return Workload(
        arrival=np.zeros(1),
        first=np.array([0, 3]),
        team=np.array([0, 0, 1]),
        work=np.array([4.0, 6.0, 2.0]),
        delay=np.array([0.0, 0.0, 1.0]),
        rank=np.zeros(3),
        n_before=np.array([0, 0, 2]),
        follower_first=np.array([0, 1, 2, 2]),
        follower=np.array([2, 2]),
    )


def test_spared_step_takes_no_time_when_nobody_is_to_do_it() -> None:
    run = simulate(replace(fork(), team=np.array([0, -1, 1])), crew(1, 1))
    assert run.ended.tolist() == [4, 0, 7]


def test_no_case_gives_no_event_when_nothing_comes() -> None:
    assert simulate(one_stage([], []), crew(1)).n_events == 0


def test_run_is_refused_when_a_team_has_nobody() -> None:
    with pytest.raises(UsageError, match="nobody in it"):
        simulate(one_stage([0], [1]), crew(0))
