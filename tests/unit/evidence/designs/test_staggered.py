"""Units that start at different times."""

from __future__ import annotations

import dataclasses
import math
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.design import Ahead, Days, Question, ReasonName
from mersey.evidence.designs.staggered import DESIGN
from mersey.evidence.effect import AssumptionName, Claim, Effect, Standing
from mersey.evidence.observed import Panel
from tests.unit.evidence.donors import PANEL as DONORS

ASKED = DESIGN.example.asked


def _made_up(
    n: int, starts: dict[int, int], *, effect: float = 0.0, seed: int = 1
) -> Panel:
    draw = np.random.default_rng(seed)
    first = np.array([starts.get(i, 0) for i in range(n)])
    periods = np.arange(1, 13)
    value = draw.normal(size=(n, 12)) + 5 * draw.normal(size=(n, 1))
    is_started = (first[:, None] > 0) & (periods >= first[:, None])
    return Panel(
        units=tuple(f"team {i:02}" for i in range(n)),
        periods=periods,
        value=value + effect * is_started,
        weight=np.ones(n),
        first_treated=first,
    )


def _standing(effect: Effect, name: AssumptionName) -> Standing:
    return next(one.standing for one in effect.assumptions if one.name is name)


def test_donors_are_fifth_of_27_as_published() -> None:
    found = DESIGN.estimate(DONORS, ASKED)
    assert found.estimate == pytest.approx(-0.022459, abs=5e-7)
    assert found.p_value == pytest.approx(0.185, abs=5e-4)
    assert found.interval.holds(0.0)
    assert found.claim is Claim.BECAUSE
    assert found.since - found.before - found.taken_off == pytest.approx(found.estimate)
    assert _standing(found, AssumptionName.PRE_TRENDS) is Standing.HELD


def test_planted_effect_is_found_when_teams_start_in_turn() -> None:
    starts = {0: 5, 1: 5, 2: 8, 3: 8}
    found = DESIGN.estimate(_made_up(12, starts, effect=-3.0), ASKED)
    assert found.interval.holds(-3.0)
    assert found.interval.high < 0
    assert found.p_value is not None
    assert found.p_value < 0.05
    assert found.standard_error == pytest.approx(0.45, abs=0.2)
    assert found.anytime is not None  # endless: it is for the planned look alone
    assert found.anytime.low == -math.inf


def test_effect_is_the_same_when_units_are_in_another_order() -> None:
    panel = _made_up(8, {0: 5, 3: 8}, effect=1.0)
    order = np.random.default_rng(3).permutation(8)
    other = dataclasses.replace(
        panel, value=panel.value[order], first_treated=panel.first_treated[order]
    )
    one, two = (DESIGN.estimate(its, ASKED) for its in (panel, other))
    assert two.estimate == pytest.approx(one.estimate)
    assert two.p_value == pytest.approx(one.p_value)


def test_one_unit_and_two_others_are_refused_with_the_reason() -> None:
    with pytest.raises(EvidenceError, match=r"1 unit changed and 2 did not.* 0\.33"):
        DESIGN.estimate(_made_up(3, {0: 5}, effect=100.0), ASKED)


def test_interval_is_endless_and_said_when_units_are_few() -> None:
    found = DESIGN.estimate(_made_up(8, {0: 5}, effect=100.0), ASKED)
    assert (found.interval.low, found.interval.high) == (-math.inf, math.inf)
    assert _standing(found, AssumptionName.FEW_UNITS) is Standing.FAILED
    with pytest.raises(EvidenceError, match=r"below 0\.12: add units"):
        DESIGN.smallest(_made_up(8, {0: 5}), ASKED, _ahead())


def test_pre_trends_are_doubtful_when_the_starter_was_moving_already() -> None:
    panel = _made_up(30, {0: 9})
    rising = panel.value.copy()
    rising[0] += 2 * np.arange(12)
    found = DESIGN.estimate(dataclasses.replace(panel, value=rising), ASKED)
    assert _standing(found, AssumptionName.PRE_TRENDS) is Standing.DOUBTFUL


def test_smallest_effect_is_seen_about_four_times_in_five_when_planted() -> None:
    starts = dict.fromkeys(range(6), 7)
    panel = _made_up(18, starts)
    before = dataclasses.replace(
        panel, value=panel.value[:, :6], periods=panel.periods[:6]
    )
    least = DESIGN.smallest(before, ASKED, _ahead())
    is_seen = []
    for seed in range(25):
        found = DESIGN.estimate(_made_up(18, starts, effect=least, seed=seed), ASKED)
        is_seen.append(not found.interval.holds(0.0))
    assert 0.6 < np.mean(is_seen) <= 1


def _ahead() -> Ahead:
    return Ahead(days=180, n=6)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"n_treated": 4, "n_untreated": 8}, []),
        ({"n_treated": 1, "n_untreated": 19}, []),
        ({"n_treated": 1, "n_untreated": 2}, [ReasonName.TOO_FEW_UNITS]),
        ({"n_treated": 1, "n_untreated": 0}, [ReasonName.NO_COMPARISON]),
        ({"n_treated": 6, "n_untreated": 0}, [ReasonName.ONE_START]),
        ({"n_treated": 6, "n_untreated": 0, "n_starts": 3}, []),
        ({"n_treated": 4, "n_untreated": 8, "has_series": False}, ["no_series"]),
        ({"n_treated": 4, "n_untreated": 8, "n_points_before": 2}, ["too_few_before"]),
    ],
)
def test_feasible_gives_every_reason_against(
    changed: dict[str, object], reasons: list[str]
) -> None:
    window = Days(first=date(2025, 1, 1), last=date(2025, 12, 31))
    question = Question(is_by_case=False, has_series=True, before=window, since=window)
    found = DESIGN.feasible(dataclasses.replace(question, **changed))
    assert [one.name for one in found] == reasons


def test_other_data_are_refused() -> None:
    with pytest.raises(EvidenceError, match="panel"):
        DESIGN.estimate(None, ASKED)  # type: ignore[arg-type]  # on purpose
