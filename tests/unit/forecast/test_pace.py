"""Since when the past is like now."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.pace import ahead, ahead_of_each, pace_of
from mersey.forecast.yearly import has_season


def _steps(*levels: tuple[int, float], seed: int = 1) -> np.ndarray:
    draw = np.random.default_rng(seed)
    return np.concatenate([draw.poisson(mean, n).astype(float) for n, mean in levels])


def test_no_change_is_told_when_nothing_changed() -> None:
    pace = pace_of(_steps((60, 20)))
    assert (pace.changes, pace.n_since) == ((), 60)


def test_change_is_told_when_the_pace_was_halved_six_weeks_ago() -> None:
    pace = pace_of(_steps((54, 20), (6, 10)))
    assert pace.n_since == pytest.approx(6, abs=2)
    before, since = pace.before_and_since
    assert before == pytest.approx(20, abs=2)
    assert since == pytest.approx(10, abs=2)


def test_both_ends_of_a_closed_time_are_told() -> None:
    pace = pace_of(_steps((30, 20), (8, 0), (20, 20)))
    assert pace.changes == pytest.approx((30, 38), abs=1)
    assert pace.is_crossed(25, 8)
    assert pace.is_crossed(40, 8)
    assert not pace.is_crossed(42, 8)


def test_futures_go_on_from_the_weeks_since_when_the_pace_was_halved() -> None:
    drawn = ahead(pace_of(_steps((54, 20), (6, 10))), 8, n=500, seed=1)
    low, high = np.quantile(drawn.sum(axis=1), [0.1, 0.9])
    assert low < 80 < high < 125


def test_futures_are_all_alike_when_every_week_is() -> None:
    drawn = ahead(pace_of(np.full(40, 7.0)), 4, n=50, seed=1)
    assert (drawn == 7.0).all()


def test_what_is_known_later_moves_nothing_before() -> None:
    weeks = _steps((54, 20), (6, 10))
    long, short = pace_of(weeks), pace_of(np.r_[weeks[:50], weeks[:10]])
    drawn = [ahead_of_each(one, 8, n=50, seeds={30: 1}) for one in (long, short)]
    assert drawn[0].mean() == pytest.approx(drawn[1].mean(), rel=0.1)


def test_net_flow_may_be_below_nought() -> None:
    weeks = _steps((30, 10)) - _steps((30, 14), seed=2)
    drawn = ahead(pace_of(weeks), 8, n=200, seed=1, is_count=False)
    assert drawn.mean() == pytest.approx(-4, abs=2)


def _season(n_weeks: int, *, mean: float | np.ndarray = 30.0, seed: int) -> np.ndarray:
    """Weeks that go up and down by 60 in 100 in the course of a year."""
    draw = np.random.default_rng(seed)
    turn = 2 * np.pi * (np.arange(n_weeks) * 7 / 365.25 + draw.uniform())
    return draw.poisson(mean * (1 + 0.6 * np.sin(turn))).astype(float)


@pytest.mark.parametrize("n_weeks", [104, 157, 260])
def test_turns_of_a_plain_season_are_no_changes_of_pace(n_weeks: int) -> None:
    told = [pace_of(_season(n_weeks, seed=seed)).changes for seed in range(12)]
    assert sum(map(bool, told)) == 0


def test_season_was_told_as_a_change_when_only_one_year_shows_it() -> None:
    """One year proves no season: what it shows may be a change, and is told as before."""
    weeks = np.concatenate([_steps((35, 40)), _steps((35, 12), seed=2)])
    assert not has_season(weeks)
    assert pace_of(weeks).changes == pytest.approx((35,), abs=2)


@pytest.mark.parametrize("times", [2.0, 0.45])
def test_real_change_is_told_over_a_season(times: float) -> None:
    mean = np.where(np.arange(200) < 165, 40.0, 40.0 * times)
    paces = [pace_of(_season(200, mean=mean, seed=seed)) for seed in range(12)]
    last = [pace.changes[-1] if pace.changes else 0 for pace in paces]
    assert sum(abs(change - 165) <= 4 for change in last) >= 10


def test_season_is_one_when_the_other_years_tell_it() -> None:
    assert has_season(_season(104, seed=1))
    assert not has_season(_season(100, seed=1)), "under two years"
    assert not has_season(_steps((200, 30)))
    assert not has_season(_steps((120, 30), (80, 60))), "a step is no season"


def test_each_earlier_week_is_foretold_as_alone() -> None:
    pace = pace_of(_steps((54, 20), (6, 10)))
    both = ahead_of_each(pace, 8, n=40, seeds={30: 1, 60: 5})
    alone = [
        ahead_of_each(pace, 8, n=40, seeds={k: s})[0] for k, s in ((30, 1), (60, 5))
    ]
    assert np.array_equal(both, np.stack(alone))
    assert np.array_equal(both[1], ahead(pace, 8, n=40, seed=5))
