"""Kaplan–Meier against R survival 3.5-3 (survfit, conf.type "log-log") and lifelines 0.30.3."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from mersey.evidence.observed import CaseTimes
from mersey.evidence.restricted import restricted_side
from mersey.flow.time_to_event import (
    KaplanMeier,
    kaplan_meier,
    quantiles,
)

pytestmark = pytest.mark.shared_data


def columns(path: Path, *names: str) -> list[np.ndarray]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [np.array([float(row[name]) for row in rows]) for name in names]


def share_left(fitted: KaplanMeier, days: list[float]) -> np.ndarray:
    """The share not ended just after each of the days."""
    steps = np.concatenate([[1.0], fitted.survival])
    return steps[np.searchsorted(fitted.days, days, side="right")]


@pytest.fixture(scope="module")
def lung(shared_data: Path) -> KaplanMeier:
    days, status = columns(shared_data / "spc/survival_lung.csv", "time", "status")
    return kaplan_meier(days, status == 2)


@pytest.fixture(scope="module")
def heart(shared_data: Path) -> KaplanMeier:
    path = shared_data / "spc/survival_heart_startstop.csv"
    start, stop, event = columns(path, "start", "stop", "event")
    return kaplan_meier(stop, event == 1, entry_days=start)


def test_lung_counts_equal_r(lung: KaplanMeier) -> None:
    assert (lung.n, lung.n_ended) == (228, 165)


def test_lung_survival_equals_r_to_six_digits(lung: KaplanMeier) -> None:
    expected = [0.88157895, 0.72167065, 0.40924162, 0.11569310]
    found = share_left(lung, [90.0, 180, 365, 730])
    assert found == pytest.approx(expected, abs=1e-6)


def test_lung_quartiles_equal_r(lung: KaplanMeier) -> None:
    assert quantiles(lung, [0.25])[0].days == 170
    assert quantiles(lung, [0.5])[0].days == 310


def test_lung_median_interval_equals_log_log(lung: KaplanMeier) -> None:
    median = quantiles(lung, [0.5])[0]
    assert (median.lower, median.upper) == (284, 361)


def test_lung_restricted_mean_equals_r(shared_data: Path) -> None:
    days, status = columns(shared_data / "spc/survival_lung.csv", "time", "status")
    none = np.zeros(days.size, dtype=np.int64)
    cases = CaseTimes(
        opened=np.full(days.size, np.datetime64("2026-01-01")),
        days=days,
        is_ended=status == 2,
        ended_as=none,
        group=none,
    )
    side = restricted_side(cases, 365)
    assert side.value == pytest.approx(263.221866, abs=1e-6)
    assert side.standard_error == pytest.approx(7.798859, abs=1e-6)


def test_heart_with_entry_times_equals_r(heart: KaplanMeier) -> None:
    expected = [0.77560816, 0.64523528, 0.51417186, 0.44205481, 0.32122401]
    found = share_left(heart, [30.0, 60, 90, 180, 365])
    assert quantiles(heart, [0.5])[0].days == 100
    assert found == pytest.approx(expected, abs=1e-6)
