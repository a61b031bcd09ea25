"""The verdict on the page and in JSON is one: the last year, once the log has settled."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from mersey.answer import weekly_charts
from mersey.flow.lead_time_results import Quantile
from mersey.report.look_signals import look_signals
from tests.unit.report.made_up import weeks

SETTLED = [9.0, 10.0, 11.0, 10.0]


def flow_of(n: int, *, usual_days: float | None, is_known: bool = True) -> Any:
    """Throughput of `n` weeks, nothing in the first ten; first and last are in part."""
    values = [0.0] * min(n, 10) + [SETTLED[week % 4] for week in range(n - 10)]
    series = {"throughput": weeks("throughput", "Throughput", values)}
    times = SimpleNamespace(quantiles=(Quantile(p=0.85, days=usual_days),))
    return SimpleNamespace(series=series, lead_times=times, knows_open_cases=is_known)


def test_first_weeks_are_left_out_when_no_case_had_time_to_end() -> None:
    (settled,) = weekly_charts(flow_of(40, usual_days=70.0))
    assert len(settled.chart.points) == 29
    assert min(point.value for point in settled.chart.points) == 9.0
    (unsettled,) = weekly_charts(flow_of(40, usual_days=None))
    assert len(unsettled.chart.points) == 38


def test_last_year_is_judged_when_the_log_is_longer() -> None:
    (one,) = weekly_charts(flow_of(120, usual_days=70.0))
    assert (one.chart.points[0].period, len(one.chart.points)) == ("2024-04-15", 52)
    (said,) = look_signals([one])["signals"]
    assert [point["period"] for point in said["points"]] == [
        point.period for point in one.chart.points
    ]


def test_verdict_is_not_shown_when_there_are_few_weeks() -> None:
    (few,) = weekly_charts(flow_of(12, usual_days=None))
    assert not few.is_shown
    (enough,) = weekly_charts(flow_of(40, usual_days=None))
    assert enough.is_shown


def test_signals_are_absent_when_no_week_is_full() -> None:
    assert look_signals(weekly_charts(flow_of(2, usual_days=70.0))) == {}


def test_nothing_is_charted_when_open_cases_are_missing() -> None:
    assert weekly_charts(flow_of(40, usual_days=70.0, is_known=False)) == ()
