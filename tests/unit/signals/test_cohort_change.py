"""A change is said where the latest cohort is part of a signal, with its month."""

from __future__ import annotations

from datetime import date

from mersey.signals import PointType
from mersey.signals.cohort_change import change_of, cohort_chart
from tests.unit.signals.made_cohorts import FASTER, STEADY, cohorts


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
