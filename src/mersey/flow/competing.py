"""In which ways do cases end, and how soon?

Another ending (withdrawn, transferred) is not censoring: the cumulative incidence of
each ending, by Aalen–Johansen, adds up with the share still open to exactly 1.
Source: Aalen & Johansen (1978); Kalbfleisch & Prentice (2002), §8.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mersey.flow.results import OutcomeCurve
from mersey.flow.time_to_event import count_at_risk, evenly_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

__all__ = ["STILL_OPEN", "cumulative_incidence"]

STILL_OPEN = -1
"""The outcome code of a case whose end was not seen."""


def cumulative_incidence(
    days: Floats, outcome: Integers, *, names: Sequence[str], max_steps: int = 2_000
) -> tuple[OutcomeCurve, ...]:
    """One curve per outcome, in the order of `names`: share ended so, by day.

    Args:
        days: Time from opening to the end, or to where watching stopped; at least 0.
        outcome: Position of the outcome in `names`, or `STILL_OPEN`.
        names: The outcomes.
        max_steps: Of more steps than this, evenly spaced ones are kept, each exact.

    Each curve starts at (0, 0) and is given at the times at which any case ended.
    """
    seen = outcome != STILL_OPEN
    times, counts = _counts(days[seen], outcome[seen], len(names))
    ended = counts.sum(axis=0)
    at_risk = count_at_risk(times, ended, days[~seen])
    before = _survival_just_before(ended, at_risk)
    incidence = np.cumsum(before * counts / at_risk, axis=1)
    kept = evenly_kept(times.size, max_steps)
    return tuple(
        OutcomeCurve(
            outcome=name,
            n=int(counts[i].sum()),
            days=np.concatenate([[0.0], times[kept]]),
            incidence=np.concatenate([[0.0], incidence[i, kept]]),
        )
        for i, name in enumerate(names)
    )


def _counts(days: Floats, outcome: Integers, n: int) -> tuple[Floats, Integers]:
    """The times at which cases ended, and the ends of each outcome at each of them."""
    order = np.argsort(days)
    days, outcome = days[order], outcome[order]
    starts = np.flatnonzero(np.diff(days, prepend=-1.0))
    place = np.repeat(np.arange(starts.size), np.diff(starts, append=days.size))
    cells = outcome * starts.size + place
    counts = np.bincount(cells, minlength=n * starts.size).astype(np.int64)
    return days[starts], counts.reshape(n, starts.size)


def _survival_just_before(ended: Integers, at_risk: Integers) -> Floats:
    after = np.cumprod(1 - ended / at_risk, dtype=np.float64)
    return np.concatenate([np.ones(1), after])[:-1]
