"""How often an unchanged service shows a signal: evidence.md §1.5, simulated anew.

1,500 series each, seed fixed; the table there and ours differ by chance, so by at most
about four standard errors of the difference (0.055 at a share of a half).
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.signals import ChartedSeries, judge
from mersey.signals.false_alarms import false_alarms
from mersey.signals.results import ControlChartKind, SerialTests
from mersey.signals.rule_set import rule_set
from mersey.signals.runs import runs_test
from mersey.signals.serial import serial_tests
from mersey.signals.simulated_services import has_signal
from mersey.signals.unchanged import Unchanged

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


def autocorrelated(
    rho: float, shape: tuple[int, int], rng: np.random.Generator
) -> np.ndarray:
    """Normal series of variance 1 in which neighbours correlate by `rho`."""
    noise = rng.normal(size=shape)
    values = np.empty(shape)
    values[:, 0] = noise[:, 0]
    for i in range(1, shape[1]):
        values[:, i] = rho * values[:, i - 1] + np.sqrt(1 - rho**2) * noise[:, i]
    return values


def seasonal(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Monthly series with a yearly wave of amplitude 2 on noise of variance 1."""
    wave = 2.0 * np.sin(2 * np.pi * np.arange(shape[1]) / 12)
    return np.asarray(rng.normal(size=shape) + wave)


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
    points = has_signal(ControlChartKind.XMR, values, None, rule_set())

    assert points.any(axis=1).mean() == pytest.approx(any_point, abs=WITHIN)
    assert points[:, -1].mean() == pytest.approx(last_point, abs=WITHIN)
    found = np.mean([is_run_signal(row) for row in values])
    assert found == pytest.approx(anhoej, abs=WITHIN)


CELLS = [
    (kind, level, cases, n)
    for kind, level, cases in [
        (ControlChartKind.C, 0.05, 0),
        (ControlChartKind.C, 0.2, 0),
        (ControlChartKind.C, 0.5, 0),
        (ControlChartKind.C, 2.0, 0),
        (ControlChartKind.C, 15.0, 0),
        (ControlChartKind.XMR, 1.5, 0),
        (ControlChartKind.XMR, 8.0, 0),
        (ControlChartKind.XMR, None, 0),
        (ControlChartKind.P, 0.01, 60),
        (ControlChartKind.P, 0.3, 200),
        (ControlChartKind.U, 0.02, 50),
        (ControlChartKind.U, 0.4, 100),
        (ControlChartKind.G, 30.0, 0),
        (ControlChartKind.T, None, 0),
    ]
    for n in (12, 24, 52, 104, 156)
]


@pytest.mark.parametrize(("kind", "level", "cases", "n"), CELLS)
def test_printed_rates_are_those_of_a_fresh_simulation(
    kind: ControlChartKind, level: float | None, cases: int, n: int
) -> None:
    process = Unchanged(
        chart=kind,
        n=n,
        n_base=n,
        level=level,
        out_of=(float(cases),) * n if cases else (),
    )
    printed = false_alarms(process, "mdc-r-0.2.2", serial=UNTESTED)
    values = fresh(kind, level, cases, n)
    below = np.full(values.shape, float(cases)) if cases else None
    points = has_signal(kind, values, below, rule_set())

    assert printed.any_point == pytest.approx(points.any(axis=1).mean(), abs=0.03)
    assert printed.last_point == pytest.approx(points[:, -1].mean(), abs=0.03)


def fresh(
    kind: ControlChartKind, level: float | None, cases: int, n: int
) -> np.ndarray:
    """The same processes, written down anew, with another seed."""
    rng, shape = np.random.default_rng([7, n]), (6000, n)
    if kind is ControlChartKind.P:
        return rng.binomial(cases, level, shape).astype(float)
    if kind is ControlChartKind.G:
        return rng.geometric(1 / (level + 1), shape) - 1.0
    if kind is ControlChartKind.T:
        return rng.exponential(9.0, shape)
    if level is None:
        return rng.normal(50.0, 4.0, shape)
    return rng.poisson(level * max(cases, 1), shape).astype(float)


UNTESTED = SerialTests(
    lag_1=None,
    is_autocorrelated=False,
    season=None,
    season_p=None,
    is_seasonal=False,
)


@pytest.mark.parametrize("n", [12, 24, 36, 52])
def test_printed_rates_of_run_charts_are_those_of_a_fresh_simulation(n: int) -> None:
    process = Unchanged(chart=ControlChartKind.RUN, n=n, n_base=n)
    printed = false_alarms(process, "mdc-r-0.2.2", serial=UNTESTED)
    values = np.random.default_rng(8).normal(size=(3000, n))

    found = np.mean([is_run_signal(row) for row in values])
    assert printed.any_point == pytest.approx(found, abs=0.03)


def is_run_signal(values: np.ndarray) -> bool:
    test = runs_test(values, float(np.median(values)))
    return test is not None and test.is_signal


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("events", [0.02, 0.1, 0.3, 0.6, 0.9])
def test_rare_events_that_do_not_change_make_few_signals(
    seed: int, events: float
) -> None:
    """A generator of the kind: counts of one steady rate, two years to ten of weeks."""
    rng = np.random.default_rng([seed, int(1000 * events)])
    values = rng.poisson(events, int(rng.integers(24, 520))).astype(float)
    chart = judge(
        ChartedSeries(periods=tuple(map(str, range(values.size))), values=values)
    )

    rate = chart.false_alarms
    assert not chart.is_judged or (rate is not None and rate.last_point < 0.1)
    assert not chart.serial.is_seasonal


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
