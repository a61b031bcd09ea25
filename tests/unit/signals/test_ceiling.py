"""A ceiling of 100 % is no signal of improvement."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.signals import ChartedSeries, ControlChartKind, Judging, PointType, judge
from mersey.vocabulary import Better

MOSTLY_FULL = [*[100.0, 100, 94] * 5, *[100] * 9]
QUARTERS = [67.0, 100, 100, 100, 94, *[100] * 8]
RISEN = [80.0, 83, 79, 84, 81, 82, 78, 85, 80, 82, *[100] * 9]


def variation(
    values: list[float], chart: ControlChartKind = ControlChartKind.XMR
) -> PointType:
    shares = chart is ControlChartKind.P
    series = ChartedSeries(
        periods=tuple(map(str, range(len(values)))),
        values=np.array(values, float),
        denominators=np.full(len(values), 100.0) if shares else None,
    )
    return judge(series, Judging(chart=chart, better=Better.HIGHER)).variation


@pytest.mark.parametrize("chart", [ControlChartKind.XMR, ControlChartKind.P])
@pytest.mark.parametrize("values", [MOSTLY_FULL, QUARTERS])
def test_a_run_at_the_ceiling_is_no_signal_where_most_stood_there(
    values: list[float], chart: ControlChartKind
):
    assert variation(values, chart) is PointType.NOT_JUDGED


@pytest.mark.parametrize("chart", [ControlChartKind.XMR, ControlChartKind.P])
def test_a_rise_to_the_ceiling_stays_an_improvement(chart: ControlChartKind):
    assert variation(RISEN, chart) is PointType.IMPROVEMENT
