"""A log's measures as charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mersey.flow.results import MeasureSeries, PeriodRow
from mersey.signals import signals_of
from mersey.vocabulary import Better, Per, Unit

MONDAY = date(2026, 1, 5)


def measured(
    values: list[float | None], unit: Unit = Unit.CASES, n: int = 40
) -> MeasureSeries:
    starts = [MONDAY + timedelta(weeks=i) for i in range(len(values))]
    return MeasureSeries(
        measure="made_up",
        title="Made up",
        unit=unit,
        better=Better.LOWER,
        per=Per.WEEK,
        rows=tuple(
            PeriodRow(
                start=start,
                end=start + timedelta(days=6),
                value=value,
                n=n,
                complete=start != starts[-1],
            )
            for start, value in zip(starts, values, strict=True)
        ),
    )


def periods(chart) -> list[str]:
    return [point.period for point in chart.points]


def test_periods_in_part_and_without_value_are_left_out() -> None:
    chart = signals_of(measured([40.0, None, 50, 45, 3]))

    assert periods(chart) == ["2026-01-05", "2026-01-19", "2026-01-26"]


def test_nothing_is_charted_where_no_period_is_known() -> None:
    assert signals_of(measured([None, 4.0])) is None


def test_durations_are_charted_on_logarithms() -> None:
    chart = signals_of(measured([2.0, 4, 2, 4, 2, 4, 2], Unit.DAYS))

    assert chart.chart == "xmr"
    assert chart.points[0].centre == pytest.approx(8**0.5)
    assert "logarithms" in chart.why


def test_cohorts_too_recent_to_know_are_left_out() -> None:
    """The slowest took 20 days: a week that ended 14 days ago may hold such cases."""
    chart = signals_of(measured([15.0, 20, 16, 18, 17, 3, 2, 1], Unit.DAYS))

    assert periods(chart)[-1] == "2026-02-02"
    assert signals_of(measured([0.0] * 20, Unit.DAYS)).chart == "xmr"


def test_shares_are_charted_out_of_their_cases() -> None:
    chart = signals_of(measured([0.5, 0.6, 0.55, 0.5], Unit.SHARE, n=40))
    large = signals_of(measured([0.5, 0.6, 0.55, 0.5], Unit.SHARE, n=4000))

    assert (chart.chart, large.chart) == ("p", "pp")
    assert chart.points[0].value == 0.5


def test_first_weeks_are_left_out_where_the_log_began_empty() -> None:
    chart = signals_of(measured([1.0, 5, 40, 41, 42, 9]), settle_days=14)

    assert periods(chart)[0] == "2026-01-19"


def test_fewer_finished_are_no_concern_where_fewer_may_have_come() -> None:
    steady = [40.0, 44, 38, 42, 41, 39, 43, 40, 42, 38, 44, 41, 39, 42]
    falls = replace(
        measured([*steady, 2, 2]), measure="throughput", better=Better.HIGHER
    )
    chart = signals_of(falls)

    assert chart is not None
    assert chart.variation == "neutral_low"


def test_weeks_with_few_cases_draw_no_verdict() -> None:
    chart = signals_of(measured([0.0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]))

    assert chart is not None
    assert not chart.is_judged
    assert chart.unit == "week"
