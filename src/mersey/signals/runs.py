"""Are the points scattered about their centre as chance would scatter them?

Source: Anhøj and Olesen (2014), PLoS ONE 9(11): e113825; the longest run by Schilling
(2012), the crossings by the binomial distribution of a fair coin.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.results import RunsTest
from mersey.signals.rules import sides

if TYPE_CHECKING:
    from mersey.signals.results import Floats

CROSSINGS_IN: Final = 20
"""Crossings that chance makes so few less than once in twenty are too few (Anhøj and
Olesen)."""

LONG: Final = 20_000
"""Over this the binomial quantile is taken from the normal curve, right to one step."""

LOWER_5_PERCENT: Final = -1.6448536269514722
"""5 % quantile of the standard normal."""

LEAST_USEFUL: Final = 10
"""Under ten points off the centre the bounds are not reliable (Anhøj and Olesen)."""


def runs_test(values: Floats, centre: float) -> RunsTest | None:
    """The test of one series; None where fewer than ten points, or half, lie off the centre.

    Of points of which most lie on a median of 0 all others lie above it: a run of all.
    """
    side = sides(values, np.full(values.shape, centre))
    useful = side[side != 0]
    if useful.size < LEAST_USEFUL or 2 * useful.size < values.size:
        return None
    changes = np.flatnonzero(np.diff(useful))
    lengths = np.diff(np.concatenate([[-1], changes, [useful.size - 1]]))
    return RunsTest(
        centre=centre,
        n_useful=int(useful.size),
        longest_run=int(lengths.max()),
        longest_run_max=longest_run_max(int(useful.size)),
        n_crossings=int(changes.size),
        n_crossings_min=crossings_min(int(useful.size)),
    )


def longest_run_max(n: int) -> int:
    """The longest run that chance still explains, of `n` points off the centre."""
    return round(math.log2(n)) + 3


@cache
def crossings_min(n: int) -> int:
    """The fewest crossings that chance still explains: the 5 % quantile of n − 1 flips."""
    flips = n - 1
    if n > LONG:
        return math.ceil(flips / 2 + LOWER_5_PERCENT * math.sqrt(flips) / 2 - 0.5)
    # Whole numbers, so exact at any length: 2**1024 is beyond every float.
    below, ways, all_ways = 0, 1, 2**flips
    for k in range(n):
        below += ways
        if below * CROSSINGS_IN >= all_ways:
            return k
        ways = ways * (flips - k) // (k + 1)
    return flips
