"""Logs whose groups are all alike: how often are they said to differ?"""

from __future__ import annotations

import numpy as np
import pytest

from mersey.flow.splits import Split
from mersey.flow.splits.compare_groups import GroupedCases, compared

pytestmark = pytest.mark.long

N_LOGS = 400
YEAR = 365.0


def alike(seed: int, n_groups: int, largest: int, *, is_late: bool) -> Split:
    """Groups drawn from one service over a year, half of the logs with dates alone.

    Where `is_late`, every second group came in the last two months only.
    """
    draw = np.random.default_rng(seed)
    sizes = draw.integers(10, largest + 1, n_groups)
    n, group = int(sizes.sum()), np.repeat(np.arange(n_groups), sizes)
    taken, opened = draw.lognormal(3.0, 0.8, n), draw.uniform(0, YEAR, n)
    if is_late:
        opened = np.where(group % 2, draw.uniform(YEAR - 60, YEAR, n), opened)
    is_ended = taken <= YEAR - opened
    days = np.minimum(taken, YEAR - opened)
    cases = GroupedCases(
        names=tuple(map(str, range(n_groups))),
        case_id=np.arange(n),
        group=group,
        days=np.floor(days) if seed % 2 else days,
        is_ended=is_ended,
        is_open=~is_ended,
    )
    return compared(Split(column="Ward"), cases)


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize(
    ("n_groups", "largest"), [(2, 15), (5, 40), (12, 20), (20, 90)]
)
def test_groups_that_are_alike_are_seldom_said_to_differ(
    n_groups: int, largest: int, *, is_late: bool
) -> None:
    found = [
        alike(1000 * n_groups + seed, n_groups, largest, is_late=is_late)
        for seed in range(N_LOGS)
    ]
    assert sum(one.differs for one in found) <= 0.05 * N_LOGS
    assert sum(bool(one.apart) for one in found) <= 0.02 * N_LOGS


def test_a_group_that_waits_half_as_long_again_is_found() -> None:
    draw = np.random.default_rng(5)
    group = np.arange(600) % 5
    days = draw.lognormal(3.0, 0.6, 600) * np.where(group == 2, 1.5, 1.0)
    cases = GroupedCases(
        names=("1", "2", "3", "4", "5"),
        case_id=np.arange(600),
        group=group,
        days=days,
        is_ended=np.ones(600, dtype=bool),
        is_open=np.zeros(600, dtype=bool),
    )
    assert compared(Split(column="Ward"), cases).apart == "3"
