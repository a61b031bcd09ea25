"""p, u, c, p′, u′, I, g, t and run charts against qicharts2 and Montgomery.

Source: output of qicharts2 0.8.1 (1b9487e), and its reference tables of Montgomery,
*Introduction to SQC*, kept in ../shared/data/spc/expected (SOURCES.md there).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.signals import (
    ChartedSeries,
    ControlChartKind,
    Judging,
    Rebase,
    judge,
    rule_set,
)
from mersey.signals.limits import c_limits, mean_moving_range, p_limits
from mersey.signals.runs import runs_test
from tests.reference.spc_tables import numbers, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.signals import Limits, SignalChart

pytestmark = pytest.mark.shared_data

I_CHART = rule_set("nelson")
"""The rule set whose XmR limits stand at 3 / 1.128 mean moving ranges."""

CASES = [
    ("qic_cdi_c", ControlChartKind.C, Judging(chart=ControlChartKind.C)),
    (
        "qic_cdi_i",
        ControlChartKind.XMR,
        Judging(chart=ControlChartKind.XMR, rules=I_CHART),
    ),
    ("qic_cdi_u", ControlChartKind.U, Judging(chart=ControlChartKind.U)),
    (
        "qic_cdi_u_freeze24",
        ControlChartKind.U,
        Judging(chart=ControlChartKind.U, fix_after=24),
    ),
    (
        "qic_cdi_u_part24",
        ControlChartKind.U,
        Judging(chart=ControlChartKind.U, rebases=(Rebase(period="2014-11-01"),)),
    ),
    ("qic_cdi_up", ControlChartKind.UP, Judging(chart=ControlChartKind.UP)),
    ("qic_nhs_p", ControlChartKind.P, Judging(chart=ControlChartKind.P)),
    ("qic_nhs_pp", ControlChartKind.PP, Judging(chart=ControlChartKind.PP)),
    ("qic_cabg_g", ControlChartKind.G, Judging(chart=ControlChartKind.G)),
    ("qic_cabg_t", ControlChartKind.T, Judging(chart=ControlChartKind.T)),
]

SOURCES = {
    "qic_cdi": ("cdi", "month", "n", "days"),
    "qic_nhs": ("nhs_accidents", "i", "r", "n"),
    "qic_cabg_g": ("cabg_g", "i", "g", ""),
    "qic_cabg_t": ("cabg_t", "i", "t", ""),
}


def series_of(folder: Path, name: str, kind: ControlChartKind) -> ChartedSeries:
    """The series behind an expected table, from its own file."""
    source = SOURCES.get(name) or SOURCES[name[:7]]
    file, period, value, below = source
    rows = rows_of(folder / "series" / f"{file}.csv")
    has_n = kind in {
        ControlChartKind.P,
        ControlChartKind.PP,
        ControlChartKind.U,
        ControlChartKind.UP,
    }
    return ChartedSeries(
        periods=tuple(row[period] for row in rows),
        values=numbers(rows, value),
        denominators=numbers(rows, below) if has_n else None,
    )


def table_of(chart: SignalChart) -> np.ndarray:
    return np.array(
        [
            [point.value, point.centre, point.lower, point.upper]
            for point in chart.points
        ]
    )


@pytest.mark.parametrize(("name", "kind", "how"), CASES)
def test_limits_and_signals_equal_the_reference(
    shared_data: Path, name: str, kind: ControlChartKind, how: Judging
) -> None:
    folder = shared_data / "spc"
    rows = rows_of(folder / "expected" / f"{name}.csv")
    chart = judge(series_of(folder, name, kind), how)

    expected = np.column_stack(
        [numbers(rows, column) for column in ("y", "cl", "lcl", "ucl")]
    )
    np.testing.assert_allclose(table_of(chart), expected, rtol=1e-9, atol=1e-9)
    value, _, lower, upper = table_of(chart).T
    outside = (value > upper) | (value < lower)
    assert outside.tolist() == [row["sigma.signal"] == "TRUE" for row in rows]


@pytest.mark.parametrize(
    "name",
    [name for name, *_ in CASES if name.startswith("qic")]
    + ["qic_cdi_run", "qic_nhs_run"],
)
def test_runs_equal_the_reference(shared_data: Path, name: str) -> None:
    """Anhøj's rules, of the last part where limits were drawn anew."""
    rows = rows_of(shared_data / "spc" / "expected" / f"{name}.csv")
    part = [row for row in rows if row["part"] == rows[-1]["part"]]
    test = runs_test(numbers(part, "y"), float(part[-1]["cl"]))

    assert test is not None
    assert (
        test.longest_run,
        test.longest_run_max,
        test.n_crossings,
        test.n_crossings_min,
        test.n_useful,
    ) == tuple(
        int(part[-1][column])
        for column in (
            "longest.run",
            "longest.run.max",
            "n.crossings",
            "n.crossings.min",
            "n.useful",
        )
    )
    assert test.is_signal == (part[-1]["runs.signal"] == "TRUE")


