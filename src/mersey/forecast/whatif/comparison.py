"""What would the change do? Pairs of runs that differ by nothing but the change.

The interval is of the mean difference over the pairs (Student's t): it says how sure the
simulation is of its own answer, not that the service will go on as the log shows it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import DataError
from mersey.forecast.whatif.changes import Changes, changed_crew, check_changes
from mersey.forecast.whatif.figures import Figures, figures_of_run
from mersey.forecast.whatif.results import Answer, Difference, Validation
from mersey.forecast.whatif.scenario import Period, settled_by, workload
from mersey.forecast.whatif.simulation import simulate
from mersey.forecast.whatif.words import queues_in_words

if TYPE_CHECKING:
    from mersey.forecast.whatif.model import Model
    from mersey.forecast.whatif.simulation import Run, Workload

__all__ = ["compare", "period_after", "student_t"]

DAY_S: Final = 86400.0
WEEK_S: Final = 604800.0
WARM_QUANTILE: Final = 0.95
FEWEST_WARM_S: Final = 2 * WEEK_S
LOOK_FIRST: Final = "mersey look FILE shows what the log holds."
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
        raise DataError(msg, next_step=validation.advice or LOOK_FIRST)
    check_changes(model, changes)
    period = period_after(model, weeks)
    pairs = [
        _pair(model, changes, period, seed=seed, replication=n) for n in range(n_pairs)
    ]
    before, after = [one[0] for one in pairs], [one[1] for one in pairs]
    return Answer(
        differences=tuple(_difference(n, before, after) for n in Figures.names()),
        changes=changes,
        validation=validation,
        weeks=weeks,
        n_pairs=n_pairs,
        n_events=sum(one[2] for one in pairs),
        seed=seed,
        unseen=queues_in_words(model),
    )


def period_after(model: Model, weeks: float) -> Period:
    """So many weeks from the day after the log, and as long before as cases take.

    With a line, from the first day of the log: a line remembers.
    """
    since = float(np.ceil(model.until / DAY_S) * DAY_S)
    if model.lines:
        until = since + weeks * WEEK_S
        return Period(warm=model.since, since=since, until=until)
    usual = float(np.quantile(model.patterns.days, WARM_QUANTILE)) * DAY_S * 2
    warm = float(np.clip(usual, FEWEST_WARM_S, MOST_WARM_S))
    return Period(warm=since - warm, since=since, until=since + weeks * WEEK_S)


def _pair(
    model: Model, changes: Changes, period: Period, *, seed: int, replication: int
) -> tuple[Figures, Figures, int]:
    """The same period without and with the changes, and how many events there were.

    A step that had begun before the period keeps its time and its repeats.
    """
    given = partial(workload, model, seed=seed, replication=replication)
    work, _ = given(Changes(), period)
    plain = simulate(work, model.crew)
    settled = settled_by(plain, work, period.since)
    other, _ = given(changes, period, settled=settled)
    crew = changed_crew(model, changes)
    changed = simulate(other, crew, wip_limit=changes.wip_limit)
    return (
        _figures(model, work, plain, period),
        _figures(model, other, changed, period),
        plain.n_events + changed.n_events,
    )


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
