"""What designs refuse, and the odd ways in which cases and periods come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.checks import case_mix
from mersey.evidence.choices import Family, Model, SeasonChoice, Statistic
from mersey.evidence.design import Ahead, Asked, Days
from mersey.evidence.foreseen import smallest_of_cases
from mersey.evidence.medians import cohort_medians
from mersey.evidence.observed import CasePair, ControlledSeries, Series
from mersey.evidence.poisson import fit_poisson
from mersey.evidence.power import PlannedLook, power_of
from mersey.evidence.registered import DESIGNS
from mersey.evidence.restricted import restricted_side
from mersey.evidence.season import are_whole_years
from mersey.vocabulary import Better, Unit
from tests.unit.evidence.made_cases import FIRST_DAY, case_times

ASKED = Asked(
    measure="days", measure_hash="0" * 64, unit=Unit.DAYS, better=Better.LOWER
)


def _cases(n: int = 200, *, group: np.ndarray | None = None) -> CasePair:
    rng = np.random.default_rng(0)
    days, opened = rng.normal(30, 5, n), np.sort(rng.integers(0, 300, n))
    one = case_times(days, np.ones(n, dtype=bool), opened_day=opened, group=group)
    return CasePair(before=one, since=one)


def _series(n: int = 60) -> Series:
    return Series(
        start=FIRST_DAY + 7 * np.arange(n).astype("timedelta64[D]"),
        value=np.random.default_rng(1).normal(50, 5, n),
        exposure=np.ones(n),
        n_per_year=52.18,
        since=30,
    )


@pytest.mark.parametrize("level", [0.5, 1.0, 95])
def test_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=r"such as 0\.95"):
        replace(ASKED, level=level)


def test_horizon_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="some days"):
        replace(ASKED, horizon_days=0)


@pytest.mark.parametrize("name", ["interrupted", "control_chart"])
def test_cases_are_no_series(name: str) -> None:
    with pytest.raises(EvidenceError, match="a number for each period"):
        DESIGNS[name].estimate(_cases(), ASKED)


def test_comparison_needs_a_series_and_no_counts() -> None:
    design = DESIGNS["interrupted_controlled"]
    with pytest.raises(EvidenceError, match="to compare with"):
        design.estimate(_series(), ASKED)
    both = ControlledSeries(changed=_series(), comparison=(_series(),))
    with pytest.raises(EvidenceError, match="gaussian"):
        design.estimate(both, replace(ASKED, family=Family.POISSON))


def test_comparison_of_few_periods_is_refused() -> None:
    short = _series(34)
    both = ControlledSeries(changed=short, comparison=(short,))
    with pytest.raises(EvidenceError, match="12 on each side"):
        DESIGNS["interrupted_controlled"].estimate(both, ASKED)


def test_smallest_step_needs_periods_before() -> None:
    with pytest.raises(EvidenceError, match="12 are needed"):
        DESIGNS["interrupted"].smallest(
            replace(_series(), since=8), ASKED, Ahead(days=90, n=12)
        )


def test_smallest_effect_of_cases_needs_a_horizon_and_cases_ahead() -> None:
    before = _cases().before
    with pytest.raises(EvidenceError, match="depends on its horizon"):
        smallest_of_cases(before, ASKED, Ahead(days=90, n=100))
    with pytest.raises(EvidenceError, match="depends on its horizon"):
        smallest_of_cases(before, ASKED, Ahead(days=90, n=0, horizon_days=60))


def test_smallest_gap_is_foreseen() -> None:
    pair = _cases(group=np.arange(200) % 2)
    asked = replace(ASKED, statistic=Statistic.GAP, horizon_days=60)
    found = smallest_of_cases(pair.before, asked, Ahead(days=300, n=200))
    assert found == pytest.approx(2.8016 * np.sqrt(8 * 5**2 / 200), rel=0.2)


def test_medians_are_the_same_when_cases_are_in_any_order() -> None:
    before = _cases().before
    order = np.random.default_rng(2).permutation(200)
    mixed = case_times(
        before.days[order],
        before.is_ended[order],
        opened_day=(before.opened[order] - FIRST_DAY).astype(int),
    )
    found, same = (
        cohort_medians(one, start=FIRST_DAY, cohort_days=28) for one in (mixed, before)
    )
    assert found[0].tolist() == same[0].tolist()
    assert found[1] == pytest.approx(same[1])


def test_counts_below_nought_are_refused() -> None:
    ones = np.ones((5, 1))
    with pytest.raises(EvidenceError, match="0 or more"):
        fit_poisson(np.array([1.0, -1, 2, 3, 4]), ones, exposure=np.ones(5))
    with pytest.raises(EvidenceError, match="0 or more"):
        fit_poisson(np.ones(5), ones, exposure=np.zeros(5))
    with pytest.raises(EvidenceError, match="nothing was counted"):
        fit_poisson(np.zeros(5), ones, exposure=np.ones(5))


def test_line_with_more_unknowns_than_periods_is_refused() -> None:
    asked = replace(ASKED, model=Model.LEVEL_SLOPE, season=SeasonChoice.MODELLED)
    short = replace(_series(20), since=12, value=_series(20).value)
    short.value[8:16] = np.nan
    with pytest.raises(EvidenceError, match="periods are known"):
        DESIGNS["interrupted"].estimate(short, asked)


def test_series_with_a_comparison_can_be_foreseen() -> None:
    both = ControlledSeries(changed=_series(), comparison=(_series(), _series()))
    look = PlannedLook(on=date(2025, 1, 6), ahead=Ahead(days=182, n=26))
    found = power_of(
        DESIGNS["interrupted_controlled"],
        replace(both, comparison=(replace(_series(), value=_series().value[::-1]),)),
        ASKED,
        looks=(look,),
        predicted=(50, 60),
    )
    assert found.sees


def test_mix_cannot_be_held_still_when_its_groups_are_new() -> None:
    pair = _cases()
    new = replace(pair.since, group=np.ones(200, dtype=int))
    found = case_mix(
        CasePair(before=pair.before, since=new),
        replace(ASKED, horizon_days=60),
        side=lambda cases: restricted_side(cases, 60),
        estimate=-3.0,
    )
    assert found is not None
    assert found.figures["estimate_same_mix"] is None


def test_years_are_whole_within_ten_days() -> None:
    year = Days(first=date(2024, 9, 30), last=date(2025, 9, 28))
    half = Days(first=date(2024, 9, 30), last=date(2025, 3, 30))
    assert are_whole_years(year)
    assert not are_whole_years(year, half)
