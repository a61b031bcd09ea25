"""Which of several secondary measures moved, when they are asked all at once?

Holm's step-down: the smallest p-value is multiplied by the number of measures, the next
by one less, and so on; none falls below the one before it.
Source: Holm (1979), Scandinavian Journal of Statistics 6, 65–70.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values, in the order given; all at most 1.

    Raises:
        ValueError: One of them is no probability.
    """
    p = np.asarray(p_values, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        msg = "a p-value lies between 0 and 1"
        raise ValueError(msg)
    order = np.argsort(p, kind="stable")
    stepped = p[order] * np.arange(p.size, 0, -1)
    adjusted = np.minimum(np.maximum.accumulate(stepped), 1.0)
    back = np.empty_like(adjusted)
    back[order] = adjusted
    return tuple(float(one) for one in back)
