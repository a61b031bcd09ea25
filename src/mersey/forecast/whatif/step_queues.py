"""Is there a line before a step? Told where a log records only when steps were done.

A step has a line where people are taken in turn, somebody is nearly always ahead, and
who joins a longer line waits longer, in proportion: waiting for a fixed time, or for each
case's own reasons, looks otherwise. Its pace is then the time from one being taken to the
next: the recursion of Lindley (1952), read backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.forecast.whatif.hours import hours_at_work, work_clock, worked_by

if TYPE_CHECKING:
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

FEWEST: Final = 100
"""Cases taken, below which nothing is learnt of a line."""

NEVER_EMPTY: Final = 0.9
"""Share of those taken who had somebody ahead when they joined."""

OUT_OF_TURN: Final = 0.1
"""Of those ahead, the share taken later all the same, at most."""

IN_PROPORTION: Final = 0.8
"""Share of the variance of waits that the length of the line explains, at least."""


@dataclass(frozen=True, kw_only=True)
class StepQueue:
    """One step that is waited for in turn.

    Attributes:
        rows: The log's steps that were taken from it.
        worked: Working seconds of a week, 169 numbers, of whoever takes them.
        pace: Working seconds that each took, one a row.
    """

    activity: int
    rows: Integers
    worked: Floats
    pace: Floats


def lines_of(log: WorkLog, ready: Floats) -> tuple[StepQueue, ...]:
    """The lines of a log that does not record when work began; by activity."""
    if log.has_starts:
        return ()
    is_later = np.ones(log.case.size, dtype=np.bool_)
    is_later[log.first[:-1]] = False
    found = []
    for activity in range(len(log.activities)):
        rows = np.flatnonzero((log.activity == activity) & is_later)
        if rows.size < FEWEST:
            continue
        worked = worked_by(hours_at_work(log.end[rows]))
        joined = work_clock(worked, ready[rows])
        taken = work_clock(worked, log.end[rows])
        if _is_line(joined, taken):
            pace = pace_of(joined, taken)
            found.append(
                StepQueue(activity=activity, rows=rows, worked=worked, pace=pace)
            )
    return tuple(found)


def pace_of(joined: Floats, taken: Floats) -> Floats:
    """How long each kept the line from moving on; in the order given."""
    order = np.lexsort((joined, taken))
    before = np.concatenate([[-np.inf], taken[order][:-1]])
    out = np.zeros(taken.size)
    out[order] = taken[order] - np.maximum(before, joined[order])
    return out


def _is_line(joined: Floats, taken: Floats) -> bool:
    order = np.lexsort((taken, joined))
    joined, taken = joined[order], taken[order]
    gone = np.searchsorted(np.sort(taken), joined, side="right")
    ahead = np.maximum(np.arange(joined.size) - gone, 0)
    waits = taken - joined
    if (ahead > 0).mean() < NEVER_EMPTY or ahead.std() == 0 or waits.std() == 0:
        return False
    if _taken_later(taken) > OUT_OF_TURN * ahead.sum():
        return False
    return bool(np.corrcoef(ahead, waits)[0, 1] ** 2 >= IN_PROPORTION)


def _taken_later(taken: Floats) -> int:
    """Pairs taken in another order than they joined: inversions, by merging."""
    count, width = 0, 1
    left = taken.copy()
    while width < left.size:
        for begin in range(0, left.size, 2 * width):
            one = left[begin : begin + width]
            other = left[begin + width : begin + 2 * width]
            count += int((one.size - np.searchsorted(one, other, side="right")).sum())
            left[begin : begin + 2 * width] = np.sort(left[begin : begin + 2 * width])
        width *= 2
    return count
