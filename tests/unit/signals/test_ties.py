"""Equal values are equal, whatever the last digit of their mean is."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.signals import (
    ChartedSeries,
    ControlChartKind,
    Judging,
    judge,
    rank_by_evidence,
)
from mersey.signals.funnel import funnel
from mersey.vocabulary import Better

UNEVEN = [0.7, 0.1, 1 / 3, 1e-7, 1234567.891]
"""Of most of them the mean of several differs from each in its last digit."""


def series(values: list[float], n: float | None = None) -> ChartedSeries:
    return ChartedSeries(
        periods=tuple(map(str, range(len(values)))),
        values=np.array(values),
        denominators=None if n is None else np.full(len(values), n),
    )


@pytest.mark.parametrize("value", UNEVEN)
@pytest.mark.parametrize("n", [12, 13, 24, 37, 366])
@pytest.mark.parametrize(
    "kind", [ControlChartKind.XMR, ControlChartKind.RUN, ControlChartKind.T]
)
def test_equal_values_are_no_signal(
    value: float, n: int, kind: ControlChartKind
) -> None:
    chart = judge(series([value] * n), Judging(chart=kind, better=Better.LOWER))

    assert not chart.signals
    assert chart.variation == "common"
    assert chart.serial.lag_1 is None
    assert not chart.serial.is_autocorrelated
    assert rank_by_evidence([chart]).ranked[0].p == 1.0


@pytest.mark.parametrize(
    "kind",
    [ControlChartKind.P, ControlChartKind.PP, ControlChartKind.U, ControlChartKind.UP],
)
@pytest.mark.parametrize("n", [3.0, 7.0, 49.0, 5001.0])
def test_equal_shares_are_no_signal(kind: ControlChartKind, n: float) -> None:
    chart = judge(series([1.0] * 23, n), Judging(chart=kind))

    assert not chart.signals


@pytest.mark.parametrize("value", UNEVEN)
@pytest.mark.parametrize("better", [Better.LOWER, Better.HIGHER])
def test_target_that_every_value_equals_is_met(value: float, better: Better) -> None:
    chart = judge(series([value] * 12), Judging(better=better, target=value))

    assert chart.assurance == "consistent_pass"


def test_one_other_value_among_equals_does_not_make_the_equals_special() -> None:
    how = Judging(chart=ControlChartKind.XMR)
    chart = judge(series([0.7] * 11 + [0.8] + [0.7] * 12), how)

    causes = {point.special_cause for point in chart.points if point.value == 0.7}
    assert "below_lower" not in causes
    assert chart.points[0].lower < 0.7


def test_trend_needs_steps_that_are_more_than_rounding() -> None:
    values = [0.7 + i * 1e-16 for i in range(24)]

    assert not judge(series(values), Judging(chart=ControlChartKind.XMR)).signals


def test_equal_places_are_all_inside() -> None:
    n = np.arange(10.0, 310.0, 10.0)
    made = funnel([str(i) for i in range(n.size)], 0.7 * n, n)

    assert {unit.verdict for unit in made.units} == {"inside"}
