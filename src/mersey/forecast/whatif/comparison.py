"""What would the change do? Pairs of runs that differ by nothing but the change.

The interval is of the mean difference. It holds both what a finite number of pairs leaves
open and what a finite log does: the service is learnt again from the log drawn again, and
each such service is simulated twice, so that chance within a service can be taken out of
the spread between services. It does not say that the service will go on as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.distributions import student_t_quantile
from mersey.errors import DataError
from mersey.forecast.whatif.changes import Changes, changed_crew, check_changes
from mersey.forecast.whatif.comparison_words import queues_in_words
from mersey.forecast.whatif.figures import Figures, figures_of_run
from mersey.forecast.whatif.results import Comparison, FigureDifference, Validation
from mersey.forecast.whatif.scenario import RunPeriod, settled_by, workload
from mersey.forecast.whatif.simulation import simulate

if TYPE_CHECKING:
    from mersey.forecast.whatif.model import WhatIfModel
    from mersey.forecast.whatif.simulation import Run, Workload

_Pair = tuple[Figures, Figures, int]
"""A period as it is and with the changes; how many events that took."""

TWICE: Final = 2
"""Times that each service drawn again is simulated."""

AGAIN: Final = 77
"""Stream of chance for drawing the log again."""

DAY_S: Final = 86400.0
WEEK_S: Final = 604800.0
WARM_QUANTILE: Final = 0.95
FEWEST_WARM_S: Final = 2 * WEEK_S
LOOK_FIRST: Final = "mersey look FILE shows what the log holds."
MOST_WARM_S: Final = 52 * WEEK_S


def compare(
    model: WhatIfModel,
    changes: Changes,
    validation: Validation,
    *,
    seed: int,
    weeks: float = 26,
    n_pairs: int = 20,
) -> Comparison:
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
    again = [
        [
            _pair(
                other, changes, period, seed=seed, replication=n_pairs + TWICE * n + k
            )
            for k in range(TWICE)
        ]
        for n in range(n_pairs)
        for other in (model.drawn_again((seed, AGAIN, n)),)
    ]
    return Comparison(
        differences=tuple(_difference(n, pairs, again) for n in Figures.names()),
        changes=changes,
        validation=validation,
        weeks=weeks,
        n_pairs=n_pairs,
        n_events=sum(one[2] for one in [*pairs, *(p for two in again for p in two)]),
        seed=seed,
        unseen=queues_in_words(model),
    )


def period_after(model: WhatIfModel, weeks: float) -> RunPeriod:
    """So many weeks from the day after the log, and as long before as cases take.

    With a line, from the first day of the log: a line remembers.
    """
    since = float(np.ceil(model.until / DAY_S) * DAY_S)
    if model.lines:
        until = since + weeks * WEEK_S
        return RunPeriod(warm=model.since, since=since, until=until)
    usual = float(np.quantile(model.patterns.days, WARM_QUANTILE)) * DAY_S * 2
    warm = float(np.clip(usual, FEWEST_WARM_S, MOST_WARM_S))
    return RunPeriod(warm=since - warm, since=since, until=since + weeks * WEEK_S)


def _pair(
    model: WhatIfModel,
    changes: Changes,
    period: RunPeriod,
    *,
    seed: int,
    replication: int,
) -> _Pair:
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


def _figures(
    model: WhatIfModel, work: Workload, run: Run, period: RunPeriod
) -> Figures:
    """The figures; no time in queues where the log cannot tell it from work."""
    found = figures_of_run(work, run, period)
    return found if model.has_starts else replace(found, wait_days=float("nan"))


def _difference(
    name: str, pairs: list[_Pair], again: list[list[_Pair]]
) -> FigureDifference:
    """The difference of one figure, over the periods that tell it.

    A period in which nobody came tells no lead time. All is unknown (NaN) where fewer
    than two periods tell it, as things are or in a service drawn again.
    """
    pairs = [pair for pair in pairs if _tells(pair, name)]
    again = [two for two in again if all(_tells(pair, name) for pair in two)]
    if not pairs or len(again) < min(TWICE, len(pairs)):
        return _unknown(name)
    as_is = _values(name, [pair[0] for pair in pairs])
    changed = _values(name, [pair[1] for pair in pairs])
    by = changed - as_is
    others = np.array([_by(name, two) for two in again])
    low80, high80 = np.quantile(by, [0.1, 0.9]).tolist()
    below, above = _halves(by, others)
    return FigureDifference(
        figure=name,
        as_is=float(as_is.mean()),
        changed=float(changed.mean()),
        change=float(by.mean()),
        low=max(float(by.mean()) - below, _least(name, pairs, again)),
        high=float(by.mean()) + above,
        low80=low80,
        high80=high80,
    )


def _tells(pair: _Pair, name: str) -> bool:
    return not any(np.isnan(getattr(figures, name)) for figures in pair[:2])


def _unknown(name: str) -> FigureDifference:
    nan = float("nan")
    return FigureDifference(
        figure=name,
        as_is=nan,
        changed=nan,
        change=nan,
        low=nan,
        high=nan,
        low80=nan,
        high80=nan,
    )


def _least(name: str, pairs: list[_Pair], again: list[list[_Pair]]) -> float:
    """Where a figure more than doubles, the least that it grows by, told by its ratio.

    Of a line near or over what can be done, the growth is lopsided: a half-width taken off
    it would reach below nought and deny an overload. Minus infinity for other changes.
    """
    as_is = _values(name, [pair[0] for pair in pairs])
    changed = _values(name, [pair[1] for pair in pairs])
    every = [*pairs, *(pair for two in again for pair in two)]
    least = min(min(getattr(p[0], name), getattr(p[1], name)) for p in every)
    if not least > 0 or changed.mean() < 2 * as_is.mean() or (changed < as_is).any():
        return -np.inf
    ratio = np.log(changed / as_is)
    others = np.array(
        [
            [np.log(getattr(p[1], name) / getattr(p[0], name)) for p in two]
            for two in again
        ]
    )
    below, _ = _halves(ratio, others)
    return float(as_is.mean() * np.expm1(ratio.mean() - below))


def _by(name: str, pairs: list[_Pair]) -> Any:
    return _values(name, [one[1] for one in pairs]) - _values(
        name, [one[0] for one in pairs]
    )


def _halves(by: Any, others: Any) -> tuple[float, float]:
    """How far the 95% interval reaches down and up from the mean difference.

    Args:
        by: Differences of pairs of the service as it was learnt.
        others: (services drawn again, 2) their differences.
    """
    if by.size < 2:
        return 0.0, 0.0
    means = others.mean(axis=1)
    within = float(np.mean(np.diff(others, axis=1) ** 2)) / 2
    apart = means - means.mean()
    both = float(np.mean(apart**2)) * means.size / (means.size - 1)
    # A difference of two estimates may come to nought by chance: half is always kept.
    between = max(both - within / TWICE, both / 2)
    own = float(by.var(ddof=1)) / by.size
    factor = student_t_quantile(0.975, by.size - 1)
    sides = []
    for side in (-1.0, 1.0):
        mine = apart[apart * side > 0]
        skew = float(np.mean(mine**2)) / both if both > 0 and mine.size else 1.0
        sides.append(factor * float(np.sqrt(between * skew + own)))
    return sides[0], sides[1]


def _values(name: str, figures: list[Figures]) -> Any:
    return np.array([getattr(one, name) for one in figures], dtype=np.float64)
