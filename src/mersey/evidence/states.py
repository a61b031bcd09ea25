"""Where an experiment stands: it follows from what is there, and nobody scores it.

Idea → planned → frozen → running → too early → verdict → decided → shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.evidence.experiment import Experiment, Idea
from mersey.evidence.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.evidence.frozen import Frozen

A_DAY: Final = timedelta(days=1)
NO_TRAIL: Final = Trail()


class State(StrEnum):
    """Where an experiment stands, in order."""

    IDEA = "idea"
    PLANNED = "planned"  # a whole plan, not frozen
    FROZEN = "frozen"  # frozen, and not begun
    RUNNING = "running"  # begun; its transition is not over
    TOO_EARLY = "too_early"  # cases are coming in; the comparison is sealed
    VERDICT = "verdict"  # the first planned look has come
    DECIDED = "decided"
    SHARED = "shared"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A point on an experiment's way.

    Attributes:
        state: What it is the beginning of; VERDICT comes once for each planned look.
        on: Its day; None where nothing says.
        is_past: It lies behind.
        is_by: The day is the latest one, as "decided by 5 October".
    """

    state: State
    on: date | None
    is_past: bool
    is_by: bool = False


def state_of(
    plan: Experiment | Idea,
    *,
    versions: Sequence[Frozen] = (),
    trail: Trail = NO_TRAIL,
    as_at: date,
) -> State:
    """Where the experiment stands.

    Args:
        plan: What its file says now. Once it is frozen, the frozen plan counts.
        versions: Its frozen versions, in order.
        trail: What happened to it.
        as_at: The last day that the log covers; without a log, today.
    """
    if trail.shared:
        return State.SHARED
    if trail.decided:
        return State.DECIDED
    if not versions:
        return State.PLANNED if isinstance(plan, Experiment) else State.IDEA
    return _of_frozen(versions[-1].plan, as_at)


def _of_frozen(frozen: Experiment, as_at: date) -> State:
    if as_at < frozen.start:
        return State.FROZEN
    if as_at < frozen.since:
        return State.RUNNING
    return State.VERDICT if _has_come(frozen.first_look, as_at) else State.TOO_EARLY


def _has_come(look: date | None, as_at: date) -> bool:
    """Whether a look can be taken: it sees cases up to the end of the day before."""
    return look is not None and as_at + A_DAY >= look


def milestones(
    plan: Experiment | Idea,
    *,
    versions: Sequence[Frozen] = (),
    trail: Trail = NO_TRAIL,
    as_at: date,
) -> tuple[Milestone, ...]:
    """The experiment's way, from the idea to sharing; see `state_of`."""
    noted = Milestone(state=State.IDEA, on=plan.noted_on, is_past=True)
    frozen_on = versions[0].sealing.at.date() if versions else None
    shared = trail.shared
    return (
        noted,
        Milestone(state=State.FROZEN, on=frozen_on, is_past=bool(versions)),
        *_planned(versions, plan, as_at=as_at),
        _decided(plan, trail),
        Milestone(
            state=State.SHARED,
            on=shared.at.date() if shared else None,
            is_past=bool(shared),
        ),
    )


def _planned(
    versions: Sequence[Frozen], said: Experiment | Idea, *, as_at: date
) -> tuple[Milestone, ...]:
    """The start and the looks; nothing has begun while the plan is not frozen."""
    plan = versions[-1].plan if versions else said
    as_at = as_at if versions else date.min
    if not isinstance(plan, Experiment):
        return (Milestone(state=State.RUNNING, on=None, is_past=False),)
    days = sorted(look.on for look in plan.looks)
    looks = (
        Milestone(state=State.VERDICT, on=day, is_past=_has_come(day, as_at))
        for day in days
    )
    started = Milestone(state=State.RUNNING, on=plan.start, is_past=as_at >= plan.start)
    return (started, *looks)


def _decided(plan: Experiment | Idea, trail: Trail) -> Milestone:
    if trail.decided:
        on = trail.decided.at.date()
        return Milestone(state=State.DECIDED, on=on, is_past=True)
    by = plan.review_by if isinstance(plan, Experiment) else None
    return Milestone(state=State.DECIDED, on=by, is_past=False, is_by=by is not None)