@pytest.mark.parametrize(
    ("name", "chart"),
    [
        ("montgomery_ex_7.4_1", ControlChartKind.U),
        ("montgomery_tbl_7.4_1", ControlChartKind.P),
    ],
)
def test_rates_equal_montgomery(
    shared_data: Path, name: str, chart: ControlChartKind
) -> None:
    rows = rows_of(shared_data / "spc" / "expected" / f"{name}.csv")
    series = ChartedSeries(
        periods=tuple(row["x"] for row in rows),
        values=numbers(rows, "y.sum"),
        denominators=numbers(rows, "n"),
    )

    assert_table(judge(series, Judging(chart=chart)), rows)


@pytest.mark.parametrize("part", ["1", "2"])
def test_points_left_out_of_the_baseline_equal_montgomery(
    shared_data: Path, part: str
) -> None:
    """Montgomery 7.1: two parts; some points do not set the limits of theirs."""
    every = rows_of(shared_data / "spc" / "expected" / "montgomery_ex_7.1_5.csv")
    rows = [row for row in every if row["part"] == part]

    assert_limits(
        p_limits(numbers(rows, "y.sum"), numbers(rows, "n"), base_of(rows)), rows
    )


def test_counts_left_out_of_the_baseline_equal_montgomery(shared_data: Path) -> None:
    """Montgomery 7.3: two of the first 26 left out, the rest held against them."""
    rows = rows_of(shared_data / "spc" / "expected" / "montgomery_ex_7.3_3.csv")

    base = base_of(rows) & (np.arange(len(rows)) < 26)

    assert_limits(c_limits(numbers(rows, "y"), base), rows)


def test_fixed_individuals_equal_montgomery(shared_data: Path) -> None:
    """Montgomery 6.5: limits of the first 20 held against all 40."""
    rows = rows_of(shared_data / "spc" / "expected" / "montgomery_ex_6.5_3.csv")
    series = ChartedSeries(
        periods=tuple(row["x"] for row in rows), values=numbers(rows, "y")
    )
    how = Judging(chart=ControlChartKind.XMR, rules=I_CHART, fix_after=20)

    assert_table(judge(series, how), rows)


def test_times_between_events_equal_montgomery(shared_data: Path) -> None:
    rows = rows_of(shared_data / "spc" / "expected" / "montgomery_ex_7.6_1.csv")
    series = ChartedSeries(
        periods=tuple(row["x"] for row in rows), values=numbers(rows, "y")
    )

    assert_table(judge(series, Judging(chart=ControlChartKind.T)), rows)


@pytest.mark.parametrize(
    ("name", "source", "n_base"),
    [
        ("montgomery_ex_6.5_4", "montgomery_ex_6.5_3", 20),
        ("qic_cdi_mr", "qic_cdi_i", 36),
    ],
)
def test_moving_ranges_equal_the_reference(
    shared_data: Path, name: str, source: str, n_base: int
) -> None:
    folder = shared_data / "spc" / "expected"
    values = numbers(rows_of(folder / f"{source}.csv"), "y")
    expected = rows_of(folder / f"{name}.csv")[0]

    mean = float(mean_moving_range(values, np.arange(values.size) < n_base)[..., 0])
    assert mean == pytest.approx(float(expected["cl"]), rel=1e-12)


def assert_table(chart: SignalChart, rows: list[dict[str, str]]) -> None:
    expected = np.column_stack(
        [numbers(rows, column) for column in ("cl", "lcl", "ucl")]
    )
    np.testing.assert_allclose(table_of(chart)[:, 1:], expected, rtol=1e-9, atol=1e-9)


def base_of(rows: list[dict[str, str]]) -> np.ndarray:
    """The rows that set the limits."""
    return np.array([row["include"] == "TRUE" for row in rows])


def assert_limits(limits: Limits, rows: list[dict[str, str]]) -> None:
    found = np.column_stack([limits.centre, limits.lower, limits.upper])
    expected = np.column_stack(
        [numbers(rows, column) for column in ("cl", "lcl", "ucl")]
    )
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)
