"""A change is said where the latest cohort is part of a signal, with its month."""

from __future__ import annotations

from datetime import date

import numpy as np

from mersey.flow.results import Cohorts, MeasureSeries, PeriodRow
from mersey.signals import PointType
from mersey.signals.cohort_change import change_of, cohort_chart
from mersey.vocabulary import Better, Per, Unit

STEADY = [64.0, 66.0, 65.0, 63.0, 67.0, 65.0, 66.0, 64.0] * 3
FASTER = [51.0, 50.0, 49.0, 51.0, 50.0, 49.0, 50.0, 51.0, 50.0, 50.0]
N = 20


def month(at: int) -> date:
    return date(2023 + at // 12, at % 12 + 1, 1)


def cohorts(medians: list[float]) -> Cohorts:
    """Months of 20 cases, all of which took the median."""
    rows = tuple(
        PeriodRow(
            start=month(at), end=month(at), value=value, n=N, complete=at < len(medians)
        )
        for at, value in enumerate([*medians, None, None, None])
    )
    opened = [month(at) for at in range(len(medians)) for _ in range(N)]
    return Cohorts(
        series=MeasureSeries(
            measure="lead_time",
            title="Lead time, median",
            unit=Unit.DAYS,
            better=Better.LOWER,
            per=Per.MONTH,
            rows=rows,
        ),
        opened=np.array(opened, dtype="datetime64[D]"),
        days=np.repeat(medians, N),
        is_ended=np.ones(N * len(medians), dtype=bool),
    )


def test_change_has_its_month_and_both_medians_when_the_limits_are_passed() -> None:
    found = cohorts(STEADY + FASTER)
    change = change_of(found, cohort_chart(found))
    assert (change.since, change.days, change.before_days) == (
        date(2025, 1, 1),
        50.0,
        65.0,
    )
    assert change.says is PointType.IMPROVEMENT


def test_no_change_is_said_when_cohorts_vary_as_usual() -> None:
    found = cohorts(STEADY)
    chart = cohort_chart(found)
    assert chart.variation is PointType.COMMON
    assert change_of(found, chart) is None


def test_no_change_is_said_when_the_signal_is_over() -> None:
    found = cohorts([*STEADY[:16], 120.0, *STEADY[:8]])
    chart = cohort_chart(found)
    assert chart.signals
    assert change_of(found, chart) is None


def test_limits_are_those_of_the_whole_chart_when_there_is_a_change() -> None:
    found = cohorts(STEADY + FASTER)
    chart = cohort_chart(found)
    assert (chart.rebased, len(chart.segments)) == ((), 1)


def test_no_chart_is_drawn_when_too_few_months_are_known() -> None:
    assert cohort_chart(cohorts(STEADY[:10])) is None
    assert cohort_chart(None) is None
    assert change_of(None, None) is None
