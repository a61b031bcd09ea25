"""In which ways do cases end, and how soon?

Another ending (withdrawn, transferred) is not censoring: the cumulative incidence of
each ending, by Aalen–Johansen, adds up with the share still open to exactly 1.
Source: Aalen & Johansen (1978); Kalbfleisch & Prentice (2002), §8.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.flow.lead_time_results import OutcomeCurve
from mersey.flow.time_to_event import evenly_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mersey.flow.time_to_event import KaplanMeier

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Codes = npt.NDArray[np.signedinteger[Any]]

STEPS_AT_ONCE: Final = 128
"""Of 2,000 steps kept of a million: as many cases as stay in the cache."""


def cumulative_incidence(
    ended_so: Codes,
    *,
    names: Sequence[str],
    fitted: KaplanMeier,
    max_steps: int = 2_000,
) -> tuple[OutcomeCurve, ...]:
    """One curve per outcome, in the order of `names`: share ended so, by day.

    Args:
        ended_so: Position in `names` of the outcome of each case that ended, by day.
        names: The outcomes.
        fitted: The Kaplan–Meier curve of the same cases and of those that did not end.
        max_steps: Of more steps than this, evenly spaced ones are kept, each exact.

    Each curve starts at (0, 0) and is given at the times at which any case ended.
    """
    kept = evenly_kept(fitted.days.size, max_steps)
    added = _added(ended_so, fitted, kept, n_names=len(names))
    incidence = np.cumsum(added, axis=0)
    n = np.bincount(ended_so, minlength=len(names)).tolist()
    shown_days = np.concatenate([[0.0], fitted.days[kept]])
    return tuple(
        OutcomeCurve(
            outcome=name,
            n=n[i],
            days=shown_days,
            incidence=np.concatenate([[0.0], incidence[:, i]]),
        )
        for i, name in enumerate(names)
    )


def _added(
    ended_so: Codes, fitted: KaplanMeier, kept: Integers, *, n_names: int
) -> Floats:
    """What each outcome gains up to each kept step, from the one before it.

    Of the cases that end at a time, each takes the same share of all with it; what ended
    between one kept step and the next is added up at once, in order of the cases.
    """
    added = np.zeros((kept.size, n_names))
    ends = np.cumsum(fitted.ended)[kept]
    for begin in range(0, kept.size, STEPS_AT_ONCE):
        steps = slice(begin, begin + STEPS_AT_ONCE)
        first = int(kept[begin - 1]) + 1 if begin else 0
        times = slice(first, int(kept[steps][-1]) + 1)
        n_before = int(ends[begin - 1]) if begin else 0
        cells = np.repeat(
            np.arange(ends[steps].size) * n_names,
            np.diff(ends[steps], prepend=n_before),
        )
        cells += ended_so[n_before : n_before + cells.size]
        shares = _survival_just_before(fitted, times) / fitted.at_risk[times]
        shares = np.repeat(shares, fitted.ended[times])
        found = np.bincount(cells, weights=shares, minlength=added[steps].size)
        added[steps] = found.reshape(-1, n_names)
    return added


def _survival_just_before(fitted: KaplanMeier, times: slice) -> Floats:
    if times.start:
        return fitted.survival[times.start - 1 : times.stop - 1]
    return np.concatenate([np.ones(1), fitted.survival[: times.stop - 1]])
