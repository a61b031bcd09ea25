"""A series judged: verdicts, warnings, rule sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import DataError, UsageError
from mersey.signals import (
    ChartedSeries,
    ControlChartKind,
    Judging,
    MeasureKind,
    Rebase,
    choose_chart,
    judge,
    rule_set,
    rule_set_ids,
)
from mersey.vocabulary import Better

CALM = [12.0, 14, 11, 13, 15, 12, 13, 11, 14, 12, 13, 14, 12, 15]


def series(values: list[float]) -> ChartedSeries:
    return ChartedSeries(
        periods=tuple(str(i) for i in range(len(values))), values=np.array(values)
    )


def test_xmr_limits_equal_a_hand_count() -> None:
    """Steps 2, 3, 2, 2: mean 2.25; mean 4.2; limits 4.2 ± 2.66 × 2.25."""
    chart = judge(series([3.0, 5, 2, 4, 6]))

    assert chart.points[0].centre == 4.0
    assert chart.points[0].upper == pytest.approx(4 + 2.66 * 2.25, abs=1e-12)
    assert chart.points[0].lower == pytest.approx(4 - 2.66 * 2.25, abs=1e-12)


def test_excel_shows_the_improvement_where_rules_disagree() -> None:
    """The last point of a fall that is still above the centre of a run above it."""
    values = [1.0, 2] * 7 + [30, 28, 26, 24, 22, 20, 18]
    how = Judging(chart=ControlChartKind.XMR, better=Better.LOWER)
    r = judge(series(values), how)
    excel = judge(series(values), replace(how, rules=rule_set("mdc-excel")))

    assert (r.points[14].special_cause, r.points[14].point_type) == (
        "above_upper",
        "concern",
    )
    assert (excel.points[14].special_cause, excel.points[14].point_type) == (
        "trend_down",
        "improvement",
    )


@pytest.mark.parametrize(
    ("target", "better", "verdict"),
    [
        (100.0, Better.HIGHER, "consistent_fail"),
        (-100.0, Better.HIGHER, "consistent_pass"),
        (100.0, Better.LOWER, "consistent_pass"),
        (-100.0, Better.LOWER, "consistent_fail"),
        (13.0, Better.LOWER, "inconsistent"),
        (13.0, Better.NEITHER, None),
        (None, Better.LOWER, None),
    ],
)
def test_assurance_says_whether_the_target_is_in_reach(
    target: float | None, better: Better, verdict: str | None
) -> None:
    chart = judge(series(CALM), Judging(better=better, target=target))

    assert chart.assurance == verdict


def test_target_on_a_limit_is_hit_or_miss() -> None:
    upper = judge(series(CALM)).points[0].upper
    chart = judge(series(CALM), Judging(better=Better.HIGHER, target=upper))

    assert chart.assurance == "inconsistent"


def test_short_series_is_warned_of() -> None:
    warned = [one.id for one in judge(series(CALM[:12])).warnings]

    assert warned == ["short"]
    assert not judge(series(CALM[:13])).warnings


def test_each_part_has_rules_of_its_own() -> None:
    values = [*CALM, *(value + 20 for value in CALM)]
    chart = judge(series(values), Judging(rebases=(Rebase(period="14"),)))

    assert [(part.first, part.n) for part in chart.segments] == [(0, 14), (14, 14)]
    assert not chart.signals


@pytest.mark.parametrize("period", ["0", "99"])
def test_rebase_outside_the_series_is_refused(period: str) -> None:
    with pytest.raises(UsageError, match="outside the series"):
        judge(series(CALM), Judging(rebases=(Rebase(period=period),)))


def test_p_chart_of_large_volumes_is_warned_of() -> None:
    share = 0.3 + 0.03 * np.sin(np.arange(20) * 2.4)
    data = ChartedSeries(
        periods=tuple(map(str, range(20))),
        values=np.round(share * 50_000),
        denominators=np.full(20, 50_000.0),
    )

    assert "overdispersed" in [
        one.id for one in judge(data, Judging(chart=ControlChartKind.P)).warnings
    ]
    assert judge(data).chart is ControlChartKind.PP


def test_signal_joins_neighbours_that_point_one_way() -> None:
    """Seven on the high side, two of them beyond the limit, are one signal."""
    chart = judge(series([*CALM, 40.0, 40, *[19.0] * 5]))

    (signal,) = (
        one for one in chart.signals if one.n > 1 and one.causes[0].direction > 0
    )
    assert (signal.first, signal.last) == ("14", "20")
    assert signal.causes[0] == "above_upper"
    assert len(signal.causes) > 1


def test_steady_series_has_limits_on_its_centre_and_no_signal() -> None:
    chart = judge(series([5.0] * 20))

    assert (chart.points[0].lower, chart.points[0].upper) == (5.0, 5.0)
    assert not chart.signals


@pytest.mark.parametrize(
    ("chart", "values", "n"),
    [
        (ControlChartKind.C, [-1.0, 2], None),
        (ControlChartKind.P, [3.0, 2], [2.0, 2]),
        (ControlChartKind.T, [0.0, 2], None),
    ],
)
def test_values_that_a_chart_cannot_count_are_refused(
    chart: ControlChartKind, values: list[float], n: list[float] | None
) -> None:
    data = ChartedSeries(
        periods=("a", "b"),
        values=np.array(values),
        denominators=None if n is None else np.array(n),
    )
    with pytest.raises(DataError):
        judge(data, Judging(chart=chart))


def test_every_rule_set_says_its_source() -> None:
    assert rule_set_ids() == ("mdc-excel", "mdc-r-0.2.2", "nelson", "vanguard")
    assert all(rule_set(name).source for name in rule_set_ids())


@pytest.mark.parametrize(
    ("kind", "values", "n", "chart"),
    [
        (MeasureKind.DURATION, [3.0, 4], None, "xmr"),
        (MeasureKind.SHARE, [3.0, 4], [50.0, 60], "p"),
        (MeasureKind.SHARE, [900.0, 950], [5000.0, 6000], "pp"),
        (MeasureKind.SHARE, [0.5, 0.6], None, "xmr"),
        (MeasureKind.RATE, [900.0, 950], [5000.0, 6000], "up"),
        (MeasureKind.RATE, [3.0, 4], [5.0, 6], "u"),
        (MeasureKind.COUNT, [3.0, 5, 4], None, "c"),
        (MeasureKind.COUNT, [30.0, 50, 40], None, "xmr"),
        (MeasureKind.RARE_EVENT, [3.0, 5, 0], None, "g"),
        (MeasureKind.RARE_EVENT, [3.5, 5, 0.2], None, "t"),
    ],
)
def test_chart_is_chosen_from_what_the_measure_is(
    kind: MeasureKind, values: list[float], n: list[float] | None, chart: str
) -> None:
    found = choose_chart(kind, np.array(values), None if n is None else np.array(n))

    assert found.chart == chart
    assert found.why


def test_season_and_memory_are_tested_and_said() -> None:
    months = [date(2022 + i // 12, i % 12 + 1, 1) for i in range(36)]
    rng = np.random.default_rng(4)
    wave = 3 * np.sin(2 * np.pi * np.arange(36) / 12) + rng.normal(size=36)
    chart = judge(
        ChartedSeries(
            periods=tuple(day.isoformat() for day in months),
            dates=tuple(months),
            values=wave,
        )
    )

    assert chart.serial.season == "year"
    assert chart.serial.is_seasonal
    assert chart.serial.is_autocorrelated
    assert chart.false_alarms.is_too_low
