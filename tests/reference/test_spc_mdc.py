"""XmR by Making Data Count: every label and limit of NHSRplotthedots 0.2.2.

Source: output of NHSRplotthedots 0.2.2 (050b07d) under R 4.2.2, kept in
../shared/data/spc/expected (SOURCES.md there).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.signals import ChartedSeries, Judging, Rebase, judge, rule_set
from mersey.signals.period_words import as_date
from mersey.vocabulary import Better
from tests.reference.spc_tables import PTD_CAUSES, PTD_TYPES, numbers, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.signals import SignalChart

pytestmark = pytest.mark.shared_data

LOWER = Judging(better=Better.LOWER)
HIGHER = Judging(better=Better.HIGHER)
EXCEL = Judging(better=Better.HIGHER, rules=rule_set("mdc-excel"))

CASES = [
    ("ptd_RRK_breaches", LOWER),
    ("ptd_RRK_breaches_target1200", Judging(better=Better.LOWER, target=1200)),
    ("ptd_RJZ_breaches", LOWER),
    ("ptd_RJZ_breaches_fix12", Judging(better=Better.LOWER, fix_after=12)),
    ("ptd_outlier_screened", HIGHER),
    ("ptd_outlier_notscreened", EXCEL),
    ("ptd_total_attendances", HIGHER),
    ("ptd_unit_rnorm20", HIGHER),
    ("ptd_unit_rnorm20_outlier", HIGHER),
    ("ptd_unit_rnorm20_outlier_noscreen", EXCEL),
]


def series_of(rows: list[dict[str, str]]) -> ChartedSeries:
    periods = tuple(row["x"] for row in rows)
    dates = tuple(day for period in periods if (day := as_date(period)))
    return ChartedSeries(periods=periods, values=numbers(rows, "y"), dates=dates)


def charted(folder: Path, name: str, how: Judging) -> SignalChart:
    return judge(series_of(rows_of(folder / "spc" / "expected" / f"{name}.csv")), how)


@pytest.mark.parametrize(("name", "how"), CASES)
def test_labels_equal_the_r_package(shared_data: Path, name: str, how: Judging) -> None:
    rows = rows_of(shared_data / "spc" / "expected" / f"{name}.csv")
    points = judge(series_of(rows), how).points

    assert [point.special_cause for point in points] == [
        PTD_CAUSES[row["special_cause_type"]] for row in rows
    ]
    assert [point.point_type for point in points] == [
        PTD_TYPES[row["point_type"]] for row in rows
    ]


@pytest.mark.parametrize(("name", "how"), CASES)
def test_limits_equal_the_r_package(shared_data: Path, name: str, how: Judging) -> None:
    rows = rows_of(shared_data / "spc" / "expected" / f"{name}.csv")
    points = judge(series_of(rows), how).points

    found = np.array([[point.centre, point.lower, point.upper] for point in points])
    expected = np.column_stack(
        [numbers(rows, column) for column in ("mean_col", "lpl", "upl")]
    )
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-9)


def test_rebased_limits_and_labels_equal_the_table(shared_data: Path) -> None:
    """evidence.md §1.1: RRK, rebased 2018-07-01: 9/8/1 and 6/3/3 special causes."""
    how = Judging(
        better=Better.LOWER, rebases=(Rebase(period="2018-07-01", reason="a test"),)
    )
    chart = charted(shared_data, "ptd_RRK_breaches", how)
    first, second = (
        chart.points[part.first : part.first + part.n] for part in chart.segments
    )

    assert [first[0].centre, first[0].lower, first[0].upper] == pytest.approx(
        [1702.555556, 873.061156, 2532.049956], abs=5e-7
    )
    assert [second[0].centre, second[0].lower, second[0].upper] == pytest.approx(
        [8646.555556, 5698.278056, 11594.833056], abs=5e-7
    )
    assert [_counts(part) for part in (first, second)] == [(9, 8, 1), (6, 3, 3)]


def test_verdicts_equal_the_table(shared_data: Path) -> None:
    target = charted(
        shared_data,
        "ptd_RRK_breaches",
        Judging(better=Better.LOWER, target=1200),
    )
    fixed = charted(
        shared_data, "ptd_RJZ_breaches", Judging(better=Better.LOWER, fix_after=12)
    )

    assert (target.variation, target.assurance) == ("concern", "consistent_fail")
    assert _counts(target.points) == (36, 27, 9)
    assert fixed.variation == "concern"
    assert _counts(fixed.points) == (18, 0, 18)


def _counts(points) -> tuple[int, int, int]:
    types = [point.point_type for point in points]
    n = [types.count(name) for name in ("improvement", "concern")]
    return sum(n), n[0], n[1]
