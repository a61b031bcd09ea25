"""One number of the cases of a side, and what each case does to it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from mersey.errors import EvidenceError
from mersey.evidence.incidence import incidence_side
from mersey.evidence.observed import CaseTimes
from mersey.evidence.restricted import Side, gap_side, restricted_side, watched_days
from mersey.flow.time_to_event import kaplan_meier
from tests.unit.evidence.made_cases import case_times

HORIZON = 30.0


@pytest.fixture(scope="module")
def cases() -> CaseTimes:
    rng = np.random.default_rng(3)
    takes, seen = rng.exponential(20, 80).round(), rng.uniform(5, 60, 80).round()
    ended = takes <= seen
    way = np.where(ended, rng.integers(0, 2, 80), -1)
    return case_times(np.minimum(takes, seen), ended, way=way)


def _without(cases: CaseTimes, i: int) -> CaseTimes:
    return case_times(
        *(np.delete(one, i) for one in (cases.days, cases.is_ended)),
        way=np.delete(cases.ended_as, i),
    )


def test_restricted_mean_and_error_are_greenwoods(cases: CaseTimes) -> None:
    side, fitted = (
        restricted_side(cases, HORIZON),
        kaplan_meier(cases.days, cases.is_ended),
    )
    inside = fitted.days < HORIZON
    n, d = (one[inside].astype(float) for one in (fitted.at_risk, fitted.ended))
    heights = np.concatenate([[1.0], fitted.survival[inside]])
    areas = heights * np.diff(np.concatenate([[0.0], fitted.days[inside], [HORIZON]]))
    right = areas.sum() - np.cumsum(areas)[:-1]
    assert side.value == pytest.approx(areas.sum())
    greenwood = np.sqrt((right**2 * d / (n * (n - d))).sum())
    assert side.standard_error == pytest.approx(greenwood)
    assert side.influence.sum() == pytest.approx(0, abs=1e-9)


def test_restricted_mean_is_that_of_lifelines(cases: CaseTimes) -> None:
    oracle = KaplanMeierFitter().fit(cases.days, cases.is_ended)
    mean = restricted_mean_survival_time(oracle, t=HORIZON)
    assert restricted_side(cases, HORIZON).value == pytest.approx(mean, rel=1e-9)


def test_restricted_mean_is_a_plain_mean_when_all_have_ended() -> None:
    days = np.array([1.0, 4.0, 10.0, 50.0])
    side = restricted_side(case_times(days, np.ones(4, dtype=bool)), HORIZON)
    capped = np.minimum(days, HORIZON)
    assert side.value == pytest.approx(capped.mean())
    assert side.influence == pytest.approx(capped - capped.mean())


@pytest.mark.parametrize("of", [restricted_side, incidence_side])
def test_influence_is_what_leaving_a_case_out_does(
    cases: CaseTimes, of: Callable[[CaseTimes, float], Side]
) -> None:
    side, n = of(cases, HORIZON), cases.days.size
    left_out = np.array([of(_without(cases, i), HORIZON).value for i in range(n)])
    pseudo = n * side.value - (n - 1) * left_out - side.value
    assert np.corrcoef(pseudo, side.influence)[0, 1] > 0.9995
    assert np.abs(pseudo - side.influence).max() < 0.05 * np.ptp(pseudo)


def test_incidence_is_that_of_lifelines(cases: CaseTimes) -> None:
    event = np.where(cases.is_ended, cases.ended_as + 1, 0)
    jitter = cases.days + np.random.default_rng(0).uniform(0, 1e-7, event.size)
    oracle = AalenJohansenFitter(calculate_variance=True).fit(jitter, event, 1)
    at = oracle.cumulative_density_.index <= HORIZON + 1e-6
    side = incidence_side(case_times(jitter, cases.is_ended, way=cases.ended_as), 30.5)
    assert side.value == pytest.approx(
        float(oracle.cumulative_density_.to_numpy()[at][-1, 0]), rel=1e-9
    )
    error = np.sqrt(float(oracle.variance_.to_numpy()[at][-1]))
    assert side.standard_error == pytest.approx(error, rel=0.02)


def test_incidence_is_a_plain_share_when_all_were_watched() -> None:
    days = np.array([2.0, 3.0, 30.0, 31.0, 90.0])
    way = np.array([0, 1, 0, 0, -1])
    side = incidence_side(case_times(days, way >= 0, way=way), HORIZON)
    assert side.value == pytest.approx(2 / 5)
    assert side.influence == pytest.approx(np.array([1, 0, 1, 0, 0]) - 2 / 5)


def test_share_ended_is_one_minus_survival_when_there_is_one_way(
    cases: CaseTimes,
) -> None:
    one_way = case_times(cases.days, cases.is_ended)
    fitted = kaplan_meier(cases.days, cases.is_ended)
    still = fitted.survival[fitted.days <= HORIZON][-1]
    assert incidence_side(one_way, HORIZON).value == pytest.approx(1 - still)


def test_gap_is_the_difference_of_two_groups(cases: CaseTimes) -> None:
    group = np.arange(80) % 2
    both = case_times(cases.days, cases.is_ended, group=group)
    sides = [
        restricted_side(case_times(cases.days[mine], cases.is_ended[mine]), HORIZON)
        for mine in (group == 1, group == 0)
    ]
    gap = gap_side(both, HORIZON)
    assert gap.value == pytest.approx(sides[0].value - sides[1].value)
    error = np.hypot(sides[0].standard_error, sides[1].standard_error)
    assert gap.standard_error == pytest.approx(error)


def test_watched_days_run_from_the_first_opening() -> None:
    days, ended = np.array([10.0, 3.0]), np.array([True, False])
    cases = case_times(days, ended, opened_day=np.array([0, 40]))
    assert watched_days(cases) == 43


def test_side_without_a_case_is_refused() -> None:
    nothing = case_times(np.array([]), np.array([], dtype=bool))
    for of in (restricted_side, incidence_side):
        with pytest.raises(EvidenceError, match="no case on one side"):
            of(nothing, HORIZON)
