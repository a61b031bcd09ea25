from __future__ import annotations

import numpy as np
import pytest

from mersey.clocks import due_dates, statuses
from mersey.clocks.blocks import BLOCK, blocks_of
from mersey.services import clock_versions

AS_AT = np.datetime64("2025-06-01")
STARTS = np.array(
    ["2025-04-17T18:00", "2025-05-09T09:00", "NaT"], dtype="datetime64[us]"
)
STOPS = np.array(
    ["2025-04-29T09:00", "NaT", "2025-05-02T10:00"], dtype="datetime64[us]"
)


@pytest.mark.parametrize("n", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5])
def test_blocks_take_every_element_once_in_order(n: int) -> None:
    every = np.arange(n)
    taken = [every[block] for block in blocks_of(n)]
    assert np.concatenate(taken).tolist() == every.tolist()


@pytest.mark.parametrize(
    "clock_id", ["foi.request", "planning.minor_8w", "housing.hazard_emergency_24h"]
)
def test_cases_are_judged_alike_in_every_block(clock_id: str) -> None:
    clock = clock_versions(clock_id)[-1]
    few = due_dates(clock, STARTS)
    expected = statuses(few, STARTS, STOPS, as_at=AS_AT)
    starts, stops = (np.tile(times, BLOCK) for times in (STARTS, STOPS))
    many = due_dates(clock, starts)
    assert np.array_equal(many.due, np.tile(few.due, BLOCK), equal_nan=True)
    assert np.array_equal(many.projected, np.tile(few.projected, BLOCK))
    found = statuses(many, starts, stops, as_at=AS_AT)
    assert np.array_equal(found, np.tile(expected, BLOCK))


def test_pauses_are_of_their_own_case_in_every_block() -> None:
    clock = clock_versions("foi.request")[-1]
    paused = np.array([0, 3, 0])
    few = due_dates(clock, STARTS, paused_days=paused)
    many = due_dates(clock, np.tile(STARTS, BLOCK), paused_days=np.tile(paused, BLOCK))
    assert np.array_equal(many.due, np.tile(few.due, BLOCK), equal_nan=True)
