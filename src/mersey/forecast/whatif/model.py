"""A service as its log shows it: what comes, which way it goes, who does it and when.

Each simulated case is a real one, drawn again: its path, its working times and its own
delays stay together (a trace-driven simulation: Law, 2015, §6.2). Cases still open are made
up for by weighing those that took as long (inverse probability of censoring).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.errors import DataError
from mersey.forecast.whatif.caseloads import own_caseloads
from mersey.forecast.whatif.delays import own_delays
from mersey.forecast.whatif.hours import hours_at_work, work_between, worked_by
from mersey.forecast.whatif.past import past_of
from mersey.forecast.whatif.precedence import learn_precedence, side_by_side
from mersey.forecast.whatif.simulation import Crew
from mersey.forecast.whatif.step_queues import lines_of
from mersey.forecast.whatif.teams import (
    BUSY_WEEK,
    UNLIMITED,
    WEEK_S,
    people_at_once,
    teams_of,
)
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.forecast.whatif.past import Past
    from mersey.forecast.whatif.precedence import Precedence
    from mersey.forecast.whatif.step_queues import StepQueue
    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

FEWEST_CLOSED: Final = 30
"""Closed cases, below which a log does not show how the service works."""

FEWEST_DAYS: Final = 14
DAY_S: Final = 86400.0


@dataclass(frozen=True, kw_only=True)
class Patterns:
    """The closed cases of the log; each may be drawn. Tasks of a case stand together.

    Attributes:
        first: Where the tasks of each case begin; one more at the end.
        activity, team, work, delay, n_before, follower_first, follower: One a task, as
            in `Workload`; followers are positions here.
        is_repeat: True where the case had done the activity before.
        weight: Chance of each case to be drawn; adds up to 1.
        days: How long each took, wall clock.
    """

    first: Integers
    activity: Integers
    team: Integers
    work: Floats
    delay: Floats
    n_before: Integers
    follower_first: Integers
    follower: Integers
    is_repeat: Flags
    weight: Floats
    days: Floats


@dataclass(frozen=True, kw_only=True)
class WhatIfModel:
    """A service, ready to be simulated.

    Attributes:
        past: The log's cases as they came.
        since, until: The days that the log covers in full.
        activities, teams: The names.
        has_starts: False where waiting could not be told from work; then nobody is
            ever short of hands, and questions about people cannot be answered.
        lines: Where starts are not recorded, the steps that are all the same waited for
            in turn; the last teams are theirs.
        day_weight: Chance of each day of the log to be drawn again, against the others
            like it; None where all are alike.
    """

    patterns: Patterns
    crew: Crew
    past: Past
    since: float
    until: float
    activities: tuple[str, ...]
    teams: tuple[str, ...]
    has_starts: bool
    lines: tuple[str, ...] = ()
    day_weight: Floats | None = None

    @property
    def n_days(self) -> int:
        """Full days of the log, at least one."""
        return max(int(self.until // DAY_S) - int(self.since // DAY_S), 1)

    def drawn_again(self, seed: tuple[int, ...]) -> WhatIfModel:
        """The same service as another log of it might show it.

        Cases and days weigh as chance has it, each by a draw from the exponential (the
        Bayesian bootstrap: Rubin, 1981); what was drawn stays, so that no day is lost.
        """
        random = np.random.default_rng(seed)
        weight = self.patterns.weight * random.exponential(
            size=self.patterns.weight.size
        )
        return replace(
            self,
            patterns=replace(self.patterns, weight=weight / weight.sum()),
            day_weight=random.exponential(size=self.n_days),
        )

    @property
    def unseen(self) -> tuple[str, ...]:
        """Steps for which nobody is ever short of hands, the log not showing how many."""
        people = self.crew.people[self.patterns.team]
        return tuple(
            self.activities[step]
            for step in np.unique(self.patterns.activity[people >= UNLIMITED])
        )

    @property
    def busy_week(self) -> float:
        """Cases finished in a busy week: as many or fewer in nine weeks of ten."""
        is_ended = self.past.own >= 0
        days = self.patterns.days[self.past.own[is_ended]]
        ended = self.past.opened[is_ended] + days * 86400
        weeks = ((ended - self.since) // WEEK_S).astype(np.int64)
        full = max(int((self.until - self.since) // WEEK_S), 1)
        a_week = np.bincount(weeks[weeks < full], minlength=full)
        return float(np.quantile(a_week, BUSY_WEEK))

    @property
    def came_per_week(self) -> float:
        """Cases that came, over the whole log."""
        return self.past.opened.size / max((self.until - self.since) / WEEK_S, 1.0)

    @property
    def opened(self) -> Floats:
        """When cases came, all of them, rising; seconds since a Monday 00:00."""
        return self.past.opened


def fit(log: WorkLog) -> WhatIfModel:
    """The service that the log shows.

    Raises:
        DataError: Fewer than 30 closed cases, or under two weeks.
    """
    n_closed = int(log.closed.sum())
    days = (log.until - float(log.opened.min())) / 86400
    if n_closed < FEWEST_CLOSED or days < FEWEST_DAYS:
        msg = (
            f"The log shows {plural(n_closed, 'closed case')} over {plural(days, 'day')}: too little "
            "to learn how the service works."
        )
        step = f"A what-if needs {FEWEST_CLOSED} closed cases and {FEWEST_DAYS} days."
        raise DataError(msg, next_step=step)
    before = learn_precedence(log, side_by_side(log))
    ready = before.ready(log.opened[log.case], log.end)
    lines = lines_of(log, ready)
    team, names = teams_of(log)
    team, names = own_caseloads(log, (team, names), _crew(log, team, names), ready)
    crew = _crew(log, team, names)
    tasks = _told(log, team, crew, ready)
    for line in lines:
        tasks, crew = _in_line(line, tasks, crew)
    waited_for = tuple(log.activities[line.activity] for line in lines)
    return WhatIfModel(
        patterns=_cut(log, np.flatnonzero(log.closed), tasks, before),
        crew=crew,
        past=past_of(log),
        since=float(log.opened.min()) // 86400 * 86400,
        until=log.until,
        activities=log.activities,
        teams=(*names, *waited_for),
        has_starts=log.has_starts,
        lines=waited_for,
    )


def _crew(log: WorkLog, team: Integers, names: tuple[str, ...]) -> Crew:
    people, worked = [], []
    for at, name in enumerate(names):
        mine = team == at
        moments = np.concatenate([log.start[mine], log.end[mine]])
        worked.append(worked_by(hours_at_work(moments)))
        people.append(people_at_once(log, team, name, at))
    return Crew(people=np.array(people, dtype=np.int64), worked=np.array(worked))


def _told(
    log: WorkLog, team: Integers, crew: Crew, ready: Floats
) -> tuple[Integers, Floats, Floats]:
    """Team, work and own delay of each step."""
    work = np.zeros(log.case.size)
    for at, worked in enumerate(crew.worked):
        mine = team == at
        work[mine] = _work(worked, log.start[mine], log.end[mine])
    return team, work, own_delays(log, team, crew, ready)


def _in_line(
    line: StepQueue, tasks: tuple[Integers, Floats, Floats], crew: Crew
) -> tuple[tuple[Integers, Floats, Floats], Crew]:
    """The same, with one more team: one place at which the line's steps are taken."""
    team, work, delay = tasks[0].copy(), tasks[1].copy(), tasks[2].copy()
    team[line.rows] = crew.people.size
    work[line.rows] = line.pace
    delay[line.rows] = 0
    worked = np.concatenate([crew.worked, line.worked[None, :]])
    return (team, work, delay), Crew(people=np.append(crew.people, 1), worked=worked)


