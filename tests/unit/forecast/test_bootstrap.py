"""Futures drawn from a history."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.bootstrap import BLOCK_WEEKS, Stretch, futures, recent_level

WEEKS = np.arange(24.0)


def _whole(n: int, *, weeks: int = 24) -> Stretch:
    return Stretch(begin=0, end=weeks, n=n, seed=7)


def test_futures_are_the_same_when_the_seed_is() -> None:
    one, two = (futures(WEEKS, [_whole(50)], 8) for _ in range(2))
    assert np.array_equal(one, two)


def test_futures_hold_only_weeks_that_were_when_drawn() -> None:
    drawn = futures(WEEKS, [_whole(50)], 8)
    assert drawn.shape == (50, 8)
    assert set(drawn.ravel()) <= set(WEEKS.ravel())


def test_stretches_are_drawn_as_alone_when_several_are_asked_for() -> None:
    latest = Stretch(begin=11, end=24, n=9, seed=3)
    earlier = Stretch(begin=0, end=10, n=1, seed=4)
    both = futures(WEEKS, [latest, earlier], 6)
    assert np.array_equal(both[:9], futures(WEEKS, [latest], 6))
    assert np.array_equal(both[9:], futures(WEEKS, [earlier], 6))
    assert both[:9].min() >= 11
    assert both[9:].max() < 10


def test_weeks_follow_each_other_when_in_a_block() -> None:
    steps = np.diff(futures(WEEKS, [_whole(400)], 8), axis=1)
    # A future of two blocks has six steps inside a block and one between; the blocks of
    # the drawn history are broken at most as often again.
    assert (steps == 1).mean() > (BLOCK_WEEKS - 1) / BLOCK_WEEKS / 2


def test_spread_is_wider_than_of_a_single_draw_when_history_is_short() -> None:
    history = np.random.default_rng(1).poisson(20, 24).astype(float)
    totals = futures(history, [_whole(4000)], 24).sum(axis=1)
    single = np.sqrt(24 * history.var())
    assert totals.std() > 1.2 * single


def test_recent_level_is_one_when_weeks_are_alike() -> None:
    assert recent_level(np.full((30, 2), 5.0)) == pytest.approx([1.0, 1.0])


def test_recent_level_is_one_when_nothing_was_counted() -> None:
    assert recent_level(np.zeros((30, 1))) == pytest.approx([1.0])


def test_recent_level_follows_when_the_latest_weeks_are_higher() -> None:
    weeks = np.repeat([10.0, 20.0], 30)[:, None]
    # 30 weeks at weight 0.9^k: 1 − 0.9^30 of the weight but for the tail before them.
    recent = (1 - 0.9**30) / (1 - 0.9**60)
    assert recent_level(weeks)[0] == pytest.approx((10 + 10 * recent) / 15)
