"""Made-up series for the gallery: each number follows from a rule, none from chance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals import ChartedSeries, ControlChartKind, Judging, SignalChart, judge
from mersey.signals.funnel import Funnel, funnel
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from mersey.signals.results import Floats

N_MONTHS: Final = 36
N_PLACES: Final = 32


def improving() -> SignalChart:
    """Days to decide: three years, two weeks less from the 25th month on."""
    i = np.arange(float(N_MONTHS))
    values = 62.0 + (i * 7 % 11 - 5) * 1.1 + (i * 5 % 7 - 3) - 14 * (i >= 24)
    return judge(
        _monthly(values), Judging(chart=ControlChartKind.XMR, better=Better.LOWER)
    )


def run() -> SignalChart:
    """Complaints a month: two years about one level."""
    i = np.arange(24.0)
    values = 17.0 + (i * 7 % 11 - 5) + (i * 3 % 5 - 2)
    how = Judging(chart=ControlChartKind.RUN, better=Better.LOWER)
    return judge(_monthly(values), how)


def places() -> Funnel:
    """Decisions in time at 32 councils, of which one differs."""
    i = np.arange(float(N_PLACES))
    n = 80.0 + 45 * i
    share = 0.86 + (i * 11 % 17 - 8) * 0.006 - 0.16 * (i == 20)
    names = [f"Council {number + 1}" for number in range(N_PLACES)]
    return funnel(names, np.round(share * n), n)


def _monthly(values: Floats) -> ChartedSeries:
    days = [date(2023 + i // 12, i % 12 + 1, 1) for i in range(values.size)]
    return ChartedSeries(
        periods=tuple(day.isoformat() for day in days), dates=tuple(days), values=values
    )
