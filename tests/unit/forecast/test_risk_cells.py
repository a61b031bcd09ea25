"""Cells that are asked of say what they say among all cells."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.as_known import States
from mersey.forecast.life_tables import fit_life_tables
from mersey.forecast.risk_cells import place


def _states(seed: int, n: int) -> States:
    draw = np.random.default_rng(seed)
    rest = draw.exponential(9.0, n)
    return States(
        case=draw.integers(0, n // 3, n),
        moment=np.zeros(n),
        age=draw.exponential(20.0, n),
        since=draw.exponential(4.0, n),
        stage=draw.integers(-1, 6, n),
        position=np.ones(n),
        kind=draw.integers(0, 2, n),
        rest=rest,
        is_ended=draw.random(n) < 0.7,
    )


@pytest.mark.parametrize("n_asked", [1, 25])
def test_tables_say_the_same_when_only_some_are_asked_of(n_asked: int) -> None:
    past, now = _states(1, 600), _states(2, 60).where(np.arange(n_asked))
    whole = fit_life_tables(past)
    part = fit_life_tables(past, place(past, now))
    assert len(part.survivals) < len(whole.survivals)
    for days in (0.5, 6.0, 80.0):
        asked = np.full(now.n, days)
        assert (part.still_open(now, asked) == whole.still_open(now, asked)).all()


def test_the_table_of_all_is_left_when_nothing_like_it_was_met() -> None:
    past, now = _states(1, 300), _states(2, 3)
    strange = States(**(vars(now) | {"stage": np.full(3, 90)}))
    part = fit_life_tables(past, place(past, strange))
    assert len(part.survivals) == 1
    assert part.cells.tables(strange).tolist() == [0, 0, 0]
