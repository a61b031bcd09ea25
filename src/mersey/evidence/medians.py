"""The median of the cases of each week, open ones counted: a series made of cases."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from mersey.flow.time_to_event import days_until, kaplan_meier

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.observed import CaseTimes

    Floats = npt.NDArray[np.float64]


def cohort_medians(
    cases: CaseTimes, *, start: np.datetime64, cohort_days: int
) -> tuple[npt.NDArray[np.int64], Floats]:
    """Number of each cohort that has cases, and its median days.

    A median that is not known yet is NaN: where most of a cohort is still open.
    """
    number = (cases.opened - start).astype("timedelta64[D]").astype(int) // cohort_days
    places, first = np.unique(number, return_index=True)
    if (np.diff(number) < 0).any():
        order = np.argsort(number, kind="stable")
        days, ended = cases.days[order], cases.is_ended[order]
        first = np.searchsorted(number[order], places)
    else:
        days, ended = cases.days, cases.is_ended
    bounds = np.append(first, days.size)
    medians = [
        days_until(kaplan_meier(days[low:high], ended[low:high]), 0.5)
        for low, high in pairwise(bounds)
    ]
    return places, np.array([np.nan if one is None else one for one in medians])


def lag_1_of(values: Floats) -> float | None:
    """Autocorrelation of neighbours about their mean; None under 8 known."""
    known = values[np.isfinite(values)]
    apart = known - known.mean() if known.size else known
    total = float(apart @ apart)
    return float(apart[1:] @ apart[:-1]) / total if known.size >= 8 and total else None
