"""How long open cases still take."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.as_known import States, states_at
from mersey.forecast.life_tables import fit_life_tables
from tests.unit.forecast.made_paths import two_speeds


def _states(rest: object, *, is_ended: object = True, stage: object = 0) -> States:
    days = np.asarray(rest, dtype=float)
    n = len(days)
    nought = np.zeros(n)
    return States(
        case=np.arange(n),
        moment=nought,
        age=nought,
        since=nought,
        stage=np.broadcast_to(stage, n),
        position=nought,
        kind=np.zeros(n, dtype=np.int64),
        rest=days,
        is_ended=np.broadcast_to(is_ended, n),
    )


def test_share_still_open_is_that_of_the_cases_when_none_is_censored() -> None:
    states = _states(np.arange(1.0, 101.0))
    tables = fit_life_tables(states)
    shares = tables.still_open(states, np.full(100, 25.0))
    assert shares == pytest.approx(np.full(100, 0.75), abs=0.01)
    assert tables.days_left(states, 0.5) == pytest.approx(np.full(100, 50), abs=1)


def test_case_is_still_open_when_no_day_has_passed() -> None:
    states = _states(np.arange(1.0, 101.0))
    assert fit_life_tables(states).still_open(states, np.zeros(100)).min() == 1


def test_open_cases_count_when_their_end_is_not_seen() -> None:
    rest = np.arange(1.0, 101.0)
    is_ended = np.arange(100) % 2 == 0
    half = fit_life_tables(_states(rest, is_ended=is_ended))
    closed_only = fit_life_tables(_states(rest[is_ended]))
    one = _states([1.0])
    assert half.days_left(one, 0.5)[0] > 1.2 * closed_only.days_left(one, 0.5)[0]


def test_table_of_few_cases_leans_on_the_wider_one() -> None:
    stage = np.r_[np.zeros(1000, dtype=int), 1]
    states = _states(np.r_[np.full(1000, 10.0), 90.0], stage=stage)
    left = fit_life_tables(states).days_left(states.where([0, 1000]), 0.5)
    assert left[1] < 20


def test_table_still_leans_when_its_one_case_is_looked_at_often() -> None:
    stage = np.r_[np.zeros(1000, dtype=int), 1]
    states = _states(np.r_[np.full(1000, 10.0), 90.0], stage=stage)
    often = states.where(np.r_[np.arange(1000), np.full(300, 1000)])
    left = fit_life_tables(often).days_left(states.where([1000]), 0.5)
    assert left[0] < 20


def test_stages_differ_when_each_has_many_cases() -> None:
    log = two_speeds(3000, seed=1)
    states = states_at(log, np.linspace(100, 400, 30), known=log.as_at)
    tables = fit_life_tables(states)
    left = tables.days_left(states, 0.5)
    assert left[states.stage == 0].mean() == pytest.approx(5 * np.log(2), rel=0.25)
    assert left[states.stage == 1].mean() == pytest.approx(50 * np.log(2), rel=0.25)


def test_mean_rate_goes_on_when_too_few_ends_were_seen() -> None:
    is_ended = np.arange(100) < 20
    states = _states(
        np.where(is_ended, 1.0 + np.arange(100) / 2, 11.5), is_ended=is_ended
    )
    tables = fit_life_tables(states)
    left = tables.days_left(states, 0.5)
    rate = -np.log(0.8) / tables.longest_known
    assert left == pytest.approx(np.full(100, np.log(2) / rate), rel=0.05)
    assert tables.still_open(states, left) == pytest.approx(np.full(100, 0.5))
