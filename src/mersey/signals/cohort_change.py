"""Is it better or worse than before, and since when? Cohorts on a control chart.

The limits stay those of the whole chart: new ones are a person's decision. Only where the
latest cohort is part of a signal is anything said to have changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.flow.opening_cohorts import median_of
from mersey.signals.measure_signals import signals_of

if TYPE_CHECKING:
    from datetime import date

    from mersey.flow.results import Cohorts
    from mersey.signals.results import PointType, SignalChart

LEAST: Final = 13
"""Fewer cohorts give trial limits at best, and no verdict."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """Cases opened from a period on take longer or less long than those before.

    Attributes:
        since: First day of the first such period. n: How many periods it has lasted.
        days, before_days: Days within which half ended; of those since, and before.
        says: Better or worse, by the latest point.
    """

    since: date
    n: int
    days: float
    before_days: float
    says: PointType


def cohort_chart(found: Cohorts | None) -> SignalChart | None:
    """The medians of the cohorts against their own variation; None where too few."""
    if found is None:
        return None
    chart = signals_of(found.series)
    return chart if chart is not None and len(chart.points) >= LEAST else None


def change_of(found: Cohorts | None, chart: SignalChart | None) -> Change | None:
    """The change that still holds; None where the latest cohort shows no signal."""
    if found is None or chart is None or not chart.is_judged or not chart.signals:
        return None
    latest = chart.signals[-1]
    if latest.last != chart.points[-1].period:
        return None
    points = {point.period: point for point in chart.points}
    since, first = points[latest.first].begins, chart.points[0].begins
    if since is None or first is None or since == first:
        return None
    days, before = median_of(found, since=since), _before(found, since, first)
    if days is None or before is None:
        return None
    return Change(
        since=since,
        n=latest.n,
        days=days,
        before_days=before,
        says=latest.point_type,
    )


def _before(found: Cohorts, since: date, first: date) -> float | None:
    return median_of(found, since=first, until=since)
