"""How well did a simulated period go? The same figures for a log and for a run."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from mersey.forecast.whatif.scenario import RunPeriod
    from mersey.forecast.whatif.simulation import Run, Workload

    Floats = npt.NDArray[np.float64]

DAY_S: Final = 86400.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One period. Days are of the calendar.

    Attributes:
        mean_days, p50_days, p85_days, p95_days: Lead time of the cases that came in the
            period, however long after it they ended; NaN for none.
        wait_days: Mean per case of the time that its steps stood in a queue, nights and
            weekends included; NaN where not known.
        throughput_per_week: Cases that ended in the period.
        wip: Cases in progress, the mean over the period.
        left: Cases in progress at its end.
    """

    mean_days: float
    p50_days: float
    p85_days: float
    p95_days: float
    wait_days: float
    throughput_per_week: float
    wip: float
    left: float

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The figures by name."""
        return tuple(one.name for one in fields(cls))


def figures_of_run(work: Workload, run: Run, period: RunPeriod) -> Figures:
    """The figures of a run."""
    wait = np.add.reduceat(run.began - run.joined, work.first[:-1]) / DAY_S
    return flow_figures(work.arrival, run.closed, period, wait_days=wait)


def flow_figures(
    opened: Floats,
    closed: Floats,
    period: RunPeriod,
    *,
    wait_days: Floats | None = None,
) -> Figures:
    """The figures of cases by when they opened and closed; inf for not yet."""
    came = (opened >= period.since) & (opened < period.until)
    days = np.sort((closed[came] - opened[came]) / DAY_S)
    ended = (closed >= period.since) & (closed < period.until)
    inside = np.clip(closed, period.since, period.until)
    inside = inside - np.clip(opened, period.since, period.until)
    wait = wait_days[came] if wait_days is not None else np.zeros(0)
    return Figures(
        mean_days=float(days.mean()) if days.size else np.nan,
        p50_days=_quantile(days, 0.5),
        p85_days=_quantile(days, 0.85),
        p95_days=_quantile(days, 0.95),
        wait_days=float(wait.mean()) if wait.size else np.nan,
        throughput_per_week=float(ended.sum() / period.weeks),
        wip=float(inside.sum() / (period.until - period.since)),
        left=float(((opened < period.until) & (closed >= period.until)).sum()),
    )


def _quantile(days: Floats, p: float) -> float:
    """The least time within which a share `p` of cases ended."""
    if days.size == 0:
        return float("nan")
    return float(days[min(int(np.ceil(p * days.size)) - 1, days.size - 1)])
