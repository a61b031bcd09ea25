"""May this simulation be believed? Fitted on the past, held against what came next.

The service is learnt from the first seven tenths of the log's days and simulated over
the rest, each time drawn again from the log. A figure holds where the truth lies within
the tolerance of the simulated mean, or among what 99 in 100 such services would give: a
busy queue may be far off by chance. A service is said to look changed only where two such
periods of an unchanged one differ by less 19 times in 20.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import student_t_quantile
from mersey.errors import DataError
from mersey.forecast.whatif.changes import Changes
from mersey.forecast.whatif.figures import Figures, flow_figures
from mersey.forecast.whatif.model import fit
from mersey.forecast.whatif.refusal import refusal
from mersey.forecast.whatif.results import Check, Validation
from mersey.forecast.whatif.scenario import RunPeriod, workload
from mersey.forecast.whatif.simulation import simulate
from mersey.forecast.whatif.worklog import part_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.forecast.whatif.model import WhatIfModel
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]

DAY_S: Final = 86400.0
CHECKED: Final = 78
"""Stream of chance for drawing the log again."""

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
    them, in the log and in the simulation alike; and so for as many days before.
    """
    since = float(log.opened.min())
    until = float(log.until)
    cut = float(np.floor((since + (until - since) * LEARNT) / DAY_S) * DAY_S)
    found = Validation(
        checks=(),
        days_learnt=(cut - since) / DAY_S,
        days_held_out=(until - cut) / DAY_S,
        n_held_out=int((log.opened >= cut).sum()),
        why="",
    )
    try:
        model = fit(part_of(log, since=since, until=cut))
    except DataError as error:
        return replace(found, why=f"{error.problem} (first part of the log)")
    warm = since if model.lines else cut - (cut - since) * WARM
    period = RunPeriod(warm=float(warm // DAY_S * DAY_S), since=cut, until=until)
    before = replace(period, since=cut - (until - cut), until=cut)
    runs = [_one(model, period, seed=seed, replication=n) for n in range(n_runs)]
    closed = np.where(log.closed, log.ended, np.inf)
    true, earlier = (_seen(log.opened, closed, one) for one in (period, before))
    checks = tuple(_check(name, (true, earlier), runs) for name in TOLERANCE)
    why, advice = refusal(replace(found, checks=checks))
    return replace(found, checks=checks, why=why, advice=advice)


def _one(
    model: WhatIfModel, period: RunPeriod, *, seed: int, replication: int
) -> Figures:
    model = model.drawn_again((seed, CHECKED, replication))
    work, _ = workload(model, Changes(), period, seed=seed, replication=replication)
    return _seen(work.arrival, simulate(work, model.crew).closed, period)


def _seen(opened: object, closed: object, period: RunPeriod) -> Figures:
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


def _check(name: str, seen: tuple[Figures, Figures], runs: list[Figures]) -> Check:
    values = np.array([getattr(one, name) for one in runs])
    if not np.isnan(values).all():  # a run in which nobody came tells no lead time
        values = values[~np.isnan(values)]
    truth, before = (float(getattr(one, name)) for one in seen)
    mean = float(values.mean())
    low, high, by_chance = _by_chance(values)
    off = (mean - truth) / truth if truth else (0.0 if mean == 0 else np.inf)
    return Check(
        figure=name,
        true=truth,
        before=before,
        simulated=mean,
        low=low,
        high=high,
        moves_by_chance=by_chance,
        off=float(off),
        tolerance=TOLERANCE[name],
    )


def _by_chance(values: Floats) -> tuple[float, float, float]:
    """Between what 99 in 100 periods lie, and how far two of them differ, as a share.

    On the logarithm, on which the figures of queues are less lopsided.
    """
    logs = np.log(values[values > 0])
    if logs.size < 2:
        return float(values.min()), float(values.max()), 0.0
    spread = float(logs.std(ddof=1)) * float(np.sqrt(1 + 1 / logs.size))
    half = student_t_quantile(0.995, logs.size - 1) * spread
    middle = float(logs.mean())
    apart = (
        student_t_quantile(0.975, logs.size - 1)
        * float(logs.std(ddof=1))
        * float(np.sqrt(2))
    )
    return (
        float(np.exp(middle - half)),
        float(np.exp(middle + half)),
        float(np.expm1(apart)),
    )
