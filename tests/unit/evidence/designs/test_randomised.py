"""Cases with and without a change, by lot."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.choices import Statistic
from mersey.evidence.design import Ahead, Days, Question, ReasonName
from mersey.evidence.designs.randomised import DESIGN
from mersey.evidence.effect import AssumptionName, Claim, Effect, Standing
from mersey.evidence.observed import CasePair, CaseTimes

ASKED = dataclasses.replace(DESIGN.example.asked, horizon_days=60.0)


def _arm(n: int, mean: float, seed: int, *, team_days: float = 0.0) -> CaseTimes:
    """Exponential waits of cases over 120 days, watched for 60 days more at least."""
    draw = np.random.default_rng(seed)
    team = np.sort(draw.integers(0, 12, n))
    took = draw.exponential(mean, n) + team_days * draw.gamma(1.0, size=12)[team]
    opened = draw.integers(0, 120, n)
    watched = 200.0 - opened
    return CaseTimes(
        opened=np.datetime64("2026-01-01") + opened.astype("timedelta64[D]"),
        days=np.minimum(took, watched),
        is_ended=took <= watched,
        ended_as=np.where(took <= watched, 0, -1),
        group=np.zeros(n, dtype=np.int64),
        cluster=team if team_days else None,
    )


def _check(effect: Effect, name: AssumptionName) -> Standing:
    return next(one.standing for one in effect.assumptions if one.name is name)


def _pair(n: int = 300, *, with_mean: float = 30.0, **other: float) -> CasePair:
    return CasePair(
        before=_arm(n, 30.0, 1, **other), since=_arm(n, with_mean, 2, **other)
    )


def test_planted_effect_is_found_and_may_be_called_the_cause() -> None:
    found = DESIGN.estimate(_pair(with_mean=20.0), ASKED)
    truth = 20 * (1 - np.exp(-3)) - 30 * (1 - np.exp(-2))
    assert found.claim is Claim.BECAUSE
    assert found.interval.holds(truth)
    assert found.interval.high < 0
    assert found.anytime is not None
    assert found.anytime.low < found.interval.low
    assert found.relative is not None
    assert found.relative.interval.high < 0


def test_error_is_that_of_means_when_every_case_has_ended() -> None:
    pair = CasePair(
        before=_ended(np.array([4.0, 6, 8, 10])),
        since=_ended(np.array([2.0, 4, 6, 10])),
    )
    found = DESIGN.estimate(pair, dataclasses.replace(ASKED, horizon_days=10.0))
    assert found.estimate == -1.5
    assert found.standard_error == pytest.approx(np.sqrt((5 + 8.75) / 4))


def _ended(days: np.ndarray) -> CaseTimes:
    n = len(days)
    return CaseTimes(
        opened=np.full(n, np.datetime64("2026-01-01")),
        days=days,
        is_ended=np.ones(n, dtype=np.bool_),
        ended_as=np.zeros(n, dtype=np.int64),
        group=np.zeros(n, dtype=np.int64),
    )


def test_interval_is_wider_when_teams_and_not_cases_were_drawn() -> None:
    pair = _pair(600, team_days=15.0)
    by_team = DESIGN.estimate(pair, ASKED)
    by_case = DESIGN.estimate(
        CasePair(
            before=dataclasses.replace(pair.before, cluster=None),
            since=dataclasses.replace(pair.since, cluster=None),
        ),
        ASKED,
    )
    assert by_team.estimate == by_case.estimate
    assert by_team.standard_error > 1.5 * by_case.standard_error
    assert _check(by_team, AssumptionName.FEW_UNITS) is Standing.HELD


def test_share_is_compared_with_an_error_when_nobody_was_refused() -> None:
    asked = dataclasses.replace(ASKED, statistic=Statistic.INCIDENCE)
    pair = _pair()
    none = dataclasses.replace(pair.since, ended_as=np.full(300, 1))
    found = DESIGN.estimate(CasePair(before=none, since=none), asked)
    assert found.estimate == 0
    assert found.standard_error > 0
    assert found.relative is None


@pytest.mark.parametrize(
    ("n", "ratio", "standing"),
    [
        ((9510, 490), 0.05, Standing.HELD),
        ((9510, 490), None, Standing.FAILED),
        ((470, 530), None, Standing.HELD),
        ((4700, 5300), None, Standing.FAILED),
    ],
)
def test_split_is_checked_by_its_own_ratio(
    n: tuple[int, int], ratio: float | None, standing: Standing
) -> None:
    pair = CasePair(before=_arm(n[0], 30.0, 1), since=_arm(n[1], 30.0, 2))
    found = DESIGN.estimate(pair, dataclasses.replace(ASKED, ratio=ratio))
    assert _check(found, AssumptionName.SPLIT) is standing


def test_no_effect_is_called_one_about_once_in_twenty() -> None:
    wins = [
        not DESIGN.estimate(
            CasePair(before=_arm(120, 30.0, 2 * i), since=_arm(120, 30.0, 2 * i + 1)),
            ASKED,
        ).interval.holds(0.0)
        for i in range(100)
    ]
    assert np.mean(wins) == pytest.approx(0.05, abs=0.045)


def test_smallest_effect_shrinks_as_the_root_of_the_cases() -> None:
    pair = _pair()
    least = [
        DESIGN.smallest(pair, ASKED, Ahead(days=180, n=n, n_before=n))
        for n in (100, 400)
    ]
    assert least[0] == pytest.approx(2 * least[1])
    uneven = dataclasses.replace(ASKED, ratio=0.1)
    assert DESIGN.smallest(pair, uneven, Ahead(days=180, n=100)) > 1.5 * least[0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cluster": np.zeros(300, dtype=np.int64)}, "the other has none"),
        ({"days": np.full(300, 5.0), "is_ended": np.ones(300, dtype=bool)}, "scatters"),
    ],
)
def test_arms_are_refused_when_they_cannot_be_compared(
    changed: dict[str, object], said: str
) -> None:
    pair = _pair()
    both = "days" in changed
    since = dataclasses.replace(pair.since, **changed)
    before = dataclasses.replace(pair.before, **changed) if both else pair.before
    with pytest.raises(EvidenceError, match=said):
        DESIGN.estimate(CasePair(before=before, since=since), ASKED)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"has_lot": True}, []),
        ({"has_lot": False}, [ReasonName.NO_LOT]),
        ({"has_lot": True, "is_by_case": False}, [ReasonName.NO_CASES]),
        ({"has_lot": True, "n_since": 99}, [ReasonName.TOO_FEW_SINCE]),
    ],
)
def test_feasible_gives_every_reason_against(
    changed: dict[str, object], reasons: list[str]
) -> None:
    window = Days(first=date(2025, 1, 1), last=date(2025, 12, 31))
    question = Question(
        is_by_case=True, has_series=True, before=window, since=window, n_since=400
    )
    found = DESIGN.feasible(dataclasses.replace(question, **changed))
    assert [one.name for one in found] == reasons


def test_before_and_after_is_never_called_a_lot() -> None:
    pair = _pair()
    later = dataclasses.replace(
        pair.since, opened=pair.since.opened + np.timedelta64(365, "D")
    )
    with pytest.raises(EvidenceError, match="not of the same time"):
        DESIGN.estimate(CasePair(before=pair.before, since=later), ASKED)
