"""Control charts, run charts and funnels at the edge."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.charts import NARROW, WIDE
from mersey.charts.kinds import funnel, run, xmr
from mersey.charts.palette import DARK_BLUE, ORANGE
from mersey.signals import ChartKind, Judging, Rebase, Series, judge
from mersey.signals.funnel import funnel as compared
from mersey.vocabulary import Better
from tests.unit.charts.results import SCRIPT, parse

BOTH = pytest.mark.parametrize("width", [WIDE, NARROW])


def judged(values: list[float], kind: ChartKind = ChartKind.XMR, **how):
    series = Series(
        periods=tuple(f"{SCRIPT} {i}" for i in range(len(values))),
        values=np.array(values, float),
        denominators=np.full(len(values), 100.0) if kind is ChartKind.P else None,
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
def test_run_chart_is_drawn_without_limits(width: int):
    chart = run.draw(judged([3.0, 4, 5], ChartKind.RUN), measure="Cases")

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
    chart = xmr.draw(judged([30.0, 40, 35], ChartKind.P), measure="In time")

    assert chart.table.rows[0][1] == "30%"
    assert chart.table.raw[0][1] == 0.3


@BOTH
def test_few_places_get_intervals_and_no_funnel(width: int):
    few = compared([SCRIPT, "b", "c"], np.array([5.0, 9, 0]), np.array([10.0, 10, 4]))
    chart = funnel.draw(few, measure="In time")

    assert "Bars: 95% intervals" in chart.svg(width)
    assert chart.title == "3 places are too few to tell apart"
    assert {row[-1] for row in chart.table.rows} == {"not judged"}
