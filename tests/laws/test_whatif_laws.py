"""Laws of the simulation, on random systems."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mersey.forecast.whatif import fit, simulate
from tests.unit.forecast.whatif.made_work import (
    crew,
    markov_queue,
    office_log,
    one_stage,
)

SYSTEMS = st.tuples(
    st.integers(1, 200), st.floats(0.2, 1.5), st.integers(1, 4), st.integers(0, 999)
)


@given(SYSTEMS)
@settings(max_examples=40, deadline=None)
def test_no_case_waits_longer_when_work_is_twice_as_fast(
    system: tuple[int, float, int, int],
) -> None:
    n, load, people, seed = system
    work = markov_queue(n, load=load, people=people, seed=seed)
    slow = simulate(work, crew(people))
    fast = simulate(replace(work, work=work.work / 2), crew(people))
    assert (fast.began <= slow.began + 1e-9).all()


@given(SYSTEMS)
@settings(max_examples=40, deadline=None)
def test_no_case_waits_longer_when_one_person_more_helps(
    system: tuple[int, float, int, int],
) -> None:
    n, load, people, seed = system
    work = markov_queue(n, load=load, people=people, seed=seed)
    more = simulate(work, crew(people + 1))
    assert (more.began <= simulate(work, crew(people)).began + 1e-9).all()


@given(SYSTEMS, st.integers(1, 50))
@settings(max_examples=40, deadline=None)
def test_all_shifts_by_weeks_when_arrivals_do(
    system: tuple[int, float, int, int], weeks: int
) -> None:
    n, load, people, seed = system
    work = markov_queue(n, load=load, people=people, seed=seed)
    later = replace(work, arrival=work.arrival + weeks * 604800)
    both = [simulate(one, crew(people)) for one in (work, later)]
    np.testing.assert_allclose(both[1].ended - weeks * 604800, both[0].ended, atol=1e-6)


def test_busy_time_is_all_the_work_when_one_person_never_rests() -> None:
    work = one_stage([0.0] * 50, np.random.default_rng(1).random(50).tolist())
    assert np.isclose(simulate(work, crew(1)).ended.max(), work.work.sum())


@given(st.integers(0, 99))
@settings(max_examples=5, deadline=None)
def test_model_is_the_same_when_rows_are_in_another_order(seed: int) -> None:
    plain, mixed = fit(office_log()), fit(office_log(shuffle=seed))
    assert plain.teams == mixed.teams
    for name in ("work", "delay", "team", "n_before", "weight"):
        one, other = (getattr(model.patterns, name) for model in (plain, mixed))
        np.testing.assert_array_equal(one, other)
