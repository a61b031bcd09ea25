"""Systems filled on one day, at their start or later: times and arrivals stay true."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.flow.lead_times import lead_times
from tests.engines.logs import make_log
from tests.simulation.migrations import filled_system

pytestmark = pytest.mark.long

SEEDS = 12


@pytest.mark.parametrize("at", [0, 200, 500])
@pytest.mark.parametrize("n", [200, 600, 3000])
def test_lead_times_are_those_of_all_other_cases(n: int, at: int) -> None:
    off = []
    for seed in range(SEEDS):
        rows, durations, day = filled_system(seed, at=at, n=n)
        log = make_log(rows, end=("Closed",))
        assert log.facts.migration_day == day
        off.append(
            [
                q.days / np.quantile(durations, q.p) - 1
                for q in lead_times(log).quantiles
            ]
        )
    assert np.abs(np.array(off)[:, :2]).max() < 0.1


def test_no_day_is_called_so_where_no_system_was_filled() -> None:
    for seed in range(SEEDS):
        rows, _, _ = filled_system(seed, at=None)
        found = {one.id for one in make_log(rows, end=("Closed",)).findings}
        assert not {"migration_day", "crowded_day"} & found
