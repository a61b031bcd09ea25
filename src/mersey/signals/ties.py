"""When two values are equal: sums of equal decimals differ in their last digit.

The mean of twelve times 0.7 is 0.7000000000000001. Held against it exactly, all twelve
would lie below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from mersey.signals.results import Floats

__all__ = ["TIE", "slack_of"]

TIE: Final = 1e-10
"""Values that differ by less than this part of the largest of their series are equal:
far over what sums of floats leave (1e-16 of each, times the points), far under what
any measure is told to."""


def slack_of(values: Floats) -> Floats:
    """By how much two values of a series may differ and be equal; last axis of length 1.

    In the unit of the values. Values that are missing (NaN) are passed over.
    """
    largest = np.max(
        np.abs(values), axis=-1, keepdims=True, initial=0.0, where=~np.isnan(values)
    )
    return np.asarray(TIE * largest)
