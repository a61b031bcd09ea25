"""How often does a chart cry wolf? Unchanged services by the thousand, held against it.

A seed settles every number: randomness comes from the generator that is passed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mersey.signals.kinds import limits_of
from mersey.signals.results import ControlChartKind
from mersey.signals.rules import causes_met, in_runs, sides
from mersey.signals.runs import LEAST_USEFUL, crossings_min, longest_run_max
from mersey.signals.unchanged import unchanged

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.signals.results import Floats
    from mersey.signals.rule_set import RuleSet
    from mersey.signals.unchanged import Unchanged

_Shape = tuple[int, int]


class Rates(NamedTuple):
    """Shares of unchanged charts: with a signal on any point, and on the latest."""

    any_point: float
    last_point: float


def rates_of(
    process: Unchanged, rules: RuleSet, *, n_series: int, rng: np.random.Generator
) -> Rates:
    """How often charts of that process show a signal although nothing changes."""
    if process.chart is ControlChartKind.RUN:
        return _of_runs(process.n, n_series, rng)
    values, n = unchanged(process, n_series, rng)
    base = np.arange(process.n) < process.n_base
    points = has_signal(process.chart, values, n, rules, base=base)
    return Rates(float(points.any(axis=1).mean()), float(points[:, -1].mean()))


def has_signal(
    chart: ControlChartKind,
    values: Floats,
    n: Floats | None,
    rules: RuleSet,
    *,
    base: npt.NDArray[np.bool_] | None = None,
) -> npt.NDArray[np.bool_]:
    """For each series (row) and point of a chart with limits: is there a special cause?

    Args:
        chart: Its kind.
        values: Of each point; counts where there are denominators `n`.
        n: Denominators; None where there are none.
        rules: By which it is judged.
        base: Which points set the limits; None: all.
    """
    base = np.ones(values.shape[-1], dtype=bool) if base is None else base
    limits = limits_of(chart, values, n, base=base, rules=rules)
    rates = values if n is None else values / n
    met = causes_met(rates, limits, rules)
    return np.asarray(np.any([signs != 0 for signs in met.values()], axis=0))


def _of_runs(n: int, n_series: int, rng: np.random.Generator) -> Rates:
    """Anhøj's rules on `n` points off the median: as many above as below."""
    n -= n % 2  # the middle one of an odd number lies on the median
    if n < LEAST_USEFUL:
        return Rates(0.0, 0.0)
    values = rng.random((n_series, n))
    side = sides(values, np.median(values, axis=-1, keepdims=True))
    is_long = in_runs(side, longest_run_max(n) + 1) != 0
    n_crossings = (np.diff(side, axis=-1) != 0).sum(axis=-1)
    hit = is_long.any(axis=1) | (n_crossings < crossings_min(n))
    return Rates(float(hit.mean()), float(is_long[:, -1].mean()))
