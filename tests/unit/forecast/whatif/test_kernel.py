"""One event loop, run in two ways: both must give the same bits."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from dataclasses import replace
from types import ModuleType

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
    kernel,
    simulate,
    simulation,
)
from mersey.forecast.whatif.changes import changed_crew
from mersey.forecast.whatif.comparison import period_after
from mersey.forecast.whatif.scenario import workload
from tests.unit.forecast.whatif.made_work import crew, markov_queue, office_log

TIGHT = {"staff": {"B": -2}}
MODEL = fit(office_log())


@pytest.fixture(scope="module")
def plain() -> ModuleType:
    """The event loop as it is where numba cannot be had."""
    assert kernel.__file__
    spec = importlib.util.spec_from_file_location("plain_kernel", kernel.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "numba", None)
        spec.loader.exec_module(module)
    return module


def both(
    work: Workload,
    people: Crew,
    plain: ModuleType,
    *,
    wip_limit: int = 0,
) -> tuple[Run, Run]:
    """The compiled run and the plain one."""
    compiled = simulate(work, people, wip_limit=wip_limit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulation, "_kernel", lambda: plain)
        return compiled, simulate(work, people, wip_limit=wip_limit)


def assert_same_bits(runs: tuple[Run, Run]) -> None:
    one, other = runs
    assert one.n_events == other.n_events
    for name in ("joined", "began", "ended", "closed"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()


def test_loop_is_compiled_when_numba_is_installed(plain: ModuleType) -> None:
    assert kernel.IS_COMPILED
    assert not plain.IS_COMPILED


@pytest.mark.parametrize(
    "changes",
    [
        Changes(),
        Changes(**TIGHT),
        Changes(**TIGHT, triage=Triage.SHORTEST),
        Changes(**TIGHT, triage=Triage.OLDEST, hours={"A": -2}),
        Changes(**TIGHT, triage=Triage.PRIORITY, first=("Visit",)),
        Changes(**TIGHT, wip_limit=3),
        Changes(surge=Surge(factor=3.0, weeks=2), backlog=60, rework=0.5),
    ],
)
def test_runs_are_equal_bit_by_bit_when_teams_keep_hours(
    changes: Changes, plain: ModuleType
) -> None:
    work, _ = workload(MODEL, changes, period_after(MODEL, 8), seed=4, replication=0)
    people = changed_crew(MODEL, changes)
    runs = both(work, people, plain, wip_limit=changes.wip_limit)
    assert_same_bits(runs)
    assert runs[0].n_events > work.team.size


@pytest.mark.parametrize("limit", [0, 4])
def test_runs_are_equal_bit_by_bit_when_steps_run_side_by_side(
    limit: int, plain: ModuleType
) -> None:
    work, people = forks(300)
    assert_same_bits(both(work, people, plain, wip_limit=limit))


def test_runs_are_equal_bit_by_bit_when_nobody_goes_home(plain: ModuleType) -> None:
    work = markov_queue(2_000, load=0.9, people=3, seed=8)
    assert_same_bits(both(work, crew(3), plain))


def test_runs_are_equal_bit_by_bit_when_a_step_needs_nobody(plain: ModuleType) -> None:
    work, people = forks(50)
    spared = replace(work, team=np.where(np.arange(150) % 7 == 0, -1, work.team))
    assert_same_bits(both(spared, people, plain))


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


def test_loop_runs_when_no_folder_can_be_written_to(tmp_path: object) -> None:
    nowhere = "os.environ.update(NUMBA_CACHE_LOCATOR_CLASSES='ZipCacheLocator')"
    run = (
        f"import os; {nowhere}\n"
        "from mersey.forecast.whatif.kernel import IS_COMPILED, work_clock\n"
        "import numpy as np\n"
        "assert IS_COMPILED\n"
        "print(work_clock(np.arange(169) * 3600.0, 0, 7200.0))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", run],
        capture_output=True,
        text=True,
        check=True,
        cwd=str(tmp_path),
    )
    assert done.stdout == "7200.0\n"


@pytest.mark.long
def test_million_events_take_two_seconds_at_most() -> None:
    work, people = three_stages(150_000, seed=1)
    simulate(*three_stages(10, seed=1))
    began = time.process_time()
    run = simulate(work, people)
    spent = time.process_time() - began
    assert run.n_events > 1_000_000
    assert spent / run.n_events * 1e6 <= 2
