"""How do things stand when the log ends? Its own last cases, run through again.

A simulation that begins empty takes long to fill, and one with a growing line never gets
there. So the time before the first imagined day is the log's own: each case comes when it
came. A closed one goes its own way; one still open goes on as closed cases did that
had come as far and took longer than it has yet (Rozinat et al., 2009, start so too).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Past:
    """Every case of the log, in the order in which they came.

    Attributes:
        opened: When each came, rising; seconds since a Monday 00:00.
        own: The closed case that each one is; −1 while it is open.
        alike: For each open case, in order, the closed ones that it may become.
    """

    opened: Floats
    own: Integers
    alike: tuple[Integers, ...]

    def drawn(
        self, since: float, weight: Floats, random: np.random.Generator
    ) -> tuple[Floats, Integers]:
        """When cases came, and a closed case for each: those from `since`, and the open."""
        pattern = self.own.copy()
        is_open = pattern < 0
        for at, alike in zip(np.flatnonzero(is_open), self.alike, strict=True):
            chance = weight[alike]
            pattern[at] = random.choice(alike, p=chance / chance.sum())
        kept = (self.opened >= since) | is_open
        return self.opened[kept], pattern[kept]


def past_of(log: WorkLog) -> Past:
    """What the log shows of its cases."""
    own = np.where(log.closed, np.cumsum(log.closed) - 1, -1)
    return Past(opened=log.opened, own=own, alike=tuple(_alike(log)))


def _alike(log: WorkLog) -> list[Integers]:
    first = log.first.tolist()
    steps = log.activity.tolist()
    paths = [tuple(steps[first[n] : first[n + 1]]) for n in range(log.n_cases)]
    closed = np.flatnonzero(log.closed)
    spent = (log.ended - log.opened)[closed]
    by_start: dict[tuple[int, ...], list[int]] = {}
    for number, case in enumerate(closed.tolist()):
        path = paths[case]
        for length in range(1, len(path)):
            by_start.setdefault(path[:length], []).append(number)
    everyone = np.arange(closed.size)
    found = []
    for case in np.flatnonzero(~log.closed).tolist():
        came_as_far = np.asarray(by_start.get(paths[case], everyone), dtype=np.int64)
        age = log.until - log.opened[case]
        longer = came_as_far[spent[came_as_far] > age]
        found.append(longer if longer.size else came_as_far)
    return found
