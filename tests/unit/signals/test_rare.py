"""Rare events: the gaps between them, where there are enough; else no verdict."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from mersey.signals import ChartedSeries, ControlChartKind, Judging, Rebase, judge
from mersey.signals.rare import gaps_between, is_rare
from mersey.signals.unchanged import spread_gaps
from mersey.vocabulary import Better


def weeks(counts: list[float] | np.ndarray) -> ChartedSeries:
    days = [date(2020, 1, 6) + timedelta(days=7 * i) for i in range(len(counts))]
    return ChartedSeries(
        periods=tuple(day.isoformat() for day in days),
        dates=tuple(days),
        values=np.asarray(counts, dtype=float),
        unit="week",
    )


def every(n: int, *, of: int, stops: int = 0) -> list[float]:
    """One event in each `n` periods, and none in the last `stops`."""
    return [float(i % n == n - 1) for i in range(of)] + [0.0] * stops


def test_events_of_one_period_are_spread_evenly_over_it() -> None:
    gaps = spread_gaps(np.array([0.0, 0, 3, 5, 5, 5]))

    assert gaps.tolist() == pytest.approx([0.5, 2.75, 5 / 3, 1 / 3, 1 / 3])


@pytest.mark.parametrize("n", [12, 24, 60, 520])
def test_one_event_is_no_signal_and_no_season(n: int) -> None:
    counts = np.zeros(n)
    counts[n // 2] = 1
    chart = judge(weeks(counts), Judging(better=Better.LOWER))

    assert not chart.signals
    assert not chart.is_judged
    assert not chart.serial.is_seasonal
    assert "1 event in" in chart.why


def test_no_event_at_all_is_no_signal() -> None:
    chart = judge(weeks(np.zeros(24)), Judging(better=Better.LOWER, target=0.0))

    assert not chart.signals
    assert chart.assurance == "consistent_pass"


def test_rare_events_move_to_a_chart_of_the_gaps_and_it_is_said() -> None:
    counts = np.random.default_rng(2).poisson(0.2, 156)
    chart = judge(weeks(counts), Judging(better=Better.LOWER))

    assert chart.chart is ControlChartKind.T
    assert chart.charted == "weeks from one event to the next"
    assert len(chart.points) == int(counts.sum()) - 1
    assert "too rare" in chart.why
    assert chart.is_judged


def test_less_rare_events_move_to_whole_periods() -> None:
    counts = np.random.default_rng(3).poisson(0.7, 104)

    assert judge(weeks(counts)).chart is ControlChartKind.G


def test_longer_gaps_are_an_improvement_where_fewer_events_are_better() -> None:
    counts = [*every(4, of=80), *every(16, of=240)]
    chart = judge(weeks(counts), Judging(better=Better.LOWER))

    assert chart.better is Better.HIGHER
    assert "improvement" in {point.point_type for point in chart.points}


def test_events_that_stop_are_seen_in_the_gap_that_is_still_open() -> None:
    varied = np.random.default_rng(4).poisson(0.2, 200)
    chart = judge(weeks([*varied, *np.zeros(120)]), Judging(better=Better.LOWER))

    assert chart.variation == "improvement"
    assert chart.points[-1].value > 119
    assert "still open" in chart.why


def test_open_gap_within_the_limits_is_no_point_yet() -> None:
    varied = np.random.default_rng(4).poisson(0.2, 200)
    gaps = gaps_between(weeks([*varied, 0, 0]))

    assert gaps is not None
    assert not gaps.counts_on


def test_limits_that_a_person_decided_keep_the_counts() -> None:
    counts = np.random.default_rng(2).poisson(0.6, 104)
    how = Judging(rebases=(Rebase(period="2021-01-04", reason="new team"),))

    assert judge(weeks(counts), how).chart is ControlChartKind.C


@pytest.mark.parametrize(
    ("values", "rare"),
    [
        ([0, 1, 0, 0], True),
        ([0, 0, 0, 0], False),
        ([1, 1, 2, 1], False),
        ([0, 0.5, 0, 0], False),
        ([0, -1, 0, 2], False),
    ],
)
def test_rare_counts_are_whole_and_under_one_a_period(
    values: list[float], rare: bool
) -> None:
    assert is_rare(weeks(values)) is rare


def test_target_of_counts_is_not_held_against_gaps_and_it_is_said() -> None:
    counts = np.random.default_rng(2).poisson(0.2, 156)
    chart = judge(weeks(counts), Judging(better=Better.LOWER, target=1.0))

    assert chart.target is None
    assert "target is one of counts" in chart.why
