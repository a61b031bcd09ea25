"""The event loop in one function gives the bits of the one that is told in small ones.

And those of the loop that was compiled, before it left: `kernel_golden.json`. `make golden`
does not write that file, for nothing can make it again; it is to be replaced by hand where
numpy draws otherwise.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.whatif import three_stages
from mersey.forecast.whatif import (
    Changes,
    Crew,
    Run,
    Surge,
    Triage,
    Workload,
    fit,
    simulate,
    simulation,
)
from mersey.forecast.whatif.changes import changed_crew
from mersey.forecast.whatif.comparison import period_after
from mersey.forecast.whatif.scenario import workload
from tests.unit.forecast.whatif import readable_loop
from tests.unit.forecast.whatif.made_work import crew, markov_queue, office_log

GOLDEN = json.loads(Path(__file__).with_name("kernel_golden.json").read_text("utf-8"))
TIGHT = {"staff": {"B": -2}}
CHANGES = {
    "as it is": Changes(),
    "two fewer": Changes(**TIGHT),
    "shortest first": Changes(**TIGHT, triage=Triage.SHORTEST),
    "oldest first, shorter days": Changes(
        **TIGHT, triage=Triage.OLDEST, hours={"A": -2}
    ),
    "visits first": Changes(**TIGHT, triage=Triage.PRIORITY, first=("Visit",)),
    "three in progress": Changes(**TIGHT, wip_limit=3),
    "surge": Changes(surge=Surge(factor=3.0, weeks=2), backlog=60, rework=0.5),
}
Given = tuple[Workload, Crew, int]


def forks(n: int) -> tuple[Workload, Crew]:
    """Cases of two steps side by side and one that waits for both, office hours."""
    work, people = three_stages(n, seed=6)
    forked = replace(
        work,
        n_before=np.tile([0, 0, 2], n),
        follower_first=np.concatenate([[0], np.cumsum(np.tile([1, 1, 0], n))]),
        follower=np.repeat(np.arange(2, 3 * n, 3), 2),
        delay=work.work[::-1].copy(),
    )
    return forked, people


def office(name: str) -> Given:
    """Eight weeks of an office with the changes of that name."""
    model, changes = fit(office_log()), CHANGES[name]
    work, _ = workload(model, changes, period_after(model, 8), seed=4, replication=0)
    return work, changed_crew(model, changes), changes.wip_limit


def _spared() -> Given:
    work, people = forks(50)
    team = np.where(np.arange(150) % 7 == 0, -1, work.team)
    return replace(work, team=team), people, 0


def _at_once() -> Given:
    """Everything on whole hours, so that many events fall on one moment."""
    work, people = forks(200)
    hours = np.round(work.work / 3600) * 3600
    arrival = np.sort(np.round(work.arrival / 36000) * 36000)
    return replace(work, arrival=arrival, work=hours, delay=hours), people, 5


KINDS: Mapping[str, Callable[[], Given]] = {
    "side by side": lambda: (*forks(300), 0),
    "side by side, four in progress": lambda: (*forks(300), 4),
    "always open": lambda: (
        markov_queue(2_000, load=0.9, people=3, seed=8),
        crew(3),
        0,
    ),
    "a step needs nobody": _spared,
    "many at one moment": _at_once,
    **{name: lambda name=name: office(name) for name in CHANGES},
}


def digest(run: Run) -> dict[str, Any]:
    """What is kept of a run: how many events, when the last case ended, all its bits."""
    bits = b"".join(one.tobytes() for one in (run.joined, run.began, run.ended))
    return {
        "n_events": run.n_events,
        "last": float(run.closed.max()),
        "sha256": hashlib.sha256(bits).hexdigest(),
    }


def by_readable_loop(given: Given) -> Run:
    """The same work through the small functions."""

    def run_events(cases: Any, tasks: Any, teams: Any, limit: int, out: Any) -> int:
        woken = (*teams, [0] * len(teams[0]))
        return readable_loop.run_events(cases, tasks, woken, limit, out)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulation, "run_events", run_events)
        return simulate(given[0], given[1], wip_limit=given[2])


@pytest.mark.parametrize("name", KINDS)
def test_loop_gives_the_bits_of_the_readable_one(name: str) -> None:
    work, people, limit = KINDS[name]()
    run = simulate(work, people, wip_limit=limit)
    assert run.n_events > work.team.size
    assert digest(run) == digest(by_readable_loop((work, people, limit)))


@pytest.mark.parametrize("name", KINDS)
def test_loop_gives_the_bits_of_the_compiled_one(name: str) -> None:
    work, people, limit = KINDS[name]()
    assert digest(simulate(work, people, wip_limit=limit)) == GOLDEN[name]


def test_work_is_as_it_was_given_when_it_has_run() -> None:
    work, people = forks(20)
    before = [work.n_before.copy(), people.people.copy()]
    simulate(work, people)
    assert (work.n_before == before[0]).all()
    assert (people.people == before[1]).all()


@pytest.mark.long
def test_million_events_take_eight_seconds_at_most() -> None:
    work, people = three_stages(150_000, seed=1)
    began = time.process_time()
    run = simulate(work, people)
    spent = time.process_time() - began
    assert run.n_events > 1_000_000
    assert spent / run.n_events * 1e6 <= 8
