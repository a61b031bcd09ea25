"""Learning as flow: how long from starting a change to knowing, and what is in progress.

Every experiment that was started stays in the denominator: the open ones count by the
time that they have taken so far (Kaplan–Meier), as cases do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.evidence.experiment import Experiment
from mersey.evidence.states import State, state_of
from mersey.evidence.verdict import VerdictKind
from mersey.flow.time_to_event import curve, kaplan_meier, quantiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from mersey.evidence.experiment import Idea
    from mersey.evidence.kept import Kept
    from mersey.flow.lead_time_results import Quantile, SurvivalCurve

SHARES: Final = (0.5, 0.85)

IN_PROGRESS: Final = frozenset({State.RUNNING, State.TOO_EARLY, State.VERDICT})
STARTED: Final = IN_PROGRESS | {State.DECIDED, State.SHARED}

LIMIT: Final = 2
"""Experiments that a team can care for at once, where nobody says how many."""

NOBODY: Final = "(no team)"


@dataclass(frozen=True, kw_only=True)
class Learning:
    """How far one experiment has come.

    Attributes:
        team: Its team; its service where no team is named.
        starts: First day of the change, as planned; None for an idea.
        started: The same once it has come, of a plan that was frozen.
        decided: When it was decided; None while it is not.
        decision: adopt, adapt or abandon; empty while there is none.
        verdict: Of the latest planned look (a `VerdictKind`); empty: none was taken.
        review_by: By when it was to be decided; None: not said.
        n_deviations, n_looks_ahead: What its trail holds.
    """

    id: str
    title: str
    team: str
    outcome: str
    state: State
    starts: date | None = None
    started: date | None = None
    decided: date | None = None
    decision: str = ""
    verdict: str = ""
    review_by: date | None = None
    n_deviations: int = 0
    n_looks_ahead: int = 0

    @property
    def is_in_progress(self) -> bool:
        """Started, and not decided."""
        return self.state in IN_PROGRESS

    @property
    def is_null(self) -> bool:
        """It found no worthwhile change: that is learning too."""
        return self.verdict == VerdictKind.NO_WORTHWHILE_CHANGE

    def days(self, as_at: date) -> int | None:
        """From the start to the decision, or so far; None where it has not started."""
        if self.started is None:
            return None
        return max(((self.decided or as_at) - self.started).days, 0)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """The whole portfolio, and how fast it learns.

    Attributes:
        experiments: Ideas and plans too, in order of their ids.
        as_at: The day on which it stood so. limit: In progress for each team.
        n_started: The denominator. n_decided: Of those.
        time_to_learning: Days from start to decision, by half and by 85 in 100.
        curve: Share of started experiments not yet decided; None where none started.
        in_progress: Team → experiments in progress.
        verdicts: `VerdictKind` → how many of the started; "" where no look was taken.
        n_null: Started ones that found no worthwhile change.
        unfrozen: Ids of plans whose start has passed and that nobody froze: what they
            find can be no verdict, and they are not among the started.
        overdue: Ids that are in progress past the day by which they were to be decided.
    """

    experiments: tuple[Learning, ...]
    as_at: date
    limit: int
    n_started: int
    n_decided: int
    time_to_learning: tuple[Quantile, ...]
    curve: SurvivalCurve | None
    in_progress: Mapping[str, int]
    verdicts: Mapping[str, int]
    n_null: int
    overdue: tuple[str, ...]
    unfrozen: tuple[str, ...] = ()

    @property
    def over_limit(self) -> tuple[str, ...]:
        """Teams that have more in progress than the limit."""
        return tuple(team for team, n in self.in_progress.items() if n > self.limit)

    @property
    def share_null(self) -> float | None:
        """Of the started; None where none started."""
        return self.n_null / self.n_started if self.n_started else None


def learning_of(plan: Experiment | Idea, kept: Kept, *, as_at: date) -> Learning:
    """How far the experiment has come by that day, from what is kept of it."""
    counted = kept.frozen.plan if kept.frozen else plan
    state = state_of(plan, versions=kept.versions, trail=kept.trail, as_at=as_at)
    decided = kept.trail.decided
    return Learning(
        id=plan.id,
        title=plan.title,
        team=plan.team or plan.service or NOBODY,
        outcome=plan.outcome,
        state=state,
        starts=_start(counted),
        started=_start(counted) if state in STARTED else None,
        decided=decided.at.date() if decided else None,
        decision=str(decided.data["decision"]) if decided else "",
        verdict=kept.trail.verdict,
        review_by=counted.review_by if isinstance(counted, Experiment) else None,
        n_deviations=max(len(kept.versions) - 1, 0),
        n_looks_ahead=len(kept.trail.looks_ahead),
    )


def _start(plan: Experiment | Idea) -> date | None:
    return plan.start if isinstance(plan, Experiment) else None


def programme(
    experiments: Iterable[Learning], *, as_at: date, limit: int = LIMIT
) -> Programme:
    """The portfolio as flow.

    Args:
        experiments: Each as it stood on `as_at`.
        as_at: Open ones count up to this day.
        limit: Experiments in progress that a team can care for at once.
    """
    every = tuple(sorted(experiments, key=lambda one: one.id))
    started = [one for one in every if one.started is not None]
    days = np.array([one.days(as_at) for one in started], dtype=np.float64)
    is_decided = np.array([one.decided is not None for one in started], dtype=np.bool_)
    fitted = kaplan_meier(days, is_decided)
    running = Counter(one.team for one in started if one.is_in_progress)
    return Programme(
        experiments=every,
        as_at=as_at,
        limit=limit,
        n_started=len(started),
        n_decided=int(is_decided.sum()),
        time_to_learning=quantiles(fitted, SHARES) if started else (),
        curve=curve(fitted) if started else None,
        in_progress=dict(sorted(running.items())),
        verdicts=dict(sorted(Counter(one.verdict for one in started).items())),
        n_null=sum(one.is_null for one in started),
        overdue=tuple(one.id for one in started if _is_overdue(one, as_at)),
        unfrozen=tuple(one.id for one in every if _is_unfrozen(one, as_at)),
    )


def _is_overdue(one: Learning, as_at: date) -> bool:
    return one.is_in_progress and one.review_by is not None and as_at > one.review_by


def _is_unfrozen(one: Learning, as_at: date) -> bool:
    return one.state is State.PLANNED and one.starts is not None and as_at > one.starts
