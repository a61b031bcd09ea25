"""Has each person cases of their own? Then each has a line of their own.

In a common line whoever is free takes the next case, so that nobody waits while a
colleague is idle. Where people wait all the same, and are taken the moment their own
person has done the case before, the cases were given out beforehand: each person is then a
team, or a simulation would let colleagues help and find too little waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.forecast.whatif.delays import BREATH_S, first_free
from mersey.forecast.whatif.hours import work_clock
from mersey.forecast.whatif.teams import OWN_LINE

if TYPE_CHECKING:
    from mersey.forecast.whatif.simulation import Crew
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

FEWEST_WAITS: Final = 100
"""Steps that waited, below which nothing is told of whose line it was."""

FEWEST_EACH: Final = 20
"""Steps of a person, below which they are no team of their own."""

MOST_IN_OWN_LINE: Final = 0.5
"""Share of waits that were for one's own person though a colleague was free."""

MOST_PEOPLE: Final = 60


def own_caseloads(
    log: WorkLog, told: tuple[Integers, tuple[str, ...]], crew: Crew, ready: Floats
) -> tuple[Integers, tuple[str, ...]]:
    """The team of each step and the names, a team cut into persons where each has a line.

    Args:
        log: The log.
        told: The same as `teams_of` gave them.
        crew: The teams' people and hours.
        ready: When each step could have begun.
    """
    team, names = told[0].copy(), list(told[1])
    if not log.has_starts or not log.resources:
        return told
    for at, people in enumerate(crew.people.tolist()):
        mine = np.flatnonzero(told[0] == at)
        person = log.resource[mine]
        if people < 2 or person.size < FEWEST_WAITS or (person < 0).any():
            continue
        known, sizes = np.unique(person, return_counts=True)
        if not 2 <= known.size <= MOST_PEOPLE or sizes.min() < FEWEST_EACH:
            continue
        if _have_own_lines(log, mine, crew.worked[at], ready, people=people):
            place = np.searchsorted(known, person)
            numbers = np.concatenate([[at], len(names) + np.arange(known.size - 1)])
            team[mine] = numbers[place]
            whose = [f"{names[at]}{OWN_LINE}{n + 1}" for n in range(known.size)]
            names[at] = whose[0]
            names += whose[1:]
    return team, tuple(names)


def _have_own_lines(
    log: WorkLog, mine: Integers, worked: Floats, ready: Floats, *, people: int
) -> bool:
    start, end, since = (
        work_clock(worked, times[mine]) for times in (log.start, log.end, ready)
    )
    since = np.minimum(since, start)
    waited = start - since > BREATH_S
    if waited.sum() < FEWEST_WAITS:
        return False
    passed_over = start - np.minimum(
        first_free(start, end, since, people=people), start
    )
    at_once = start - _last_end(log.resource[mine], start, end) <= BREATH_S
    own = waited & at_once & (passed_over > BREATH_S)
    return bool(own.sum() > MOST_IN_OWN_LINE * waited.sum())


def _last_end(person: Integers, start: Floats, end: Floats) -> Floats:
    """When each step's person had done the step before; minus infinity for the first."""
    order = np.lexsort((end, start, person))
    out = np.full(start.size, -np.inf)
    same = person[order][1:] == person[order][:-1]
    out[order[1:][same]] = end[order[:-1][same]]
    return out
