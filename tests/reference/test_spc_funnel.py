"""Funnel plots against FunnelPlotR, and its exact Poisson limits.

Source: output of FunnelPlotR (9020d49) on A&E breaches of December 2018, type 1, kept in
../shared/data/spc/expected; the spreads and the Poisson limits: evidence.md §1.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.signals.funnel import Screening, funnel
from tests.reference.spc_tables import numbers, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.signals.funnel import Funnel


def compared(folder: Path, screening: Screening = Screening.WINSORISE) -> Funnel:
    rows = expected(folder)
    return funnel(
        [row["org_code"] for row in rows],
        numbers(rows, "numerator"),
        numbers(rows, "denominator"),
        screening=screening,
    )


def expected(folder: Path) -> list[dict[str, str]]:
    return rows_of(folder / "spc" / "expected" / "funnel_PR_ae_2018_12_type1.csv")


@pytest.mark.shared_data
def test_scores_equal_funnelplotr(shared_data: Path) -> None:
    rows, found = expected(shared_data), compared(shared_data)

    for column, scores in (
        ("Uzscore", [unit.z for unit in found.units]),
        ("z_od", [unit.z_adjusted for unit in found.units]),
    ):
        np.testing.assert_allclose(scores, numbers(rows, column), rtol=1e-9, atol=1e-9)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("screening", "phi", "tau2"),
    [
        (Screening.NONE, 562.043570, 0.014508988),
        (Screening.WINSORISE, 366.260135, 0.009445956),
        (Screening.TRUNCATE, 252.825981, 0.006814912),
    ],
)
def test_spread_equals_the_table(
    shared_data: Path, screening: Screening, phi: float, tau2: float
) -> None:
    found = compared(shared_data, screening)

    assert found.average == pytest.approx(0.20655306, abs=5e-9)
    assert found.phi == pytest.approx(phi, abs=5e-7)
    assert found.tau2 == pytest.approx(tau2, abs=5e-10)


@pytest.mark.shared_data
def test_allowing_for_spread_leaves_two_of_120_trusts_outside(
    shared_data: Path,
) -> None:
    found = compared(shared_data)
    outside = [one for one in found.units if one.verdict.endswith("_998")]

    assert (found.n_outside_unadjusted, len(outside)) == (120, 2)


def test_under_twenty_units_none_is_judged_and_intervals_are_given() -> None:
    found = funnel(
        [f"council {i}" for i in range(8)], np.arange(8.0) + 10, np.full(8, 60.0)
    )

    assert not found.is_judged
    assert found.curve is None
    assert {unit.verdict for unit in found.units} == {"not_judged"}
    assert all(unit.lower < unit.share < unit.upper for unit in found.units)


def test_units_are_never_ranked() -> None:
    names = [f"unit {i}" for i in range(25)]
    found = funnel(names, np.arange(25.0)[::-1] + 5, np.full(25, 100.0))

    assert [unit.name for unit in found.units] == names


def test_spread_is_nothing_where_chance_explains_all() -> None:
    found = funnel([str(i) for i in range(30)], np.full(30, 20.0), np.full(30, 100.0))

    assert found.tau2 == 0.0
    assert {unit.verdict for unit in found.units} == {"inside"}
