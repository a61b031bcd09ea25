"""The verdict on the page and in JSON is one: the last year, once the log has settled."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from mersey.flow.results import Quantile
from mersey.report.look_signals import look_signals, weekly_charts
from tests.unit.report.made_up import weeks

SETTLED = [9.0, 10.0, 11.0, 10.0]


def summary_of(n: int, *, usual_days: float | None) -> Any:
    """Throughput of `n` weeks, nothing in the first ten; first and last are in part."""
    values = [0.0] * min(n, 10) + [SETTLED[week % 4] for week in range(n - 10)]
    series = {"throughput": weeks("throughput", "Throughput", values)}
    times = SimpleNamespace(quantiles=(Quantile(p=0.85, days=usual_days),))
    return SimpleNamespace(series=series, lead_times=times)


def test_first_weeks_are_left_out_when_no_case_had_time_to_end() -> None:
    ((_, chart),) = weekly_charts(summary_of(40, usual_days=70.0))
    assert len(chart.points) == 29
    assert min(point.value for point in chart.points) == 9.0
    ((_, unsettled),) = weekly_charts(summary_of(40, usual_days=None))
    assert len(unsettled.points) == 38


def test_last_year_is_judged_when_the_log_is_longer() -> None:
    summary = summary_of(120, usual_days=70.0)
    ((_, chart),) = weekly_charts(summary)
    assert (chart.points[0].period, len(chart.points)) == ("2024-04-15", 52)
    (said,) = look_signals(summary)["signals"]
    assert [point["period"] for point in said["points"]] == [
        point.period for point in chart.points
    ]


def test_signals_are_absent_when_no_week_is_full() -> None:
    assert look_signals(summary_of(2, usual_days=70.0)) == {}
