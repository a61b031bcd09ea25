"""What would the change do? Pairs of runs that differ by nothing but the change.

The interval is of the mean difference over the pairs (Student's t): it says how sure the
simulation is of its own answer, not that the service will go on as the log shows it.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import DataError
from mersey.forecast.whatif.changes import Changes, changed_crew, check_changes
from mersey.forecast.whatif.figures import Figures, figures_of_run
from mersey.forecast.whatif.results import Answer, Difference, Validation
from mersey.forecast.whatif.scenario import Period, workload
from mersey.forecast.whatif.simulation import simulate

if TYPE_CHECKING:
    from mersey.forecast.whatif.model import Model
    from mersey.forecast.whatif.simulation import Run, Workload

__all__ = ["compare", "period_after", "replicate", "student_t"]

DAY_S: Final = 86400.0
WEEK_S: Final = 604800.0
WARM_QUANTILE: Final = 0.95
FEWEST_WARM_S: Final = 2 * WEEK_S
MOST_WARM_S: Final = 52 * WEEK_S


def compare(
    model: Model,
    changes: Changes,
    validation: Validation,
    *,
    seed: int,
    weeks: float = 26,
    n_pairs: int = 20,
) -> Answer:
    """What the changes would do to the weeks after the log.

    Raises:
        DataError: The simulation was too far off in a period that it had not seen.
        UsageError: The changes cannot be carried out.
    """
    if not validation.is_usable:
        msg = f"No what-if is given: {validation.why}"
        step = "mersey look FILE shows how the service has changed over the log."
        raise DataError(msg, next_step=step)
    check_changes(model, changes)
    period = period_after(model, weeks)
    before, n_before = replicate(model, Changes(), period, seed=seed, n=n_pairs)
    after, n_after = replicate(model, changes, period, seed=seed, n=n_pairs)
    return Answer(
        differences=tuple(_difference(n, before, after) for n in Figures.names()),
        changes=changes,
        validation=validation,
        weeks=weeks,
        n_pairs=n_pairs,
        n_events=n_before + n_after,
        seed=seed,
    )


def period_after(model: Model, weeks: float) -> Period:
    """So many weeks from the day after the log, and as long before as cases take."""
    since = float(np.ceil(model.until / DAY_S) * DAY_S)
    usual = float(np.quantile(model.patterns.days, WARM_QUANTILE)) * DAY_S * 2
    warm = float(np.clip(usual, FEWEST_WARM_S, MOST_WARM_S))
    return Period(warm=since - warm, since=since, until=since + weeks * WEEK_S)


def replicate(
    model: Model, changes: Changes, period: Period, *, seed: int, n: int
) -> tuple[list[Figures], int]:
    """The figures of `n` runs, and how many events were simulated."""
    crew = changed_crew(model, changes)
    found, n_events = [], 0
    for replication in range(n):
        work, _ = workload(model, changes, period, seed=seed, replication=replication)
        run = simulate(work, crew, wip_limit=changes.wip_limit)
        found.append(_figures(model, work, run, period))
        n_events += run.n_events
    return found, n_events


def _figures(model: Model, work: Workload, run: Run, period: Period) -> Figures:
    """The figures; no time in queues where the log cannot tell it from work."""
    found = figures_of_run(work, run, period)
    return found if model.has_starts else replace(found, wait_days=float("nan"))


def _difference(name: str, before: list[Figures], after: list[Figures]) -> Difference:
    as_is = _values(name, before)
    changed = _values(name, after)
    by = changed - as_is
    half = 0.0
    if by.size > 1:
        error = float(by.std(ddof=1)) / np.sqrt(by.size)
        half = float(student_t(by.size - 1) * error)
    low80, high80 = np.quantile(by, [0.1, 0.9]).tolist()
    return Difference(
        figure=name,
        as_is=float(as_is.mean()),
        changed=float(changed.mean()),
        change=float(by.mean()),
        low=float(by.mean()) - half,
        high=float(by.mean()) + half,
        low80=low80,
        high80=high80,
    )


def _values(name: str, figures: list[Figures]) -> Any:
    return np.array([getattr(one, name) for one in figures], dtype=np.float64)


def student_t(freedom: int, p: float = 0.975) -> float:
    """Quantile of Student's t; within 0.003 from 9 degrees of freedom.

    Source: Abramowitz & Stegun (1964), 26.7.5.
    """
    z: float = NormalDist().inv_cdf(p)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    terms = (first, second, third, fourth)
    return float(z + sum(one / freedom ** (n + 1) for n, one in enumerate(terms)))
