"""What each look of a plan could see, and what could see more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.choices import Statistic
from mersey.evidence.design import Ahead, Asked
from mersey.evidence.observed import CasePair, Series
from mersey.evidence.power import PlannedLook, Power, Rescue, power_of
from mersey.evidence.registered import DESIGNS
from mersey.vocabulary import Better, Unit
from tests.unit.evidence.made_cases import case_times

ASKED = Asked(
    measure="days",
    measure_hash="0" * 64,
    unit=Unit.DAYS,
    better=Better.LOWER,
    horizon_days=112,
)
FIRST = PlannedLook(on=date(2025, 12, 29), ahead=Ahead(days=91, n=110, horizon_days=84))
LAST = PlannedLook(on=date(2026, 9, 28), ahead=Ahead(days=364, n=490, horizon_days=112))


@pytest.fixture(scope="module")
def pair() -> CasePair:
    """Before: 490 cases of 60 days, 18 their standard deviation; nothing since."""
    rng = np.random.default_rng(1)
    days = np.maximum(rng.normal(60, 18, 490), 1)
    before = case_times(
        days, np.ones(490, dtype=bool), opened_day=np.sort(rng.integers(0, 364, 490))
    )
    return CasePair(before=before, since=case_times(np.array([]), np.array([], bool)))


def _power(pair: CasePair, low: float, high: float) -> Power:
    return power_of(
        DESIGNS["before_after"],
        pair,
        ASKED,
        looks=(FIRST, LAST),
        predicted=(low, high),
    )


def test_smallest_effect_is_that_of_the_formula_when_all_are_watched(
    pair: CasePair,
) -> None:
    all_watched = PlannedLook(on=LAST.on, ahead=replace(LAST.ahead, days=1e6))
    found = power_of(
        DESIGNS["before_after"], pair, ASKED, looks=(all_watched,), predicted=(10, 14)
    )
    spread = np.minimum(pair.before.days, 112).std()
    by_hand = (1.959964 + 0.841621) * spread * np.sqrt(1 / 490 + 1 / 490)
    assert found.looks[0].smallest == pytest.approx(by_hand, rel=1e-4)


def test_plan_sees_what_it_hopes_for_when_that_is_large(pair: CasePair) -> None:
    found = _power(pair, 10, 14)
    first, last = found.looks
    assert found.sees
    assert found.rescues == ()
    assert first.smallest is not None
    assert last.smallest is not None
    assert 5 < first.smallest < 7
    assert 2.8 < last.smallest < 3.6
    assert first.smallest_safe is not None
    assert first.smallest_safe > first.smallest


def test_prediction_shrinks_when_cases_are_followed_for_less(pair: CasePair) -> None:
    first, last = _power(pair, 10, 14).looks
    assert first.predicted is not None
    assert last.predicted is not None
    assert first.predicted < last.predicted < (10.01, 14.01)
    assert last.predicted == pytest.approx((10, 14), abs=0.3)


def test_ways_to_see_it_are_named_when_the_plan_cannot(pair: CasePair) -> None:
    found = _power(pair, 2, 3)
    assert not found.sees
    ways = {one.by: one.amount for one in found.rescues}
    assert ways.keys() >= {Rescue.MORE_TEAMS, Rescue.ANOTHER_COUNCIL}
    teams = ways[Rescue.MORE_TEAMS]
    more = replace(LAST.ahead, n=490 * teams, n_before=490 * teams)
    assert DESIGNS["before_after"].smallest(pair, ASKED, more) <= found.hoped


def test_look_says_why_when_its_horizon_is_longer_than_itself(pair: CasePair) -> None:
    early = PlannedLook(on=FIRST.on, ahead=replace(FIRST.ahead, horizon_days=112))
    found = power_of(
        DESIGNS["before_after"], pair, ASKED, looks=(early, LAST), predicted=(10, 14)
    )
    assert found.looks[0].smallest is None
    assert "112 days cannot be seen at 91" in found.looks[0].why_not
    assert not found.looks[0].sees


def test_share_is_foreseen_as_a_share(pair: CasePair) -> None:
    asked = replace(ASKED, statistic=Statistic.INCIDENCE, unit=Unit.SHARE)
    found = power_of(
        DESIGNS["before_after"], pair, asked, looks=(LAST,), predicted=(0.1, 0.2)
    )
    assert found.looks[0].predicted == (0.1, 0.2)


def test_weeks_see_more_when_series_are_longer() -> None:
    rng = np.random.default_rng(2)
    series = Series(
        start=np.datetime64("2024-01-01") + 7 * np.arange(52).astype("timedelta64[D]"),
        value=50 + 5 * rng.normal(size=52),
        exposure=np.ones(52),
        n_per_year=52.18,
        since=52,
    )
    look = PlannedLook(on=date(2025, 4, 1), ahead=Ahead(days=91, n=13))
    found = power_of(
        DESIGNS["interrupted"],
        series,
        replace(ASKED, horizon_days=None),
        looks=(look,),
        predicted=(4, 4),
    )
    by_hand = 2.801585 * series.value.std(ddof=1) * np.sqrt(1 / 52 + 1 / 13)
    assert found.looks[0].smallest == pytest.approx(by_hand, rel=0.2)
    assert {one.by for one in found.rescues} <= set(Rescue)


def test_plan_without_a_look_is_refused(pair: CasePair) -> None:
    with pytest.raises(EvidenceError, match="no look"):
        power_of(DESIGNS["before_after"], pair, ASKED, looks=(), predicted=(10, 14))


def test_smallest_effect_grows_when_weeks_share_what_befalls_them() -> None:
    rng = np.random.default_rng(5)
    opened = np.sort(rng.integers(0, 364, 490))
    shocks = np.repeat(rng.normal(size=52), 7)[opened]
    smallest = []
    for shared in (0.0, 12.0):
        days = np.maximum(rng.normal(60, 12, 490) + shared * shocks, 1)
        before = case_times(days, np.ones(490, dtype=bool), opened_day=opened)
        observed = CasePair(before=before, since=before)
        found = DESIGNS["before_after"].smallest(observed, ASKED, LAST.ahead)
        smallest.append(found / before.days.std())
    assert smallest[1] > 1.3 * smallest[0]
