"""How often an unchanged service shows a signal on this very chart: simulated as we run.

A stored table cannot hold it: with counts of 0.2 a period nearly all charts show a
signal, with 15 a third do, and between neighbouring levels the rate jumps as whole
numbers cross a limit. The seed is fixed, so the same chart prints the same rate.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.results import FalseAlarms
from mersey.signals.rule_set import rule_set
from mersey.signals.simulated_services import Rates, rates_of

if TYPE_CHECKING:
    from mersey.signals.results import SerialTests
    from mersey.signals.unchanged import Unchanged

SEED: Final = 20261130
MOST_SERIES: Final = 3000
LEAST_SERIES: Final = 250
MOST_POINTS: Final = 200_000
"""3,000 series of up to 66 points take 20 to 50 ms; the rate is then right to 0.01 (one
standard error at a half). Longer charts have fewer, and rates nearer to 1."""

TWO_YEARS: Final = 24
ANY_AT_MOST: Final = 0.5
LAST_AT_MOST: Final = 0.1
"""A chart that would show half of all unchanged series of 24 points a signal, or one in
ten on the latest point, would be wrong more often than it is right."""


def false_alarms(
    process: Unchanged, rules_id: str, *, serial: SerialTests, n: int | None = None
) -> FalseAlarms:
    """The rates of a chart of that process, by 250 to 3,000 simulated series.

    Args:
        process: What would be charted if nothing changed.
        rules_id: Of the rule set.
        serial: Memory and season of the true series.
        n: Points of the chart, where not all of them count (on the median); None: those
            of the process.
    """
    rates, n_series = _rates(process, rules_id)
    usual = rates
    if process.n > TWO_YEARS and rates.any_point > ANY_AT_MOST:
        usual, _ = _rates(_shortened(process), rules_id)
    is_misleading = usual.any_point > ANY_AT_MOST or rates.last_point > LAST_AT_MOST
    return FalseAlarms(
        n=process.n if n is None else n,
        any_point=rates.any_point,
        last_point=rates.last_point,
        is_too_low=serial.carries_over or serial.is_seasonal,
        n_series=n_series,
        is_misleading=is_misleading,
    )


def _shortened(process: Unchanged) -> Unchanged:
    return replace(
        process,
        n=TWO_YEARS,
        n_base=min(process.n_base, TWO_YEARS),
        out_of=process.out_of[:TWO_YEARS],
    )


@lru_cache(maxsize=256)
def _rates(process: Unchanged, rules_id: str) -> tuple[Rates, int]:
    n_series = min(MOST_SERIES, max(LEAST_SERIES, MOST_POINTS // max(1, process.n)))
    rng = np.random.default_rng([SEED, process.n])
    rules = rule_set(rules_id)
    return rates_of(process, rules, n_series=n_series, rng=rng), n_series
