"""Control charts, run charts and funnels at the edge."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.charts import NARROW, WIDE
from mersey.charts.control_chart_words import chance_words
from mersey.charts.kinds import funnel, run, xmr
from mersey.charts.palette import DARK_BLUE, ORANGE
from mersey.charts.signal_drawing import Said
from mersey.signals import ChartedSeries, ControlChartKind, Judging, Rebase, judge
from mersey.signals.funnel import funnel as compared
from mersey.vocabulary import Better
from tests.unit.charts.results import SCRIPT, parse

BOTH = pytest.mark.parametrize("width", [WIDE, NARROW])


def judged(values: list[float], kind: ControlChartKind = ControlChartKind.XMR, **how):
    series = ChartedSeries(
        periods=tuple(f"{SCRIPT} {i}" for i in range(len(values))),
        values=np.array(values, float),
        denominators=np.full(len(values), 100.0)
        if kind is ControlChartKind.P
        else None,
    )
    return judge(series, Judging(chart=kind, **how))


@BOTH
@pytest.mark.parametrize(
    "values", [[3.0], [0.0] * 20, [-5.0, 5.0, 0.0], [1e9, 2e9, 1.5e9], [1e-6, 3e-6]]
)
def test_control_chart_is_drawn_whatever_the_values(values: list[float], width: int):
    chart = xmr.draw(judged(values), measure=SCRIPT)

    assert parse(chart.svg(width)) is not None
    assert "<script" not in chart.svg(width)
    assert len(chart.table.rows) == len(values)


@BOTH
@pytest.mark.parametrize("off", [5e-15, 0.3])
def test_control_chart_of_equal_counts_is_drawn_when_its_limits_are_near(
    off: float, width: int
):
    steady = judged([9.0] * 12)
    near = tuple(replace(point, upper=9 + off) for point in steady.points)
    chart = xmr.draw(replace(steady, points=near), measure=SCRIPT)
    assert parse(chart.svg(width)) is not None


@BOTH
def test_run_chart_is_drawn_without_limits(width: int):
    chart = run.draw(judged([3.0, 4, 5], ControlChartKind.RUN), measure="Cases")

    assert "Upper" not in chart.svg(width)
    assert chart.title == "Too few periods to judge"


def test_improvement_is_a_blue_dot_and_concern_an_orange_diamond():
    values = [10.0, 15] * 9 + [60.0]
    worse = xmr.draw(judged(values, better=Better.LOWER), measure="Days").svg()
    better = xmr.draw(judged(values, better=Better.HIGHER), measure="Days").svg()

    assert ORANGE in worse
    assert "Concern" in worse
    assert ORANGE not in better
    assert DARK_BLUE in better


def test_new_limits_are_marked_where_they_begin():
    values = [10.0, 11, 12] * 10
    plain = judged(values)
    decided = judged(values, rebases=(Rebase(period=f"{SCRIPT} 15", reason="a test"),))

    assert "2 3" not in xmr.draw(plain, measure="Days").svg()
    assert "2 3" in xmr.draw(decided, measure="Days").svg()


def test_shares_are_said_in_percent():
    chart = xmr.draw(judged([30.0, 40, 35], ControlChartKind.P), measure="In time")

    assert chart.table.rows[0][1] == "30%"
    assert chart.table.raw[0][1] == 0.3


@BOTH
def test_few_places_get_intervals_and_no_funnel(width: int):
    few = compared([SCRIPT, "b", "c"], np.array([5.0, 9, 0]), np.array([10.0, 10, 4]))
    chart = funnel.draw(few, measure="In time")

    assert "Bars: 95% intervals" in chart.svg(width)
    assert chart.title == "3 places are too few to tell apart"
    assert {row[-1] for row in chart.table.rows} == {"not judged"}


def test_limits_of_counts_are_drawn_and_told_from_nothing_up():
    counts = judged([0.0, 9, 1, 8, 0, 7, 2, 9, 1, 0, 8, 3, 9, 0])
    chart = xmr.draw(counts, measure="Finished")
    assert counts.points[-1].lower < 0
    assert "limits 0 to " in chart.title
    assert {row[3] for row in chart.table.raw} == {0.0}
    assert ">-" not in chart.svg()


def test_limits_of_what_may_be_negative_stay_where_they_are():
    values = [0.5, -9, 1, 8, 0, 7, 2, 9, 1, 0, 8, 3, 9, 0]
    chart = xmr.draw(judged(values), measure="Change")
    assert chart.table.raw[-1][3] < 0


def test_counts_are_told_to_a_tenth_at_most_and_their_axis_is_whole():
    values = [1.0, 2, 1, 0, 2, 1, 1, 0, 2, 1, 0, 1, 1, 2]
    chart = xmr.draw(judged(values), measure="Finished")
    said = re.findall(r"\d+\.\d+", f"{chart.title} {chart.svg()}".split("viewBox")[0])
    assert all(len(number.partition(".")[2]) == 1 for number in said)
    ticks = re.findall(r'<text x="\d+\.?\d*" y="[\d.]+">([\d.]+)</text>', chart.svg())
    assert ticks
    assert all("." not in tick for tick in ticks)


def test_chance_is_told_in_so_many_of_ten():
    said = chance_words(judged([10.0, 11, 12, 9] * 9))
    assert re.fullmatch(
        r"Even a steady service shows a false alarm in (at least )?\d of 10 such charts "
        r"of 36 periods, and in (at least )?(\d of 100|fewer than 1 of 100) on the "
        r"latest period\.",
        said,
    )


@BOTH
def test_the_reason_stands_there_when_the_decision_lies_between_periods(width: int):
    months = [f"2024-{n:02}-01" for n in range(1, 13)]
    months += [f"2025-{n:02}-01" for n in range(1, 13)]
    series = ChartedSeries(
        name="Days",
        periods=tuple(months),
        values=np.array([10.0, 11, 12] * 8),
        unit="month",
        dates=tuple(date.fromisoformat(month) for month in months),
    )
    how = Judging(rebases=(Rebase(period="2024-12-17", reason="second nurse"),))
    chart = xmr.draw(judge(series, how), measure="Days")
    assert "second nurse</text>" in chart.svg(width)
    assert "New limits from January 2025 on: second nurse." in chart.description


@BOTH
def test_the_reason_for_new_limits_stands_on_the_chart(width: int):
    why = (Rebase(period=f"{SCRIPT} 15", reason="second nurse"),)
    chart = xmr.draw(judged([10.0, 11, 12] * 10, rebases=why), measure="Days")
    assert "second nurse</text>" in chart.svg(width)
    assert "second nurse" in chart.description


def test_a_limit_below_ten_is_said_as_finely_as_the_values_above_it():
    large, small = (
        Said(centre="Mean", is_share=False, is_large=is_large)
        for is_large in (True, False)
    )
    assert (large.value(9.347), large.value(16.61)) == ("9.3", "16.6")
    assert small.value(9.347) == "9.35"
