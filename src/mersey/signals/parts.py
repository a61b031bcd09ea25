"""Where new limits begin: at the first point on or after each decision's date."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from mersey.errors import UsageError
from mersey.signals.period_words import as_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.results import Rebase


def parts_of(series: ChartedSeries, rebases: Sequence[Rebase]) -> list[int]:
    """The index of the first point of each part, in order; always begins with 0.

    Raises:
        UsageError: A decision falls on no period: before the second or after the last.
    """
    starts = {0}
    for rebase in rebases:
        start = _index(series, rebase.period)
        if start is None or not 0 < start < len(series.periods):
            msg = f"New limits from {rebase.period} begin outside the series."
            inside = f"{series.periods[0]} and up to {series.periods[-1]}"
            raise UsageError(msg, next_step=f"Use a period after {inside}.")
        starts.add(start)
    return sorted(starts)


def placed(series: ChartedSeries, rebases: Sequence[Rebase]) -> tuple[Rebase, ...]:
    """The decisions, each by the period whose limits it draws: a day by that after it."""
    return tuple(
        replace(one, period=series.periods[_index(series, one.period) or 0])
        for one in rebases
    )


def _index(series: ChartedSeries, period: str) -> int | None:
    if period in series.periods:
        return series.periods.index(period)
    day = as_date(period)
    if series.dates is not None and day is not None:
        return bisect_left(series.dates, day)
    return None
