"""May this simulation be believed? Fitted on the past, held against what came next.

The service is learnt from the first seven tenths of the log's days and simulated over
the rest. A figure holds where the truth lies within the tolerance of the simulated mean,
or among what nine in ten of the simulated periods gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import DataError
from mersey.forecast.whatif.changes import Changes
from mersey.forecast.whatif.figures import Figures, flow_figures
from mersey.forecast.whatif.model import fit
from mersey.forecast.whatif.results import SAID, Check, Validation
from mersey.forecast.whatif.scenario import Period, workload
from mersey.forecast.whatif.simulation import simulate
from mersey.forecast.whatif.worklog import part_of

if TYPE_CHECKING:
    from mersey.forecast.whatif.model import Model
    from mersey.forecast.whatif.worklog import WorkLog

__all__ = ["validate"]

DAY_S: Final = 86400.0
LEARNT: Final = 0.7
"""Share of the log's days that the service is learnt from."""

WARM: Final = 0.5
"""The run begins this share of the learnt days before the held-out ones."""

TOLERANCE: Final = {
    "throughput_per_week": 0.2,
    "p50_days": 0.3,
    "p85_days": 0.3,
    "wip": 0.3,
}
"""How far off a figure may be, as a share of the truth."""


def validate(log: WorkLog, *, seed: int, n_runs: int = 20) -> Validation:
    """How far off a simulation of the log's last three tenths is.

    Lead times are of the cases that came in those days, each counted up to the last of
    them, in the log and in the simulation alike.
    """
    since = float(log.opened.min())
    until = float(log.until)
    cut = float(np.floor((since + (until - since) * LEARNT) / DAY_S) * DAY_S)
    days = (cut - since) / DAY_S, (until - cut) / DAY_S
    n_held_out = int((log.opened >= cut).sum())
    warm = np.floor((cut - (cut - since) * WARM) / DAY_S) * DAY_S
    period = Period(warm=float(warm), since=cut, until=until)
    try:
        model = fit(part_of(log, since=since, until=cut))
    except DataError as error:
        return _result((), days, n_held_out, f"{error.problem} (first part of the log)")
    closed = np.where(log.closed, log.ended, np.inf)
    runs = [_one(model, period, seed=seed, replication=n) for n in range(n_runs)]
    true = _seen(log.opened, closed, period)
    checks = tuple(_check(name, true, runs) for name in TOLERANCE)
    return _result(checks, days, n_held_out, _why(checks))


def _result(
    checks: tuple[Check, ...], days: tuple[float, float], n: int, why: str
) -> Validation:
    return Validation(
        checks=checks,
        days_learnt=days[0],
        days_held_out=days[1],
        n_held_out=n,
        why=why,
    )


def _one(model: Model, period: Period, *, seed: int, replication: int) -> Figures:
    work, _ = workload(model, Changes(), period, seed=seed, replication=replication)
    return _seen(work.arrival, simulate(work, model.crew).closed, period)


def _seen(opened: object, closed: object, period: Period) -> Figures:
    """The figures as they are known at the end of the period, no case left out."""
    opened, closed = np.asarray(opened), np.asarray(closed)
    known = np.where(closed >= period.until, period.until, closed)
    lead = flow_figures(opened, known, period)
    flow = flow_figures(opened, closed, period)
    return Figures(
        mean_days=lead.mean_days,
        p50_days=lead.p50_days,
        p85_days=lead.p85_days,
        p95_days=lead.p95_days,
        wait_days=lead.wait_days,
        throughput_per_week=flow.throughput_per_week,
        wip=flow.wip,
        left=flow.left,
    )


def _check(name: str, true: Figures, runs: list[Figures]) -> Check:
    values = np.array([getattr(one, name) for one in runs])
    truth = float(getattr(true, name))
    mean = float(values.mean())
    low, high = np.quantile(values, [0.05, 0.95]).tolist()
    off = (mean - truth) / truth if truth else (0.0 if mean == 0 else np.inf)
    return Check(
        figure=name,
        true=truth,
        simulated=mean,
        low=low,
        high=high,
        off=float(off),
        tolerance=TOLERANCE[name],
    )


def _why(checks: tuple[Check, ...]) -> str:
    wrong = [
        f"{SAID[one.figure]}: simulated {one.simulated:.3g}, in truth {one.true:.3g}"
        for one in checks
        if not one.holds
    ]
    if not wrong:
        return ""
    told = "; ".join(wrong)
    return f"on days that it had not seen, the simulation was too far off ({told})."
