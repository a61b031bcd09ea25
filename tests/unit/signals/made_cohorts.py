"""Cohorts made up by their medians."""

from __future__ import annotations

from datetime import date

import numpy as np

from mersey.flow.results import Cohorts, MeasureSeries, PeriodRow
from mersey.vocabulary import Better, Per, Unit

STEADY = [64.0, 66.0, 65.0, 63.0, 67.0, 65.0, 66.0, 64.0] * 3
FASTER = [51.0, 50.0, 49.0, 51.0, 50.0, 49.0, 50.0, 51.0, 50.0, 50.0]
N = 20


def month(at: int) -> date:
    return date(2023 + at // 12, at % 12 + 1, 1)


def cohorts(medians: list[float]) -> Cohorts:
    """Months of 20 cases, all of which took the median."""
    rows = tuple(
        PeriodRow(
            start=month(at), end=month(at), value=value, n=N, complete=at < len(medians)
        )
        for at, value in enumerate([*medians, None, None, None])
    )
    opened = [month(at) for at in range(len(medians)) for _ in range(N)]
    return Cohorts(
        series=MeasureSeries(
            measure="lead_time",
            title="Lead time, median",
            unit=Unit.DAYS,
            better=Better.LOWER,
            per=Per.MONTH,
            rows=rows,
        ),
        opened=np.array(opened, dtype="datetime64[D]"),
        days=np.repeat(medians, N),
        is_ended=np.ones(N * len(medians), dtype=bool),
    )
