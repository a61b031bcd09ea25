"""Events too rare to be counted by period: the gaps between them are charted instead.

Counts of mostly 0 and 1 make limits that call nearly every unchanged series special
(simulated: c charts of 0.2 a period, 99 in 100 over 52 periods; gaps 38 in 100).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.charted_series import ChartedSeries
from mersey.signals.limits import g_limits, t_limits
from mersey.signals.results import ControlChartKind, Scale
from mersey.signals.unchanged import spread_gaps

if TYPE_CHECKING:
    from mersey.signals.results import Floats

RARE: Final = 1.0
"""Under one event a period."""

SPREAD_UNTIL: Final = 0.4
"""Up to so many a period times are told well enough for a t chart; over it many events
share a period, and a g chart of whole periods cries wolf less (simulated)."""

LEAST_GAPS: Final = 12
"""Fewer gaps are too few for limits, as fewer points are."""


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """The gaps between neighbouring events, as a series of their own.

    Attributes:
        series: A gap for each event but the first, at the period of that event; in
            periods. chart: g or t.
        events: Mean events a period.
        counts_on: True where the last gap is still open, and already beyond the limit of
            those that ended; then it is one more point, that sets no limits.
    """

    series: ChartedSeries
    chart: ControlChartKind
    events: float
    counts_on: bool


def is_rare(series: ChartedSeries) -> bool:
    """True where the values are counts without a denominator, under one a period."""
    values = series.values
    if series.denominators is not None or series.scale is not Scale.PLAIN:
        return False
    are_counts = bool((values >= 0).all() and (values == np.round(values)).all())
    return are_counts and 0 < float(values.mean()) < RARE


def gaps_between(series: ChartedSeries) -> Gaps | None:
    """The gaps between the events that rare counts tell of; None for under 12 gaps."""
    counts = series.values.astype(np.int64)
    at = np.repeat(np.arange(counts.size), counts)
    if at.size <= LEAST_GAPS:
        return None
    events = float(series.values.mean())
    if events <= SPREAD_UNTIL:
        chart, gaps, since = ControlChartKind.T, spread_gaps(at.astype(float)), 0.5
    else:
        chart, gaps, since = ControlChartKind.G, np.diff(at).astype(float), 0.0
    still_open = counts.size - 1 - int(at[-1]) + since
    counts_on = bool(still_open > _upper(chart, gaps))
    ends = [*at[1:].tolist(), counts.size - 1] if counts_on else at[1:].tolist()
    return Gaps(
        series=_series(
            series, ends, np.append(gaps, still_open) if counts_on else gaps
        ),
        chart=chart,
        events=events,
        counts_on=counts_on,
    )


def _upper(chart: ControlChartKind, gaps: Floats) -> float:
    limits = t_limits if chart is ControlChartKind.T else g_limits
    return float(limits(gaps, np.ones(gaps.shape, dtype=bool)).upper[0])


def _series(counted: ChartedSeries, ends: list[int], gaps: Floats) -> ChartedSeries:
    dates = counted.dates
    return ChartedSeries(
        name=counted.name,
        periods=tuple(counted.periods[i] for i in ends),
        dates=None if dates is None else tuple(dates[i] for i in ends),
        values=gaps,
        notes=counted.notes,
        missing_periods=counted.missing_periods,
        unit=counted.unit,
    )
