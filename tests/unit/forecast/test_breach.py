"""The risk of passing a limit, and whether such risks were borne out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from mersey.forecast.breach import breach_risks, horizon_of, why_withheld
from mersey.forecast.calibration import (
    PLAIN,
    Told,
    brier,
    deciles,
    learn_line,
    reliability,
)
from mersey.forecast.results import Refusal, RiskCheck, Risks
from tests.unit.forecast.made_paths import NEVER, paths, two_speeds

N = 2000
_CHECK = RiskCheck(
    n=900,
    n_cases=300,
    n_moments=24,
    brier=0.12,
    brier_by_age=0.2,
    brier_of_share=0.18,
    worst_tenth=0.03,
    bands=(),
)


@cache
def _risks() -> Risks:
    found = breach_risks(two_speeds(N, seed=2), np.full(N, 20.0))
    assert isinstance(found, Risks)
    return found


def test_risk_is_that_of_the_stage_when_cases_have_no_memory() -> None:
    found = _risks()
    waiting = ~found.is_overdue
    mean = np.where(found.stage == 0, 5.0, 50.0)
    truth = np.exp(-found.days_to_limit / mean)
    assert np.abs(found.risk - truth)[waiting].mean() < 0.06


def test_risk_is_certain_when_the_limit_has_passed() -> None:
    found = _risks()
    assert found.is_overdue.any()
    assert (found.risk[found.is_overdue] == 1).all()


def test_risks_are_borne_out_when_nothing_changes() -> None:
    check = _risks().check
    assert check is not None
    apart = [abs(b.expected - b.observed) for b in check.bands if b.n_cases >= 100]
    assert max(apart) < 0.08
    assert check.brier < check.brier_by_age
    assert check.brier < check.brier_of_share


def test_risks_are_the_same_when_asked_again() -> None:
    again = breach_risks(two_speeds(N, seed=2), np.full(N, 20.0))
    assert isinstance(again, Risks)
    assert np.array_equal(_risks().risk, again.risk, equal_nan=True)


def test_risk_is_unknown_when_a_case_has_no_limit() -> None:
    limits = np.where(np.arange(400) % 2 == 0, 20.0, NEVER)
    found = breach_risks(two_speeds(400, seed=2), limits)
    assert isinstance(found, Risks)
    assert np.isnan(found.risk[found.case % 2 == 1]).all()


def test_nothing_is_learnt_from_cases_whose_time_is_not_known() -> None:
    """Those of a day on which a system was filled: their risk is told by what others did."""
    log, timed = two_speeds(N, seed=2), np.arange(N) % 10 > 0
    found = breach_risks(log, np.full(N, 20.0), is_timed=timed)
    places = np.flatnonzero(timed)
    alone = breach_risks(log.of(places), np.full(len(places), 20.0))
    assert isinstance(found, Risks)
    assert isinstance(alone, Risks)
    mine = np.isin(found.case, places)
    assert found.case[mine].tolist() == places[alone.case].tolist()
    assert np.array_equal(found.risk[mine], alone.risk)
    assert not np.isnan(found.risk[~mine]).any()


def test_risk_is_refused_when_no_case_has_a_limit() -> None:
    found = breach_risks(two_speeds(50, seed=2), np.full(50, NEVER))
    assert isinstance(found, Refusal)


def test_risk_is_refused_when_few_cases_have_ended() -> None:
    log = paths([(float(i), NEVER, [(float(i), 0)]) for i in range(40)], as_at=60)
    assert isinstance(breach_risks(log, np.full(40, 10.0)), Refusal)


def test_horizon_is_the_time_by_which_85_in_100_end() -> None:
    log = paths([(0, float(i + 1), [(0, 0)]) for i in range(100)], as_at=200)
    assert horizon_of(log) == 85


def test_horizon_is_not_known_when_too_few_have_ended() -> None:
    log = paths([(0, NEVER, [(0, 0)]) for _ in range(10)], as_at=200)
    assert horizon_of(log) is None


def test_brier_is_the_mean_squared_distance() -> None:
    assert brier(np.array([0.2, 0.7]), np.array([0, 1])) == pytest.approx(0.065)


def test_bands_count_cases_once_when_foretold_twice() -> None:
    risk, is_late = np.array([0.25, 0.27, 1.0]), np.array([0, 1, 1])
    low, high = reliability(risk, is_late, np.array([4, 4, 5]))
    assert (low.n, low.n_cases, low.observed) == (2, 1, 0.5)
    assert low.expected == pytest.approx(0.26)
    assert (high.low, high.high, high.n) == (0.9, 1.0, 1)


def test_deciles_hold_a_tenth_each_when_risks_are_many() -> None:
    risk = np.arange(40) / 40
    tenths = deciles(risk[::-1], risk[::-1] >= 0.5, np.arange(40) // 2)
    assert [(tenth.n, tenth.n_cases) for tenth in tenths] == [(4, 2)] * 10
    assert (tenths[0].low, tenths[0].high) == (0.0, 0.075)
    assert tenths[5].expected == pytest.approx(0.5375)
    assert [tenth.observed for tenth in tenths] == [0.0] * 5 + [1.0] * 5


def test_deciles_are_fewer_when_risks_are_fewer_than_ten() -> None:
    tenths = deciles(np.array([0.9, 0.1]), np.array([1, 0]), np.array([3, 4]))
    assert [(tenth.n, tenth.expected) for tenth in tenths] == [(1, 0.1), (1, 0.9)]


def _past(bend: float, *, n_moments: int = 30, last: float = 600.0) -> list[Told]:
    """Risks foretold at 0.5 each, of which a share `bend` came."""
    draw = np.random.default_rng(3)
    return [
        Told(
            moment=float(moment),
            case=np.arange(40) + 40 * i,
            due=np.full(40, moment + 5),
            risk=np.full(40, 0.5),
            by_age=np.full(40, 0.5),
            by_rest=np.full(40, 0.5),
            is_late=draw.random(40) < bend,
        )
        for i, moment in enumerate(np.linspace(0, last, n_moments))
    ]


def test_risks_are_straightened_when_long_too_high() -> None:
    line = learn_line(_past(0.2), now=610)
    assert line.bend(np.array([0.5]))[0] == pytest.approx(0.2, abs=0.04)


def test_risks_are_left_when_they_were_right() -> None:
    bent = learn_line(_past(0.5), now=610).bend(np.array([0.5]))[0]
    assert bent == pytest.approx(0.5, abs=0.03)


def test_risks_are_left_when_the_past_is_short() -> None:
    assert learn_line(_past(0.2, last=300.0), now=310) == PLAIN
    assert learn_line([], now=310) == PLAIN


def test_line_is_not_drawn_to_quick_cases_when_slow_ones_are_seen_often() -> None:
    quick = _past(0.0, n_moments=60)
    slow = replace(quick[0], is_late=np.ones(40, dtype=bool))
    past = [
        replace(slow, moment=one.moment, due=one.due)
        if at % 2
        else replace(one, case=one.case + 10_000)
        for at, one in enumerate(quick)
    ]
    assert learn_line(past, now=610).bend(np.array([0.5]))[0] == pytest.approx(
        0.5, abs=0.02
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"brier": 0.19}, "one chance for all"),
        ({"brier": 0.16, "brier_by_age": 0.15}, "by age alone"),
        ({"worst_tenth": 0.2}, "off by 20 in 100 in one tenth"),
    ],
)
def test_risks_are_withheld_when_earlier_ones_were_no_use(
    changes: dict[str, float], said: str
) -> None:
    why = why_withheld(replace(_CHECK, **changes))
    assert said in why
    assert bool(why) == bool(said)
