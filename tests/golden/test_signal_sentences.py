"""Every sentence about a signal, on extremes: kept as a text that a person reads.

`make golden` writes it again; read it as a newcomer would before it is committed.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.charts.kinds import run, xmr
from mersey.cli.flags import as_flags
from mersey.report.signal_words import plain_lines
from mersey.signals import ChartedSeries, ControlChartKind, Judging, Rebase, judge
from mersey.signals.table import Meant, SeriesRow, series_in
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = Path(__file__).with_name("signal_sentences.txt")
CALM = [52.0, 47, 55, 49, 51, 46, 54, 50, 48, 53, 50, 52, 47, 51, 49, 54, 50, 48]


def months(values: Sequence[float], unit: str = "month", n: float = 0) -> ChartedSeries:
    days = [date(2023 + i // 12, i % 12 + 1, 1) for i in range(len(values))]
    return series(values, unit, [day.isoformat()[:7] for day in days], days, n)


def spaced(values: Sequence[float], unit: str, step: int) -> ChartedSeries:
    days = [date(2024, 1, 1) + timedelta(days=step * i) for i in range(len(values))]
    return series(values, unit, [day.isoformat() for day in days], days)


def years(values: Sequence[float]) -> ChartedSeries:
    days = [date(2000 + i, 4, 1) for i in range(len(values))]
    names = [f"{day.year}/{(day.year + 1) % 100:02}" for day in days]
    return series(values, "year", names, days)


def series(
    values: Sequence[float],
    unit: str,
    periods: list[str],
    days: list[date],
    n: float = 0,
) -> ChartedSeries:
    return ChartedSeries(
        periods=tuple(periods),
        dates=tuple(days),
        values=np.array(values, dtype=float),
        denominators=np.full(len(values), n) if n else None,
        unit=unit,
    )


def with_a_hole() -> ChartedSeries:
    labels = [f"2022-{i:02}" for i in range(1, 9)] + [
        f"2023-{i:02}" for i in range(5, 13)
    ]
    rows = [
        SeriesRow(line=i, period=label, value=str(value))
        for i, (label, value) in enumerate(zip(labels, CALM, strict=False), start=2)
    ]
    return series_in(rows, Meant(value="late")).series[0]


LOW, HIGH = Judging(better=Better.LOWER), Judging(better=Better.HIGHER)
RARE = np.random.default_rng(2).poisson(0.2, 156)
EXTREMES = {
    "one point": (months([5]), LOW),
    "two points": (months([5, 7]), LOW),
    "eight years that rise": (years([20, 30, 40, 50, 60, 70, 80, 90]), LOW),
    "all equal": (months([0.7] * 24), LOW),
    "all equal, with a target": (
        months([0.7] * 24),
        Judging(better=Better.LOWER, target=0.7),
    ),
    "all zero": (spaced([0] * 30, "week", 7), LOW),
    "one event": (months([0] * 11 + [1] + [0] * 12), LOW),
    "rare events": (spaced(RARE, "week", 7), LOW),
    "rare events that stop": (spaced([*RARE, *[0] * 120], "week", 7), LOW),
    "rare events on the chart that was asked for": (
        spaced(RARE, "week", 7),
        Judging(chart=ControlChartKind.C, better=Better.LOWER),
    ),
    "values that mostly repeat": (
        months([3.5] * 9 + [4.5] + [3.5] * 8),
        Judging(chart=ControlChartKind.XMR, better=Better.LOWER),
    ),
    "usual": (months(CALM), LOW),
    "usual, with a target": (months(CALM), Judging(better=Better.LOWER, target=50.0)),
    "weekly, higher is better": (spaced([*CALM, 90], "week", 7), HIGH),
    "weekly, no direction, fewer": (
        spaced([*CALM, 12], "week", 7),
        Judging(better=Better.NEITHER),
    ),
    "daily, no direction, parts": (
        spaced([*(value + 0.25 for value in CALM), 90.5], "day", 1),
        Judging(better=Better.NEITHER),
    ),
    "shares": (months([*CALM, 80], n=200), HIGH),
    "limits drawn anew": (
        months([*CALM, *(value + 30 for value in CALM)]),
        Judging(
            better=Better.LOWER, rebases=(Rebase(period="2024-07", reason="new team"),)
        ),
    ),
    "limits drawn anew without a reason": (
        months([*CALM, *(value + 30 for value in CALM)]),
        Judging(better=Better.LOWER, rebases=(Rebase(period="2024-07"),)),
    ),
    "a hole of eight months": (with_a_hole(), LOW),
    "run chart": (months(CALM), Judging(chart=ControlChartKind.RUN)),
    "run chart with a signal": (
        months([*CALM, *(value + 30 for value in CALM)]),
        Judging(chart=ControlChartKind.RUN),
    ),
    "alternating": (months([40.0, 60] * 12), LOW),
}


def told(name: str) -> str:
    of, how = EXTREMES[name]
    chart = judge(of, how)
    draw = run.draw if chart.chart is ControlChartKind.RUN else xmr.draw
    drawn = draw(chart, measure="Late")
    lines = [line for line in plain_lines([chart]) if line]
    told = [
        line for line in lines if not line.startswith(("Period", *chart_periods(chart)))
    ]
    parts = [f"== {name}", *told, "-", drawn.title, drawn.subtitle, drawn.description]
    return as_flags("\n".join(parts)) + "\n"


def chart_periods(chart) -> tuple[str, ...]:
    return tuple(f"{point.period} " for point in chart.points)


def test_sentences_are_the_golden_ones() -> None:
    found = "\n".join(told(name) for name in EXTREMES)
    if os.environ.get("MERSEY_GOLDEN") == "write":
        FILE.write_text(found, encoding="utf-8", newline="\n")
    assert FILE.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("name", list(EXTREMES))
def test_no_sentence_says_more_than_is_known(name: str) -> None:
    said = told(name)

    for word in (
        "because of",
        "caused",
        "changed the",
        " 1 months",
        " 1 weeks",
        "None",
    ):
        assert word not in said
    assert "nan" not in said.split()
    assert "  " not in "".join(line[10:] for line in said.splitlines())
