"""What must hold for every chart, whatever the series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mersey.signals import (
    ChartedSeries,
    ControlChartKind,
    Judging,
    judge,
    rule_set,
    rule_set_ids,
)
from mersey.signals.table import SeriesRow, series_in
from mersey.vocabulary import Better

VALUES = st.integers(3, 40).flatmap(
    lambda n: arrays(float, n, elements=st.integers(0, 60).map(float))
)
RULES = st.sampled_from(rule_set_ids()).map(rule_set)


def series(values: np.ndarray) -> ChartedSeries:
    return ChartedSeries(periods=tuple(map(str, range(values.size))), values=values)


def drawn(chart) -> np.ndarray:
    return np.array([[one.centre, one.lower, one.upper] for one in chart.points])


def causes(chart) -> list[str | None]:
    return [one.special_cause for one in chart.points]


@given(values=VALUES, rules=RULES)
def test_limits_scale_with_the_unit(values: np.ndarray, rules) -> None:
    """Doubling is exact in binary, so labels too must be the same."""
    one = judge(series(values), Judging(chart=ControlChartKind.XMR, rules=rules))
    two = judge(series(values * 2), Judging(chart=ControlChartKind.XMR, rules=rules))

    np.testing.assert_array_equal(drawn(two), 2 * drawn(one))
    assert causes(two) == causes(one)


@given(values=VALUES, by=st.integers(-64, 64))
def test_limits_shift_with_the_values(values: np.ndarray, by: int) -> None:
    how = Judging(chart=ControlChartKind.XMR)
    one, two = (judge(series(each), how) for each in (values, values + by))

    np.testing.assert_allclose(drawn(two), drawn(one) + by, atol=1e-9)


@given(values=VALUES, rules=RULES)
def test_upside_down_turns_every_cause_round(values: np.ndarray, rules) -> None:
    how = Judging(chart=ControlChartKind.XMR, better=Better.HIGHER, rules=rules)
    up = judge(series(values), how)
    down = judge(series(-values), replace(how, better=Better.LOWER))

    assert [one.point_type for one in up.points] == [
        one.point_type for one in down.points
    ]


@given(values=VALUES, seed=st.integers(0, 1000))
def test_order_of_rows_does_not_matter(values: np.ndarray, seed: int) -> None:
    rows = [
        SeriesRow(line=i, period=str(i), value=str(value))
        for i, value in enumerate(values)
    ]
    mixed = [rows[i] for i in np.random.default_rng(seed).permutation(len(rows))]

    assert judge(series_in(mixed).series[0]) == judge(series_in(rows).series[0])


@settings(deadline=None)
@given(values=VALUES, n=st.integers(61, 900))
def test_laney_is_p_when_variation_is_that_of_chance(
    values: np.ndarray, n: int
) -> None:
    """Its limits are those of p, widened or narrowed by sigma z about one centre."""
    data = ChartedSeries(
        periods=tuple(map(str, range(values.size))),
        values=values,
        denominators=np.full(values.size, float(n)),
    )
    p, pp = (
        judge(data, Judging(chart=kind))
        for kind in (ControlChartKind.P, ControlChartKind.PP)
    )
    plain, wide = drawn(p), drawn(pp)
    z = pp.sigma_z or 0.0

    np.testing.assert_array_equal(plain[:, 0], wide[:, 0])
    np.testing.assert_allclose(
        wide[:, 2],
        np.minimum(1, wide[:, 0] + z * (plain[:, 2] - plain[:, 0])),
        atol=1e-9,
    )


@given(values=VALUES)
def test_points_before_the_baseline_ends_do_not_see_what_comes_after(
    values: np.ndarray,
) -> None:
    base = np.tile([10.0, 12, 11], 4)
    how = Judging(chart=ControlChartKind.XMR, fix_after=12)
    one = judge(series(np.concatenate([base, values])), how)
    two = judge(series(base), how)

    np.testing.assert_array_equal(drawn(one)[:12], drawn(two))
