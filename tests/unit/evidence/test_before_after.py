"""Cases before and since: what the design finds, and when it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.choices import SeasonChoice, Statistic
from mersey.evidence.design import Asked, Days, Question, ReasonName
from mersey.evidence.effect import Assumption, AssumptionName, Effect, Standing
from mersey.evidence.observed import CasePair, CaseTimes, Series
from mersey.evidence.registered import DESIGNS
from mersey.vocabulary import Better, Unit
from tests.unit.evidence.made_cases import FIRST_DAY, case_times

DESIGN = DESIGNS["before_after"]
ASKED = Asked(
    measure="days",
    measure_hash="0" * 64,
    unit=Unit.DAYS,
    better=Better.LOWER,
    horizon_days=60,
    before=Days(first=date(2024, 1, 1), last=date(2024, 6, 30)),
    since=Days(first=date(2024, 7, 1), last=date(2024, 12, 29)),
    picked_on=date(2024, 7, 1),
)
WEEKS = 26


def _side(
    seed: int,
    *,
    first_week: int,
    median: float = 30,
    shared: float = 0.0,
    n: int = 400,
    group_share: float = 0.5,
) -> CaseTimes:
    """Half a year of cases, watched to the end of the whole year."""
    rng = np.random.default_rng(seed)
    day = np.sort(rng.integers(0, 7 * WEEKS, n))
    shock = np.repeat(rng.normal(size=WEEKS), 7)[day] * shared
    group = (rng.random(n) < group_share).astype(int)
    takes = median * np.exp(0.5 * rng.normal(size=n) + shock) * (1 + 0.8 * group)
    seen = 14 * WEEKS - 7 * first_week - day
    days = np.minimum(takes, seen).round(2)
    return case_times(days, takes <= seen, opened_day=day + 7 * first_week, group=group)


def _pair(
    since_median: float = 30, *, shared: float = 0.0, since_share: float = 0.5
) -> CasePair:
    return CasePair(
        before=_side(1, first_week=0, shared=shared),
        since=_side(
            2,
            first_week=WEEKS,
            median=since_median,
            shared=shared,
            group_share=since_share,
        ),
    )


def _found(effect: Effect, name: AssumptionName) -> Assumption:
    (found,) = (one for one in effect.assumptions if one.name is name)
    return found


def test_change_is_found_and_open_cases_count() -> None:
    effect = DESIGN.estimate(_pair(20), ASKED)
    assert effect.interval.high < -5
    assert effect.n_since == 400
    assert effect.since - effect.before == pytest.approx(effect.estimate)
    assert effect.relative is not None
    assert effect.relative.estimate == pytest.approx(effect.since / effect.before - 1)
    assert effect.anytime is not None
    assert effect.anytime.low < effect.interval.low


def test_shifting_all_dates_changes_nothing() -> None:
    pair = _pair(25)
    later = CasePair(
        before=replace(pair.before, opened=pair.before.opened + 70),
        since=replace(pair.since, opened=pair.since.opened + 70),
    )
    found, same = (DESIGN.estimate(one, ASKED).interval for one in (later, pair))
    assert (found.low, found.high) == pytest.approx((same.low, same.high))


def test_interval_widens_when_weeks_share_what_befalls_them() -> None:
    alike = DESIGN.estimate(_pair(shared=0.6), ASKED)
    apart = DESIGN.estimate(_pair(), ASKED)
    memory = _found(alike, AssumptionName.AUTOCORRELATION)
    assert memory.standing is Standing.DOUBTFUL
    assert float(memory.figures["widened"] or 0) > 1.5
    held = _found(apart, AssumptionName.AUTOCORRELATION)
    assert held.standing is Standing.HELD
    assert float(held.figures["widened"] or 0) < 1.1


def test_look_is_refused_when_nobody_was_watched_to_its_horizon() -> None:
    asked = replace(ASKED, horizon_days=200)
    with pytest.raises(EvidenceError, match="200 days cannot be seen at 18"):
        DESIGN.estimate(_pair(), asked)


def test_look_is_refused_without_a_horizon() -> None:
    with pytest.raises(EvidenceError, match="needs a horizon"):
        DESIGN.estimate(_pair(), replace(ASKED, horizon_days=None))


def test_look_is_refused_when_since_is_a_week_or_two() -> None:
    pair = _pair()
    early = pair.since.opened < FIRST_DAY + np.timedelta64(7 * WEEKS + 14, "D")
    few = CaseTimes(
        opened=pair.since.opened[early],
        days=pair.since.days[early],
        is_ended=pair.since.is_ended[early],
        ended_as=pair.since.ended_as[early],
        group=pair.since.group[early],
    )
    with pytest.raises(EvidenceError, match="3 different weeks only"):
        DESIGN.estimate(replace(pair, since=few), ASKED)


def test_baseline_that_ends_after_the_problem_was_picked_fails() -> None:
    asked = replace(ASKED, picked_on=date(2024, 6, 1))
    found = _found(
        DESIGN.estimate(_pair(), asked), AssumptionName.REGRESSION_TO_THE_MEAN
    )
    assert found.standing is Standing.FAILED


def test_season_is_unknown_when_halves_of_a_year_are_compared() -> None:
    found = _found(DESIGN.estimate(_pair(), ASKED), AssumptionName.SEASON)
    assert found.standing is Standing.UNKNOWN


def test_case_mix_fails_when_quick_cases_came_instead() -> None:
    effect = DESIGN.estimate(_pair(since_share=0.1), ASKED)
    found = _found(effect, AssumptionName.CASE_MIX)
    assert found.standing is Standing.FAILED
    held_still = float(found.figures["estimate_same_mix"] or 0)
    assert abs(held_still) < abs(effect.estimate) / 2


def test_share_of_which_none_was_seen_has_an_interval() -> None:
    pair = _pair()
    none = replace(pair.since, ended_as=np.where(pair.since.is_ended, 1, -1))
    asked = replace(ASKED, statistic=Statistic.INCIDENCE, unit=Unit.SHARE)
    some = replace(
        pair.before,
        ended_as=np.where(pair.before.is_ended, np.arange(400) % 40 > 0, -1).astype(
            int
        ),
    )
    effect = DESIGN.estimate(CasePair(before=some, since=none), asked)
    assert effect.since == 0
    assert effect.relative is None
    assert effect.interval.high > -effect.before


def test_gap_between_groups_is_compared() -> None:
    asked = replace(ASKED, statistic=Statistic.GAP)
    effect = DESIGN.estimate(_pair(), asked)
    assert effect.before > 5
    assert effect.interval.holds(0)
    assert effect.relative is None


def test_cases_that_all_take_the_same_time_are_refused() -> None:
    day = np.arange(0, 364, 2)
    side = case_times(np.full(182, 5.0), np.ones(182, dtype=bool), opened_day=day)
    with pytest.raises(EvidenceError, match="no scatter"):
        DESIGN.estimate(
            CasePair(before=side, since=side), replace(ASKED, horizon_days=9)
        )


def test_series_are_not_cases() -> None:
    series = Series(
        start=FIRST_DAY + 7 * np.arange(9),
        value=np.ones(9),
        exposure=np.ones(9),
        n_per_year=52.18,
        since=5,
    )
    with pytest.raises(EvidenceError, match="compares cases"):
        DESIGN.estimate(series, ASKED)


def test_reasons_say_what_is_missing() -> None:
    question = Question(
        is_by_case=True,
        has_series=False,
        before=Days(first=date(2024, 1, 1), last=date(2024, 2, 28)),
        since=Days(first=date(2024, 3, 1), last=date(2024, 4, 1)),
        n_before=60,
        n_since=40,
        season=SeasonChoice.MODELLED,
    )
    assert [reason.name for reason in DESIGN.feasible(question)] == [
        ReasonName.TOO_FEW_POINTS,
        ReasonName.TOO_FEW_BEFORE,
        ReasonName.TOO_FEW_SINCE,
        ReasonName.SEASON_UNCANCELLED,
    ]
