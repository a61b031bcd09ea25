"""How long cases may rest at a step before they are called silent."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.eventlog.resting import ELSEWHERE, Rests, quiet_by_step
from tests.engines.logs import make_log


def rests(gone: dict[int, int], standing: dict[int, int] | None = None) -> Rests:
    here = standing or {}
    return Rests(
        days=np.array(list(gone), dtype=np.int64),
        n=np.array(list(gone.values()), dtype=np.int64),
        standing_days=np.array(list(here), dtype=np.int64),
        n_standing=np.array(list(here.values()), dtype=np.int64),
    )


def quiet(usual: float = 30.0, ended: tuple[str, ...] = (), **steps: Rests):
    return quiet_by_step(steps, ended=ended, usual=usual)


def test_queue_has_its_own_threshold_beside_quick_steps():
    found = quiet(quick=rests({0: 5000}), queue=rests({90: 40, 200: 5}, {126: 4}))
    assert found == {ELSEWHERE: 30.0, "queue": 402.0}


def test_threshold_ends_where_hardly_any_case_goes_on():
    """Of 1,000 that rested a year, 1 went on: by then a case is lost, not waiting."""
    lost = rests({10: 900, 20: 300, 365: 1}, {400: 1000})
    assert quiet(step=lost)["step"] == 42.0


def test_threshold_counts_rests_that_have_not_ended_yet():
    """As many still wait after 60 days as went on: those that went on are not all."""
    waiting = rests({10: 20, 60: 20}, {59: 1, 61: 20, 90: 1})
    assert quiet(step=waiting)["step"] == 122.0


def test_steps_that_few_left_are_taken_together():
    few = {f"s{i}": rests({50: 4}, {80: 1}) for i in range(3)}
    assert quiet(**few) == {ELSEWHERE: 102.0}
    assert quiet(one=few["s0"]) == {ELSEWHERE: 102.0}


@pytest.mark.parametrize("usual", [30.0, 700.0])
def test_usual_quiet_holds_where_nothing_went_on(usual):
    assert quiet(usual, step=rests({}, {400: 9})) == {ELSEWHERE: usual}


def test_nobody_waits_at_an_end():
    done = rests({5: 20}, {400: 900})
    assert quiet(ended=("Closed",), Closed=done) == {ELSEWHERE: 30.0}


def test_longest_waiters_of_a_queue_are_open_not_silent():
    steps = [("In", "2024-01-01"), ("Checked", "2024-01-02"), ("Listed", "2024-01-03")]
    rows = [(c, step, on) for c in range(60) for step, on in steps]
    rows += [(c, "Closed", "2024-05-03") for c in range(40)]
    rows += [(c, "Closed", "2024-06-20") for c in range(40, 50)]
    log = make_log(rows, as_at="2024-06-20")
    assert (log.facts.n_open, log.facts.n_silent) == (10, 0)


def test_case_without_an_end_is_silent_far_beyond_what_its_step_took():
    rows = [(c, "In", "2024-01-01") for c in range(60)]
    rows += [(c, "Closed", "2024-02-15") for c in range(50)]
    rows += [("late", "In", "2024-06-20")]
    log = make_log(rows, as_at="2024-06-20")
    assert (log.facts.n_open, log.facts.n_silent) == (1, 10)
    assert "(92 days at “In”, 46 days at any other step)" in log.end_rule.text
