"""What may be changed, and what a change does to the work and to the people."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import UnknownName, UsageError
from mersey.forecast.whatif.hours import longer_days
from mersey.forecast.whatif.simulation import Crew
from mersey.forecast.whatif.teams import UNLIMITED, teams_told
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.forecast.whatif.model import WhatIfModel

NEEDS_STARTS = (
    "The log does not record when work on a step began, so work cannot be told from "
    "waiting, and nobody can say what more hands would do."
)


class Triage(StrEnum):
    """Who is served first."""

    FIFO = "fifo"
    SHORTEST = "shortest"
    OLDEST = "oldest"
    PRIORITY = "priority"

    @classmethod
    def of(cls, name: str) -> Triage:
        """The order of that name.

        Raises:
            UnknownName: There is none.
        """
        if name not in set(cls):
            raise UnknownName.of("triage order", name, list(cls))
        return cls(name)


@dataclass(frozen=True, kw_only=True)
class Surge:
    """For the first weeks, cases come `factor` times as often."""

    factor: float
    weeks: float


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What is different; the defaults change nothing.

    Attributes:
        arrivals: Cases come so many times as often; 1.1 is ten in a hundred more.
        staff: Team → people more, or fewer.
        hours: Team → whole hours by which each working day is longer, or shorter.
        stages: Activity → the time from it to the next is multiplied by this; its own time
            where the log records when work began.
        rework: Share of cases whose repeated steps are spared; 0.5 halves the rework.
        triage: Who is served first.
        first: Activities that go before all others, for triage by priority.
        wip_limit: Most cases in progress at once; 0 for no limit.
        surge: More cases for some weeks.
        backlog: So many cases more, all there on the first day.
    """

    arrivals: float = 1.0
    staff: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, float] = field(default_factory=dict)
    rework: float = 0.0
    triage: Triage = Triage.FIFO
    first: tuple[str, ...] = ()
    wip_limit: int = 0
    surge: Surge | None = None
    backlog: int = 0

    @property
    def most_arrivals(self) -> float:
        """How many times as often cases come, at the most."""
        return self.arrivals * max(self.surge.factor if self.surge else 1.0, 1.0)

    @property
    def is_more_work(self) -> bool:
        """Whether there is more to do than the log shows."""
        longer = any(factor > 1 for factor in self.stages.values())
        return self.most_arrivals > 1 or self.backlog > 0 or longer


def check_changes(model: WhatIfModel, changes: Changes) -> None:
    """Nothing, where the model can carry the changes out.

    Raises:
        UnknownName: No such team or activity in the log.
        UsageError: A number is out of range, or the log cannot answer it.
    """
    _check_starts(model, changes)
    _check_hands(model, changes)
    teams = teams_told(model.teams)
    for name in (*changes.staff, *changes.hours):
        if name not in teams:
            raise UnknownName.of("team", name, teams)
    for name in (*changes.stages, *changes.first):
        if name not in model.activities:
            raise UnknownName.of("activity", name, model.activities)
    if min(changes.arrivals, *changes.stages.values(), changes.wip_limit) < 0:
        msg = "A share below 0 was asked for."
        raise UsageError(msg, next_step="Take off at most 100%.")
    if not 0 <= changes.rework <= 1 or changes.backlog < 0:
        msg = "Rework is spared between 0 and 100%, and a backlog is 0 or more."
        raise UsageError(msg, next_step="For example: ⟦rework⟧ -50% ⟦backlog⟧ 200")
    if (changes.triage is Triage.PRIORITY) != bool(changes.first):
        msg = "Priority needs the steps that go first, and those need priority."
        raise UsageError(msg, next_step="For example: ⟦first⟧ STEP")
    _check_people(model, changes)


def _check_starts(model: WhatIfModel, changes: Changes) -> None:
    asks = changes.staff or changes.hours or changes.triage is not Triage.FIFO
    if asks and not model.has_starts:
        step = "Ask about arrivals, a stage's time or rework; or give ⟦start⟧ COLUMN."
        raise UsageError(NEEDS_STARTS, next_step=step)


def _check_hands(model: WhatIfModel, changes: Changes) -> None:
    """More work is not tried on hands that cannot be seen: it would seem to cost nothing."""
    if not changes.is_more_work or not model.unseen or model.lines:
        return
    if model.has_starts and len(model.teams) > 1:
        return
    lacking = "who did the work" if model.has_starts else "when work on a step began"
    msg = (
        f"The log does not record {lacking}, so nobody can say how many hands there are, or"
        " whether they would keep up with more work. In a busy week it finished"
        f" {plural(model.busy_week, 'case')}; on"
        f" average {model.came_per_week:.3g} a week came, and"
        f" {model.came_per_week * changes.most_arrivals:.3g} would be asked for."
    )
    column = "⟦person⟧ COLUMN" if model.has_starts else "⟦start⟧ COLUMN"
    raise UsageError(
        msg, next_step=f"Name the column that says so, if there is one: {column}."
    )


def _check_people(model: WhatIfModel, changes: Changes) -> None:
    sizes = dict(zip(model.teams, model.crew.people.tolist(), strict=True))
    for name, by in changes.staff.items():
        if sizes[name] >= UNLIMITED:
            msg = "The log does not show how many people that team has."
            raise UsageError(
                msg, next_step="Name the people or teams: ⟦person⟧ COLUMN."
            )
        if sizes[name] + by < 1:
            msg = f"The team would have nobody left: it has {sizes[name]} at once."
            raise UsageError(msg, next_step="Leave it at least one.")


def changed_crew(model: WhatIfModel, changes: Changes) -> Crew:
    """The people and their hours, with the changes made."""
    people, worked = model.crew.people.copy(), model.crew.worked.copy()
    for name, by in changes.staff.items():
        people[model.teams.index(name)] += by
    for name, by in changes.hours.items():
        at = model.teams.index(name)
        worked[at] = longer_days(worked[at], by)
    return Crew(people=people, worked=np.asarray(worked))
