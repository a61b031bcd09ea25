"""When two values are equal: sums of equal decimals differ in their last digit.

The mean of twelve times 0.7 is 0.7000000000000001. Held against it exactly, all twelve
would lie below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from mersey.signals.results import Floats

TIE: Final = 1e-10
"""Values that differ by less than this part of the largest of their series are equal:
far over what sums of floats leave (1e-16 of each, times the points), far under what
any measure is told to."""

MOST_DIGITS: Final = 4


def slack_of(values: Floats) -> Floats:
    """By how much two values of a series may differ and be equal; last axis of length 1.

    In the unit of the values. Values that are missing (NaN) are passed over.
    """
    largest = np.max(
        np.abs(values), axis=-1, keepdims=True, initial=0.0, where=~np.isnan(values)
    )
    return np.asarray(TIE * largest)


def is_one_value(values: Floats) -> bool:
    """True where all values of one series are equal."""
    return bool(np.ptp(values) <= slack_of(values)[0])


def repeats_mostly(values: Floats) -> bool:
    """True where more than half of a series' steps are 0, and not all.

    Simulated with rounded normal values: of unchanged charts so tied, XmR limits call
    from 50 to 100 in 100 special somewhere.
    """
    ties = np.abs(np.diff(values)) <= slack_of(values)
    return bool(2 * ties.sum() > ties.size) and not is_one_value(values)


def grain_of(values: Floats) -> float:
    """The unit to which the values are rounded: 1, 0.1 … 0.0001; 0 where to none."""
    for digits in range(MOST_DIGITS + 1):
        scaled = values * 10**digits
        if (np.abs(scaled - np.round(scaled)) <= 1e-6).all():
            return float(10.0**-digits)
    return 0.0
