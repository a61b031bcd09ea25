"""Cases by the month in which they opened: which months may be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from mersey.flow.opening_cohorts import judgeable, median_of, period_for
from mersey.flow.results import Cohorts, MeasureSeries, PeriodRow
from mersey.vocabulary import Better, Per, Unit
from tests.unit.report import made_up


def months(*sizes: int) -> MeasureSeries:
    rows = tuple(
        PeriodRow(
            start=date(2023 + at // 12, at % 12 + 1, 1),
            end=date(2023 + at // 12, at % 12 + 1, 28),
            value=30.0 + at,
            n=n,
            complete=True,
        )
        for at, n in enumerate(sizes)
    )
    return MeasureSeries(
        measure="lead_time",
        title="Lead time, median",
        unit=Unit.DAYS,
        better=Better.LOWER,
        per=Per.MONTH,
        rows=rows,
    )


def values(series: MeasureSeries | None) -> list[float | None]:
    return [row.value for row in series.rows]


def test_first_months_are_left_out_when_they_hold_few_of_their_cases() -> None:
    assert values(judgeable(months(3, 9, 30, 31, 29, 30))) == [
        None,
        None,
        *(32, 33, 34, 35),
    ]


def test_month_is_left_out_when_it_has_too_few_cases() -> None:
    assert values(judgeable(months(9, 8, 4, 9, 8, 9))) == [30, 31, None, 33, 34, 35]


def test_nothing_is_judged_when_too_many_months_are_small() -> None:
    assert judgeable(months(9, 3, 9, 3, 9, 3)) is None


@pytest.mark.parametrize(
    ("days", "n", "per"), [(400, 50, Per.MONTH), (300, 600, Per.WEEK), (300, 200, None)]
)
def test_cohorts_are_months_or_weeks_by_the_length_of_the_log(days, n, per) -> None:
    facts = made_up.log().facts
    begin = facts.as_at_date - timedelta(days=days)
    assert period_for(replace(facts, plausible_from=begin, n_cases=n)) is per


def test_median_counts_open_cases_and_those_of_the_span_alone() -> None:
    opened = np.array(["2024-01-01"] * 4 + ["2024-02-01"] * 3, dtype="datetime64[D]")
    found = Cohorts(
        series=months(4, 3),
        opened=opened,
        days=np.array([2.0, 4.0, 9.0, 9.0, 1.0, 1.0, 1.0]),
        is_ended=np.array([True, True, False, False, True, True, True]),
    )
    assert median_of(found, since=date(2024, 1, 1), until=date(2024, 2, 1)) == 4.0
    assert median_of(found, since=date(2024, 2, 1)) == 1.0
    assert median_of(found, since=date(2024, 3, 1)) is None
