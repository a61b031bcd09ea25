"""Series of a plan: its own measure, by period of opening."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.evidence.design import Needs
from mersey.evidence.observe import case_times
from mersey.evidence.observing import asked_of, medians_of, series_of, window_of
from mersey.evidence.restricted import restricted_side
from tests.unit.evidence.borough_log import planning_cases
from tests.unit.evidence.plans import PLAN, experiment

LAST = date(2026, 9, 28)
MEASURE = 'kind = "time_to_end"\nends = ["decision-issued", "withdrawn"]'
SHARE = 'kind = "share_by"\nwithin_days = 56'


@pytest.fixture(scope="module")
def cases():
    return planning_cases()[0].known_on(date(2026, 9, 27))


def test_series_is_of_the_measure_and_not_of_days_when_a_share_is_asked(cases):
    plan = experiment(PLAN.replace(MEASURE, SHARE))
    series = series_of(plan, cases, window_of(plan, LAST))
    known = series.value[np.isfinite(series.value)]
    assert ((known >= 0) & (known <= 1)).all()
    before = cases.opened_between(date(2024, 9, 2), date(2025, 8, 31))
    assert np.nanmean(series.value[: series.since]) == pytest.approx(
        (before.days <= 56).mean(), abs=0.03
    )


def test_series_tells_the_restricted_mean_of_each_week(cases):
    plan = experiment()
    window = window_of(plan, LAST)
    series = series_of(plan, cases, window)
    at = series.since + 3
    first = series.start[at].item()
    week = cases.opened_between(first, date.fromordinal(first.toordinal() + 6))
    mean = restricted_side(case_times(week, plan.measure), 112).value
    assert series.value[at] == mean


def test_series_is_not_known_before_its_cases_are_followed_to_the_horizon(cases):
    plan = experiment()
    series = series_of(plan, cases, window_of(plan, LAST))
    known = np.flatnonzero(np.isfinite(series.value))[-1]
    followed = np.datetime64("2026-09-27") - np.timedelta64(112, "D")
    assert series.start[known] + 6 <= followed < series.start[known] + 13


def test_nothing_is_told_between_the_baseline_and_the_change(cases):
    plan = experiment()
    for series in (
        series_of(plan, cases, window_of(plan, LAST)),
        medians_of(plan, cases, window_of(plan, LAST)),
    ):
        assert series.n_skipped == 4
        assert np.isnan(series.value[series.since - 4 : series.since]).all()
        assert np.isfinite(series.value[series.since - 5])


def test_planned_size_is_in_periods_when_the_design_looks_at_periods(cases):
    plan = experiment()
    window = window_of(plan, LAST)
    asked = asked_of(plan, plan.measure, cases, window, needs=Needs.SERIES)
    assert asked.n_planned == (364 - 112) // 7
    assert asked_of(plan, plan.measure, cases, window).n_planned > 400
