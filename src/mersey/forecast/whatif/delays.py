"""How long did a step wait for something other than hands? Its own delay.

A step that is ready while somebody of its team is free does not wait for people: from the
first such moment on, its wait is its own (a reply, an appointment, materials). Measured in
the team's working time. After Chapela-Campa & Dumas (2024), who look from the first moment
at which the person was free; here it is the team, for so the simulation hands out work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.forecast.whatif.hours import work_clock

if TYPE_CHECKING:
    from mersey.forecast.whatif.simulation import Crew
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

BREATH_S: Final = 60.0
"""A gap of working time between two steps, up to which nobody was free."""


def own_delays(log: WorkLog, team: Integers, crew: Crew, ready: Floats) -> Floats:
    """Working seconds of each step between somebody's being free and its start."""
    out = np.zeros(log.case.size)
    for at, people in enumerate(crew.people.tolist()):
        mine = team == at
        worked = crew.worked[at]
        start = work_clock(worked, log.start[mine])
        since = np.minimum(work_clock(worked, ready[mine]), start)
        if log.has_starts:
            end = work_clock(worked, log.end[mine])
            since = np.minimum(first_free(start, end, since, people=people), start)
        out[mine] = start - since
    return out


def first_free(start: Floats, end: Floats, since: Floats, *, people: int) -> Floats:
    """The first moment from each of `since` on with fewer than `people` at work."""
    times = np.concatenate([start, end])
    change = np.repeat([1, -1], start.size)
    order = np.lexsort((-change, times))
    at_work = np.cumsum(change[order])[:-1]
    is_full = at_work >= people
    begins, ends = times[order][:-1][is_full], times[order][1:][is_full]
    if begins.size == 0:
        return since.copy()
    is_new = np.concatenate([[True], begins[1:] > ends[:-1] + BREATH_S])
    first = np.flatnonzero(is_new)
    last = np.concatenate([first[1:], [begins.size]]) - 1
    place = np.searchsorted(begins[first], since, side="right") - 1
    until = np.where(place >= 0, ends[last][place], -np.inf)
    return np.asarray(np.maximum(since, until))
