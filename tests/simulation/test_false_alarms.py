"""How often an unchanged service shows a signal: evidence.md §1.5, simulated anew.

1,500 series each, seed fixed; the table there and ours differ by chance, so by at most
about four standard errors of the difference (0.055 at a share of a half).
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.signals.false_alarms import false_alarms
from mersey.signals.results import ChartKind, SerialTests
from mersey.signals.rule_set import rule_set
from mersey.signals.serial import serial_tests
from mersey.signals.simulation import (
    autocorrelated,
    has_signal,
    runs_signal,
    seasonal,
    unchanged,
)

pytestmark = pytest.mark.long

SERIES = 1500
WITHIN = 0.055

TABLE = [  # process, n, any MDC rule, last point, Anhøj
    ("normal", 12, 0.08, 0.015, 0.01),
    ("normal", 24, 0.19, 0.018, 0.04),
    ("normal", 36, 0.29, 0.021, 0.04),
    ("ar 0.3", 24, 0.45, 0.054, 0.16),
    ("ar 0.3", 36, 0.64, 0.056, 0.24),
    ("ar 0.6", 24, 0.82, 0.20, 0.45),
    ("ar 0.6", 36, 0.95, 0.20, 0.67),
    ("lognormal", 24, 0.58, 0.06, 0.04),
    ("lognormal", 36, 0.78, 0.06, 0.04),
    ("poisson", 24, 0.30, 0.03, 0.05),
    ("poisson", 36, 0.48, 0.03, 0.07),
    ("season", 24, 0.89, 0.12, 0.82),
    ("season", 36, 0.97, 0.11, 0.94),
]


def made(process: str, n: int) -> np.ndarray:
    rng = np.random.default_rng([2026, n, len(process), ord(process[0])])
    shape = (SERIES, n)
    processes = {
        "normal": lambda: rng.normal(size=shape),
        "ar 0.3": lambda: autocorrelated(0.3, shape, rng),
        "ar 0.6": lambda: autocorrelated(0.6, shape, rng),
        "lognormal": lambda: np.exp(0.6 * rng.normal(size=shape)),
        "poisson": lambda: rng.poisson(2.0, shape).astype(float),
        "season": lambda: seasonal(shape, rng),
    }
    return processes[process]()


@pytest.mark.parametrize(("process", "n", "any_point", "last_point", "anhoej"), TABLE)
def test_rates_equal_the_table(
    process: str, n: int, any_point: float, last_point: float, anhoej: float
) -> None:
    values = made(process, n)
    points = has_signal(ChartKind.XMR, values, None, rule_set())

    assert points.any(axis=1).mean() == pytest.approx(any_point, abs=WITHIN)
    assert points[:, -1].mean() == pytest.approx(last_point, abs=WITHIN)
    assert runs_signal(values).mean() == pytest.approx(anhoej, abs=WITHIN)


@pytest.mark.parametrize("chart", list(ChartKind))
def test_stored_rates_are_those_of_the_simulation(chart: ChartKind) -> None:
    values, n = unchanged(chart, (SERIES, 24), np.random.default_rng(7))
    points = has_signal(chart, values, n, rule_set())
    if chart is ChartKind.RUN:
        found = runs_signal(values).mean()
    else:
        found = points.any(axis=1).mean()
    untested = SerialTests(
        lag_1=None,
        is_autocorrelated=False,
        season=None,
        season_p=None,
        is_seasonal=False,
    )
    stored = false_alarms(chart, "mdc-r-0.2.2", n=24, serial=untested)

    assert stored.any_point == pytest.approx(found, abs=WITHIN)


@pytest.mark.parametrize(
    ("process", "memory", "season"),
    [
        ("normal", (0.02, 0.08), (0.0, 0.04)),
        ("ar 0.6", (0.80, 1.0), (0.0, 0.11)),
        ("season", (0.90, 1.0), (0.75, 1.0)),
    ],
)
def test_memory_and_season_are_found_where_they_are(
    process: str, memory: tuple[float, float], season: tuple[float, float]
) -> None:
    months = [date(2022 + i // 12, i % 12 + 1, 1) for i in range(36)]
    found = [
        serial_tests(row, months, parts=[slice(0, 36)]) for row in made(process, 36)
    ]
    shares = np.mean(
        [[one.is_autocorrelated, one.is_seasonal] for one in found], axis=0
    )

    assert memory[0] <= shares[0] <= memory[1]
    assert season[0] <= shares[1] <= season[1]
