"""What a chart prints of itself: how often an unchanged service shows a signal on it."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.signals import ChartedSeries, ControlChartKind, Judging, judge, rule_set
from mersey.signals.process import process_of
from mersey.signals.simulated_services import has_signal


def series(values: np.ndarray, n: float | None = None) -> ChartedSeries:
    return ChartedSeries(
        periods=tuple(map(str, range(values.size))),
        values=values.astype(float),
        denominators=None if n is None else np.full(values.size, n),
    )


@pytest.mark.parametrize(
    ("kind", "level", "n"),
    [
        (ControlChartKind.C, 0.2, 52),
        (ControlChartKind.C, 4.0, 36),
        (ControlChartKind.XMR, 3.0, 24),
    ],
)
def test_rate_is_that_of_a_fresh_simulation_at_the_charts_own_mean(
    kind: ControlChartKind, level: float, n: int
) -> None:
    rng = np.random.default_rng([11, n])
    values = rng.poisson(level, n)
    printed = judge(series(values), Judging(chart=kind)).false_alarms
    fresh = rng.poisson(values.mean(), (4000, n)).astype(float)
    points = has_signal(kind, fresh, None, rule_set())

    assert printed is not None
    assert printed.any_point == pytest.approx(points.any(axis=1).mean(), abs=0.03)
    assert printed.last_point == pytest.approx(points[:, -1].mean(), abs=0.03)


def test_rate_is_the_same_whenever_the_chart_is_drawn_again() -> None:
    values = np.random.default_rng(3).poisson(5.0, 40)
    one, two = (judge(series(values)).false_alarms for _ in range(2))

    assert one == two


@pytest.mark.parametrize("kind", [ControlChartKind.C, ControlChartKind.XMR])
def test_chart_that_would_mostly_be_wrong_draws_no_verdict(
    kind: ControlChartKind,
) -> None:
    values = np.random.default_rng(5).poisson(0.2, 104)
    chart = judge(series(values), Judging(chart=kind))

    assert not chart.is_judged
    assert not chart.signals
    assert chart.warnings[0].id in {"misleading", "repeats"}
    rate = chart.false_alarms
    assert rate is None or rate.any_point > 0.9


def test_plain_limits_on_large_volumes_draw_no_verdict() -> None:
    n, rng = 50_000, np.random.default_rng(6)
    share = rng.normal(0.3, 0.02, 36)
    chart = judge(series(np.round(share * n), n), Judging(chart=ControlChartKind.P))

    assert not chart.is_judged
    assert "overdispersed" in [one.id for one in chart.warnings]
    assert judge(series(np.round(share * n), n)).is_judged


def test_values_rounded_to_their_own_spread_are_simulated_rounded() -> None:
    values = np.round(np.random.default_rng(7).normal(80.0, 0.8, 36))
    process = process_of(
        series(values), slice(0, 36), ControlChartKind.XMR, base=np.ones(36, dtype=bool)
    )

    assert process.grain == 1.0
    assert process.spread == pytest.approx(0.8, abs=0.4)


def test_series_that_are_alike_share_one_simulation() -> None:
    made = [
        process_of(
            series(np.random.default_rng(seed).poisson(30.0, 36)),
            slice(0, 36),
            ControlChartKind.XMR,
            base=np.ones(36, dtype=bool),
        )
        for seed in range(100)
    ]

    assert len(set(made)) <= 25


def test_large_or_fine_values_are_simulated_as_normal() -> None:
    values = np.random.default_rng(8).normal(8.0, 0.8, 36)
    process = process_of(
        series(values), slice(0, 36), ControlChartKind.XMR, base=np.ones(36, dtype=bool)
    )

    assert process.level is None
