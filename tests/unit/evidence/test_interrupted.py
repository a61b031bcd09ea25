"""Interrupted series, with a comparison, and on a control chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.choices import Family, Model, SeasonChoice
from mersey.evidence.design import Ahead, Asked, Days, Question, ReasonName
from mersey.evidence.effect import Assumption, AssumptionName, Effect, Standing
from mersey.evidence.observed import ControlledSeries, Series
from mersey.evidence.registered import DESIGNS
from mersey.vocabulary import Better, Unit

ASKED = Asked(
    measure="count", measure_hash="0" * 64, unit=Unit.CASES, better=Better.LOWER
)
QUESTION = Question(
    is_by_case=False,
    has_series=True,
    before=Days(first=date(2022, 1, 1), last=date(2023, 6, 30)),
    since=Days(first=date(2023, 7, 1), last=date(2024, 12, 31)),
    n_points_before=18,
    n_points_since=18,
)


def _series(values: np.ndarray, since: int, *, skipped: int = 0) -> Series:
    months = np.datetime64("2020-01") + np.arange(values.size).astype("timedelta64[M]")
    return Series(
        start=months.astype("datetime64[D]"),
        value=values.astype(float),
        exposure=np.ones(values.size),
        n_per_year=12,
        since=since,
        n_skipped=skipped,
    )


def _noise(n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=n)


def _stepped(step: float, *, n: int = 48, seed: int = 0) -> Series:
    values = 50 + 2 * _noise(n, seed)
    values[n // 2 :] += step
    return _series(values, n // 2)


def _estimate(
    observed: Series | ControlledSeries, name: str, **asked: object
) -> Effect:
    return DESIGNS[name].estimate(observed, replace(ASKED, **asked))  # type: ignore[arg-type]


def _found(effect: Effect, name: AssumptionName) -> Assumption:
    (found,) = (one for one in effect.assumptions if one.name is name)
    return found


@pytest.mark.parametrize("name", ["interrupted", "control_chart"])
def test_step_is_found_with_its_size(name: str) -> None:
    effect = _estimate(_stepped(-6), name)
    assert effect.interval.holds(-6)
    assert effect.interval.high < -3
    assert effect.since - effect.before == pytest.approx(effect.estimate)


def test_limits_scale_with_units() -> None:
    series = _stepped(-3)
    days, hours = (
        _estimate(replace(series, value=series.value * k), "interrupted")
        for k in (1, 24)
    )
    assert hours.estimate == pytest.approx(24 * days.estimate)
    assert hours.interval.low == pytest.approx(24 * days.interval.low)
    assert hours.p_value == pytest.approx(days.p_value)


def test_slope_is_not_taken_for_a_step() -> None:
    drift = _series(50 - 0.5 * np.arange(48) + _noise(48), 24)
    level = _estimate(drift, "interrupted")
    assert _found(level, AssumptionName.PRE_TRENDS).standing is Standing.FAILED
    sloped = _estimate(drift, "interrupted", model=Model.LEVEL_SLOPE)
    assert sloped.interval.holds(0)
    assert _found(sloped, AssumptionName.PRE_TRENDS).standing is Standing.DOUBTFUL


def test_effect_of_a_broken_line_is_its_mean_over_the_time_since() -> None:
    values = 50 + 0.1 * _noise(48)
    values[24:] -= 2 + 0.5 * np.arange(24)
    effect = _estimate(_series(values, 24), "interrupted", model=Model.LEVEL_SLOPE)
    assert effect.estimate == pytest.approx(-(2 + 0.5 * 11.5), abs=0.2)


def test_season_is_taken_out_when_it_is_modelled() -> None:
    wave = 8 * np.sin(2 * np.pi * np.arange(48) / 12)
    values = 50 + wave + _noise(48)
    values[27:] -= 4
    series = _series(values, 27)
    effect = _estimate(series, "interrupted", season=SeasonChoice.MODELLED)
    assert effect.estimate == pytest.approx(-4, abs=1)
    assert _found(effect, AssumptionName.SEASON).standing is Standing.HELD
    left_in = _estimate(series, "interrupted")
    assert _found(left_in, AssumptionName.SEASON).standing is Standing.FAILED


def test_transition_and_unknown_periods_are_left_out() -> None:
    values = np.where(np.arange(48) < 24, 50.0, 44.0) + _noise(48)
    values[22:24] = 500
    values[[3, 40]] = np.nan
    effect = _estimate(_series(values, 24, skipped=2), "interrupted")
    assert (effect.n_before, effect.n_since) == (21, 23)
    assert effect.estimate == pytest.approx(-6, abs=1)


def test_counts_are_compared_as_rates() -> None:
    rng = np.random.default_rng(3)
    exposure = rng.uniform(50, 150, 48)
    rate = np.where(np.arange(48) < 24, 0.4, 0.3)
    series = replace(_series(rng.poisson(rate * exposure), 24), exposure=exposure)
    effect = _estimate(series, "interrupted", family=Family.QUASI_POISSON)
    assert effect.before == pytest.approx(0.4, abs=0.02)
    assert effect.estimate == pytest.approx(-0.1, abs=0.04)
    assert effect.relative is not None
    assert effect.relative.estimate == pytest.approx(effect.estimate / effect.before)
    assert _found(effect, AssumptionName.DISPERSION).standing is Standing.HELD


def test_poisson_is_not_believed_when_counts_scatter_more() -> None:
    counts = np.random.default_rng(4).negative_binomial(2, 0.05, 48)
    as_poisson, as_quasi = (
        _estimate(_series(counts, 24), "interrupted", family=family)
        for family in (Family.POISSON, Family.QUASI_POISSON)
    )
    assert _found(as_poisson, AssumptionName.DISPERSION).standing is Standing.DOUBTFUL
    assert as_poisson.interval.low == pytest.approx(as_quasi.interval.low, rel=0.02)


def test_counts_of_nothing_are_refused() -> None:
    with pytest.raises(EvidenceError, match="same in every"):
        _estimate(_series(np.zeros(48), 24), "interrupted", family=Family.QUASI_POISSON)


def test_side_without_a_count_is_refused() -> None:
    counts = np.where(np.arange(48) < 24, 5.0, 0.0) + (np.arange(48) == 1)
    with pytest.raises(EvidenceError, match="do not settle"):
        _estimate(_series(counts, 24), "interrupted", family=Family.QUASI_POISSON)


def test_what_befalls_both_goes_out_with_a_comparison() -> None:
    shared = 10 * np.repeat([0.0, 1.0], 24)
    here = _series(50 + shared + _noise(48, 1), 24)
    there = [_series(40 + shared + _noise(48, seed), 24) for seed in (2, 3)]
    both = ControlledSeries(changed=here, comparison=tuple(there))
    alone = _estimate(here, "interrupted")
    beside = _estimate(both, "interrupted_controlled")
    assert alone.interval.low > 5
    assert beside.interval.holds(0)
    assert beside.since == pytest.approx(float(here.value[24:].mean()))


def test_comparison_is_refused_when_its_periods_are_others() -> None:
    here, there = _stepped(-6), _stepped(0, n=40)
    with pytest.raises(EvidenceError, match="other periods"):
        _estimate(
            ControlledSeries(changed=here, comparison=(there,)),
            "interrupted_controlled",
        )


def test_chart_says_no_improvement_without_its_signal() -> None:
    steady = _estimate(_stepped(0), "control_chart")
    assert _found(steady, AssumptionName.SIGNAL).standing is Standing.FAILED
    fallen = _estimate(_stepped(-6), "control_chart")
    assert _found(fallen, AssumptionName.SIGNAL).standing is Standing.HELD
    risen = _estimate(_stepped(6), "control_chart")
    assert _found(risen, AssumptionName.SIGNAL).standing is Standing.FAILED
    higher = _estimate(_stepped(6), "control_chart", better=Better.HIGHER)
    assert _found(higher, AssumptionName.SIGNAL).standing is Standing.HELD


@pytest.mark.parametrize(
    ("name", "n", "since", "words"),
    [
        ("interrupted", 30, 24, "needs 12 on each side"),
        ("interrupted", 30, 15, "level alone needs 36"),
        ("control_chart", 20, 15, "needs 12 and 7"),
    ],
)
def test_short_series_are_refused(name: str, n: int, since: int, words: str) -> None:
    with pytest.raises(EvidenceError, match=words):
        _estimate(_series(_noise(n), since), name)


def test_series_that_never_varies_is_refused() -> None:
    with pytest.raises(EvidenceError, match="same in every period"):
        _estimate(_series(np.full(48, 3.0), 24), "interrupted")


def test_level_alone_is_not_offered_at_24_periods() -> None:
    short = replace(QUESTION, n_points_before=12, n_points_since=12)
    feasible = DESIGNS["interrupted"].feasible
    assert [one.name for one in feasible(short)] == [ReasonName.MODEL_AT_THIS_LENGTH]
    assert feasible(replace(short, model=Model.LEVEL_SLOPE)) == ()
    assert feasible(QUESTION) == ()


def test_season_is_not_modelled_when_there_is_less_than_a_year_before() -> None:
    question = replace(
        QUESTION,
        season=SeasonChoice.MODELLED,
        before=Days(first=date(2022, 1, 1), last=date(2022, 6, 30)),
    )
    (reason,) = DESIGNS["interrupted"].feasible(question)
    assert reason.name is ReasonName.SEASON_UNCANCELLED


def test_comparison_and_family_are_asked_for() -> None:
    question = replace(QUESTION, family=Family.POISSON)
    reasons = DESIGNS["interrupted_controlled"].feasible(question)
    assert [one.name for one in reasons] == [
        ReasonName.NO_COMPARISON,
        ReasonName.FAMILY,
    ]


def test_smallest_step_grows_when_neighbours_resemble_each_other() -> None:
    fresh = _noise(48, 5)
    kept = np.convolve(fresh, 0.8 ** np.arange(12))[:48]
    plain, alike = (
        DESIGNS["interrupted"].smallest(
            _series(50 + values / values[:24].std(), 24), ASKED, Ahead(days=365, n=12)
        )
        for values in (fresh, kept)
    )
    assert alike > 1.3 * plain
