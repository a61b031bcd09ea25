"""Which steps of a case wait for which? Learnt from steps that run side by side.

Two activities run side by side where their work overlaps in one case in ten of those
that have both, or where cases that have each once see them in either order, the rarer
order in at least three of ten. A step waits for all earlier ones of its case that had ended when it
began and that it does not run beside. Known since the alpha algorithm (van der Aalst, 2004);
overlap as in Chapela-Campa & Dumas (2022).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

OVERLAP: Final = 0.1
EITHER_ORDER: Final = 0.3
FEWEST: Final = 5
"""Cases with both, below which nothing is learnt of a pair."""

LOOKS_BACK: Final = 30
"""Steps: beyond so many, an earlier one has an heir that waits in its stead."""


class Precedence:
    """For each step, the steps of its case that it waits for: a compressed list."""

    def __init__(self, before: list[tuple[int, ...]]) -> None:
        self.before = before

    @property
    def n_before(self) -> Integers:
        """How many steps each waits for."""
        return np.array([len(one) for one in self.before], dtype=np.int64)

    def ready(self, opened: Floats, end: Floats) -> Floats:
        """When each step could first have begun."""
        out = opened.copy()
        for step, before in enumerate(self.before):
            if before:
                out[step] = max(end[one] for one in before)
        return out


def side_by_side(log: WorkLog) -> Flags:
    """A square, activity by activity: True where the two run side by side."""
    n = len(log.activities)
    both, overlaps, order = (np.zeros((n, n)) for _ in range(3))
    once = np.zeros((n, n))
    first = log.first
    for case in range(log.n_cases):
        _count(log, slice(first[case], first[case + 1]), (both, overlaps, once, order))
    known = both >= FEWEST
    is_over = known & (overlaps >= OVERLAP * both)
    rarer = np.minimum(order, order.T)
    is_either = (once >= FEWEST) & (rarer >= EITHER_ORDER * once) & log.has_starts
    found = is_over | is_either
    np.fill_diagonal(found, np.diag(is_over))
    return np.asarray(found)


def _count(log: WorkLog, rows: slice, into: tuple[Floats, ...]) -> None:
    """Add a case to the four counts."""
    both, overlaps, once, order = into
    steps, start, end = log.activity[rows], log.start[rows], log.end[rows]
    held, times = np.unique(steps, return_counts=True)
    both[np.ix_(held, held)] += 1
    over = (start[:, None] < end[None, :]) & (start[None, :] < end[:, None])
    np.fill_diagonal(over, val=False)
    one, other = np.nonzero(over)
    pairs = np.unique(np.stack([steps[one], steps[other]]), axis=1)
    overlaps[pairs[0], pairs[1]] += 1
    single = held[times == 1]
    once[np.ix_(single, single)] += 1
    in_order = steps[np.isin(steps, single)]
    for place, step in enumerate(in_order):
        order[step, in_order[place + 1 :]] += 1


def learn_precedence(log: WorkLog, beside: Flags) -> Precedence:
    """What each step of the log waits for."""
    first = log.first[log.case].tolist()
    return Precedence(
        [_waits_for(log, step, begin, beside) for step, begin in enumerate(first)]
    )


def _waits_for(log: WorkLog, step: int, first: int, beside: Flags) -> tuple[int, ...]:
    since = max(first, step - LOOKS_BACK)
    earlier = np.arange(since, step)
    ended = log.end[earlier] <= log.start[step]
    if not log.has_starts:
        return (step - 1,) if step > first else ()
    waits = ended & ~beside[log.activity[earlier], log.activity[step]]
    return tuple(earlier[waits].tolist())
