"""Steady waiting lists: nobody who waits is lost, and the slow tenth is told as it is."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.flow.lead_times import lead_times
from tests.engines.logs import make_log
from tests.simulation.waiting_lists import waiting_list

SEEDS = 24


def told(seed: int) -> tuple[int, float, float]:
    """Silent cases; p85 as told over p85 of all durations of the log; the same of p95."""
    rows, durations = waiting_list(seed)
    log = make_log(rows)
    found = lead_times(log).quantiles
    p85, p95 = (q.days / np.quantile(durations, q.p) for q in found[1:])
    return log.facts.n_silent, p85, p95


def test_waiting_list_loses_nobody():
    n_silent, p85, _ = told(1)
    assert n_silent == 0
    assert p85 == pytest.approx(1, abs=0.1)


@pytest.mark.long
def test_waiting_lists_are_told_within_a_tenth():
    found = np.array([told(seed) for seed in range(SEEDS)])
    assert found[:, 0].sum() == 0
    assert np.abs(found[:, 1] - 1).max() < 0.1
    assert abs(found[:, 2].mean() - 1) < 0.05