def _work(worked: Floats, start: Floats, end: Floats) -> Floats:
    """Working seconds; what was done wholly out of hours counts for an hour at most."""
    inside = work_between(worked, start, end)
    return np.where(inside > 0, inside, np.minimum(end - start, 3600.0))


def _cut(
    log: WorkLog,
    kept: Integers,
    told: tuple[Integers, Floats, Floats],
    before: Precedence,
) -> Patterns:
    """The tasks of the kept cases, renumbered."""
    first = log.first
    rows = np.concatenate([np.arange(first[c], first[c + 1]) for c in kept])
    number = np.full(log.case.size, -1, dtype=np.int64)
    number[rows] = np.arange(rows.size)
    followers: list[list[int]] = [[] for _ in range(rows.size)]
    for row in rows.tolist():
        for one in before.before[row]:
            followers[number[one]].append(int(number[row]))
    sizes = np.array([len(one) for one in followers], dtype=np.int64)
    team, work, delay = told
    return Patterns(
        first=np.concatenate([[0], np.cumsum(np.diff(first)[kept])]),
        activity=log.activity[rows],
        team=team[rows],
        work=work[rows],
        delay=delay[rows],
        n_before=before.n_before[rows],
        follower_first=np.concatenate([[0], np.cumsum(sizes)]),
        follower=np.array([f for one in followers for f in one], dtype=np.int64),
        is_repeat=_repeats(log)[rows],
        weight=_weights(log)[kept],
        days=(log.ended - log.opened)[kept] / 86400,
    )


def _repeats(log: WorkLog) -> Flags:
    pairs = log.case * len(log.activities) + log.activity
    seen = np.zeros(log.case.size, dtype=np.bool_)
    seen[np.unique(pairs, return_index=True)[1]] = True
    return ~seen


def _weights(log: WorkLog) -> Floats:
    """1 over the chance that a case which took so long had ended within the log."""
    closed = log.closed
    spent = np.where(closed, log.ended, log.until) - log.opened
    order = np.lexsort((~closed, spent))
    at_risk = spent.size - np.arange(spent.size)
    followed = np.cumprod(np.where(closed[order], 1.0, 1 - 1 / at_risk))
    weight = np.zeros(spent.size)
    weight[order] = 1 / np.maximum(np.concatenate([[1.0], followed[:-1]]), 0.02)
    weight[~closed] = 0
    return np.asarray(weight / weight.sum())
