"""Means and standard deviations of samples against Montgomery's piston rings.

Source: qicharts2's reference tables of Montgomery 6.3 and 6.4, kept in
../shared/data/spc/expected. Sizes are total over mean. Of 6.4 and of its variant with a
value missing the samples' own deviations are not kept: their mean is read back from the
limits at one size, and the other sizes must follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.signals.subgroups import c4, mean_limits, sd_limits
from tests.reference.spc_tables import numbers, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.signals import Limits

pytestmark = pytest.mark.shared_data


def read(folder: Path, name: str) -> list[dict[str, str]]:
    return rows_of(folder / "spc" / "expected" / f"montgomery_{name}.csv")


def sizes(rows: list[dict[str, str]]) -> np.ndarray:
    return np.round(numbers(rows, "y.sum") / numbers(rows, "y"))


def assert_limits(limits: Limits, rows: list[dict[str, str]]) -> None:
    found = np.column_stack([limits.centre, limits.lower, limits.upper])
    expected = np.column_stack([numbers(rows, one) for one in ("cl", "lcl", "ucl")])
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_equal_samples_equal_montgomery(shared_data: Path) -> None:
    means, sds = read(shared_data, "ex_6.3_1"), read(shared_data, "ex_6.3_2")
    n, deviations = sizes(means), numbers(sds, "y")
    limits = mean_limits(numbers(means, "y"), n, sd=float(deviations.mean()))

    assert set(n) == {5.0}
    assert_limits(limits, means)
    assert_limits(sd_limits(deviations, n), sds)


@pytest.mark.parametrize("name", ["ex_6.4_1", "NA_test"])
def test_unequal_samples_equal_montgomery(shared_data: Path, name: str) -> None:
    rows = [row for row in read(shared_data, name) if row["y"] != "NA"]
    n = sizes(rows)
    room = float(rows[0]["ucl"]) - float(rows[0]["cl"])
    sd = room / 3 * float(c4(n[:1])[0] * np.sqrt(n[0]))

    assert len(set(n)) > 1
    assert_limits(mean_limits(numbers(rows, "y"), n, sd=sd), rows)
