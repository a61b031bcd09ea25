"""Counts, percentages and shares told apart; targets in the unit of the values."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, UsageError
from mersey.signals import ChartedSeries, Judging, judge
from mersey.signals.results import Scale
from mersey.signals.scale import scale_of
from mersey.signals.target import read_target, target_for
from mersey.vocabulary import Better

RNG = np.random.default_rng(5)
CASES = RNG.integers(180, 220, 24).astype(float)
IN_TIME = RNG.binomial(CASES.astype(int), 0.94).astype(float)
PERCENT = np.round(100 * IN_TIME / CASES)


def told(values, n, heading="value", written=Scale.PLAIN, stated=None):
    return scale_of(values, n, written=written, heading=heading, stated=stated)


def test_counts_out_of_cases_are_counts() -> None:
    for share in (0.02, 0.1, 0.3, 0.45):
        counts = RNG.binomial(CASES.astype(int), share).astype(float)
        assert told(counts, CASES).keeps_denominator


@pytest.mark.parametrize("heading", ["pct_in_time", "% in time", "anything"])
def test_percentages_beside_cases_are_asked_about(heading: str) -> None:
    with pytest.raises(ChoiceNeeded) as asked:
        told(PERCENT, CASES, heading)
    assert as_typed(asked.value) == ("--value-is percent", "--value-is count")
    as_said = told(PERCENT, CASES, heading, stated="percent")
    assert (as_said.scale, as_said.keeps_denominator) == (Scale.PERCENT, False)
    assert as_said.notes


def test_shares_beside_cases_are_asked_about() -> None:
    with pytest.raises(ChoiceNeeded) as asked:
        told(IN_TIME / CASES, CASES)
    assert as_typed(asked.value)[0] == "--value-is share"


def test_percent_sign_beside_cases_is_read_with_a_statement() -> None:
    found = told(PERCENT, CASES, written=Scale.PERCENT)
    assert (found.scale, found.keeps_denominator) == (Scale.PERCENT, False)
    assert "not used" in found.notes[0].text


@pytest.mark.parametrize(
    ("written", "stated"), [(Scale.PERCENT, "count"), (Scale.PERCENT, "share")]
)
def test_statement_that_the_signs_contradict_is_refused(
    written: Scale, stated: str
) -> None:
    with pytest.raises(UsageError):
        told(PERCENT, CASES, written=written, stated=stated)


def series(values, n=None, scale=Scale.PLAIN) -> ChartedSeries:
    return ChartedSeries(
        periods=tuple(map(str, range(len(values)))),
        values=np.asarray(values, float),
        denominators=n,
        scale=scale,
    )


@pytest.mark.parametrize(
    ("one", "text", "target"),
    [
        (series(IN_TIME, CASES), "0.9", 0.9),
        (series(IN_TIME, CASES), "90%", 0.9),
        (series(PERCENT, scale=Scale.PERCENT), "90", 90.0),
        (series(PERCENT, scale=Scale.PERCENT), "90%", 90.0),
        (series(PERCENT, scale=Scale.PERCENT), "0.5%", 0.5),
        (series(CASES), "1,200", 1200.0),
        (series(CASES, scale=Scale.MONEY), "£1,200", 1200.0),
        (series(IN_TIME / CASES), "90%", 0.9),
    ],
)
def test_target_is_in_the_unit_of_the_values(
    one: ChartedSeries, text: str, target: float
) -> None:
    assert target_for(one, read_target(text)) == pytest.approx(target)


@pytest.mark.parametrize(
    ("one", "text", "said"),
    [
        (series(IN_TIME, CASES), "90", "⟦target⟧ 0.9 or ⟦target⟧ 90%"),
        (series(IN_TIME / CASES), "90", "⟦target⟧ 0.9 or ⟦target⟧ 90%"),
        (series(PERCENT, scale=Scale.PERCENT), "0.9", "⟦target⟧ 90%"),
        (series(CASES), "90%", "unit of the values"),
    ],
)
def test_target_in_another_unit_is_refused_with_the_right_one(
    one: ChartedSeries, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as error:
        target_for(one, read_target(text))
    assert said in error.value.next_step


@pytest.mark.parametrize("text", ["", "ten", "1.2.3", "%"])
def test_target_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_target(text)


@pytest.mark.parametrize(
    ("value", "better", "target", "verdict"),
    [
        (5.0, Better.LOWER, 5.0, "consistent_pass"),
        (5.0, Better.LOWER, 4.0, "consistent_fail"),
        (5.0, Better.HIGHER, 5.0, "consistent_pass"),
        (5.0, Better.HIGHER, 6.0, "consistent_fail"),
    ],
)
def test_limits_without_width_are_judged_by_the_values(
    value: float, better: Better, target: float, verdict: str
) -> None:
    chart = judge(series([value] * 20), Judging(better=better, target=target))
    assert chart.assurance == verdict


@pytest.mark.parametrize(("n", "is_judged"), [(1, False), (11, False), (12, True)])
def test_under_twelve_points_nothing_is_judged(n: int, is_judged: bool) -> None:
    values = [10.0, 11] * 5 + [90, 90]
    chart = judge(series(values[-n:]), Judging(better=Better.LOWER, target=500.0))
    assert chart.is_judged is is_judged
    assert bool(chart.signals) is is_judged
    assert (chart.false_alarms is None) is not is_judged
    assert (chart.assurance is None) is not is_judged
