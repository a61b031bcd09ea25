"""How fast is it now, and does that differ from the whole log? And does the list grow?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mersey.flow.lead_time_results import LeadTimes, Quantile
    from mersey.flow.results import MeasureSeries, Stage

WEEKS: Final = 104
"""Two years of weeks at most tell whether the list grows."""

LEAST_WEEKS: Final = 26

BEYOND: Final = 2.0
"""Standard errors of the mean weekly growth beyond which it is no chance (about 1 in 40)."""

MOST: Final = 0.5
"""Share of the open cases from which a stage is where they wait."""


@dataclass(frozen=True, kw_only=True)
class TodaysSpeed:
    """The median at the speed of the last days, beside that of the whole log.

    Attributes:
        now, whole: In days. days: How many days "now" is.
        differs: The whole log's median lies outside the interval of today's, and today's
            outside the whole log's.
    """

    now: Quantile
    whole: Quantile
    days: int
    differs: bool


@dataclass(frozen=True, kw_only=True)
class Queue:
    """The stage in which most open cases wait, of `n_open`."""

    stage: Stage
    n_open: int


def todays_speed(found: LeadTimes | None) -> TodaysSpeed | None:
    """Today's speed; None where too few cases were at work, or half is not known."""
    if found is None or not found.period_quantiles:
        return None
    now, whole = found.period_quantiles[0], found.quantiles[0]
    if now.days is None or whole.days is None:
        return None
    differs = _is_outside(whole.days, now) and _is_outside(now.days, whole)
    return TodaysSpeed(now=now, whole=whole, days=found.period_days, differs=differs)


def largest_queue(stages: Sequence[Stage]) -> Queue | None:
    """Where at least half of the open cases wait; None where they are spread."""
    n_open = sum(stage.n_open for stage in stages)
    most = max(stages, key=lambda stage: stage.n_open, default=None)
    if most is None or not n_open or most.n_open < MOST * n_open:
        return None
    return Queue(stage=most, n_open=n_open)


def list_grows(series: Mapping[str, MeasureSeries], *, settle_days: float) -> bool:
    """Whether more came than was finished, week by week, by more than chance explains.

    False where fewer than half a year of weeks is known in full. The first `settle_days`
    are left out: a log that starts empty grows until its first cases have had time to end.
    """
    if not {"arrivals", "throughput"} <= series.keys():
        return False
    came, went = (_known(series[name]) for name in ("arrivals", "throughput"))
    if not came:
        return False
    since = series["arrivals"].rows[0].start + timedelta(days=settle_days)
    weeks = sorted(week for week in came.keys() & went if week >= since)[-WEEKS:]
    growth = np.array([came[week] - went[week] for week in weeks])
    if growth.size < LEAST_WEEKS:
        return False
    error = growth.std(ddof=1) / np.sqrt(growth.size)
    return bool(growth.mean() > BEYOND * error)


def _is_outside(days: float, interval: Quantile) -> bool:
    is_under = interval.lower is not None and days < interval.lower
    return is_under or (interval.upper is not None and days > interval.upper)


def _known(series: MeasureSeries) -> dict[date, float]:
    return {
        row.start: row.value
        for row in series.rows
        if row.complete and row.value is not None
    }
