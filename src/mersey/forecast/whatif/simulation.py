"""One run of a what-if: who waits where, and when does each case end?

The work is laid out beforehand, every path and every working time of every case, so that
two runs of the same work differ by nothing but the change that is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mersey.errors import UsageError
from mersey.forecast.whatif.kernel import run_events

if TYPE_CHECKING:
    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Crew:
    """The people of each team and when they work; one element or row a team.

    Attributes:
        people: How many can work at once.
        worked: 169 columns: working seconds of a week before each hour, and in all.
    """

    people: Integers
    worked: Floats


@dataclass(frozen=True, kw_only=True)
class Workload:
    """What there is to do. Cases by arrival; the tasks of a case stand together.

    Attributes:
        arrival: When each case comes, seconds since a Monday 00:00, rising.
        first: Where its tasks begin; one more at the end, the number of tasks.
        team: Who does each task; −1 for a task that takes no time and nobody.
        work: Seconds of work in it. delay: Working seconds before it joins the queue.
        rank: The lowest is served first; ties by the time of joining.
        n_before: Tasks of the case that must end first.
        follower_first, follower: Which tasks wait for each: a compressed list.
    """

    arrival: Floats
    first: Integers
    team: Integers
    work: Floats
    delay: Floats
    rank: Floats
    n_before: Integers
    follower_first: Integers
    follower: Integers

    @property
    def n_cases(self) -> int:
        """How many cases come."""
        return int(self.arrival.size)

    @property
    def case(self) -> Integers:
        """The case of each task."""
        return np.repeat(np.arange(self.n_cases), np.diff(self.first))


@dataclass(frozen=True, kw_only=True)
class Run:
    """What happened; one element a task, or a case where it says so.

    Attributes:
        joined: When the task joined its queue. began: When work on it began.
        ended: When it was done.
        closed: When each case's last task was done.
        n_events: Arrivals, joinings, ends and openings that were simulated.
    """

    joined: Floats
    began: Floats
    ended: Floats
    closed: Floats
    n_events: int


def simulate(work: Workload, crew: Crew, *, wip_limit: int = 0) -> Run:
    """What happens to the work with that crew; no chance is left in it.

    `wip_limit` is the most cases in progress at once, 0 for no limit; the others wait
    outside in the order in which they came.

    Raises:
        UsageError: A team that is needed has nobody, or never opens.
    """
    _check(work, crew)
    if work.n_cases == 0:
        none = np.zeros(0)
        return Run(joined=none, began=none, ended=none, closed=none, n_events=0)
    cases = (work.arrival, work.first, np.diff(work.first))
    tasks = (
        *(work.team, work.work, work.delay, work.rank, work.case),
        *(work.n_before, work.follower_first, work.follower),
    )
    joined, began, ended = ([0.0] * work.team.size for _ in range(3))
    n_events = run_events(
        tuple(one.tolist() for one in cases),
        tuple(one.tolist() for one in tasks),
        (crew.people.tolist(), crew.worked.ravel().tolist()),
        wip_limit,
        (joined, began, ended),
    )
    times = np.array([joined, began, ended])
    return Run(
        joined=times[0],
        began=times[1],
        ended=times[2],
        closed=np.maximum.reduceat(times[2], work.first[:-1]),
        n_events=n_events,
    )


def _check(work: Workload, crew: Crew) -> None:
    needed = np.unique(work.team[work.team >= 0])
    if (crew.people[needed] < 1).any() or (crew.worked[needed, -1] <= 0).any():
        msg = "A team that has work to do has nobody in it, or never opens."
        raise UsageError(msg, next_step="Leave each team at least one person and hour.")
