from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mersey.evidence.experiment import Idea
from mersey.evidence.frozen import Sealing, freeze
from mersey.evidence.states import State, milestones, state_of
from mersey.evidence.trail import EntryKind, Trail, entry
from tests.unit.evidence.plans import PLAN, experiment

AT = datetime(2025, 9, 22, 13, 5, tzinfo=UTC)
PAUSED = experiment(PLAN.replace("transition_days = 0", "transition_days = 14"))
FROZEN = freeze(PAUSED, Sealing(at=AT, by="Amina R"))
IDEA = Idea(
    schema_="mersey.experiment/1",
    id="x",
    title="t",
    outcome="o",
    service="planning",
    question="q",
    change="c",
    why="w",
)


@pytest.mark.parametrize(
    ("as_at", "state"),
    [
        (date(2025, 9, 28), State.FROZEN),
        (date(2025, 9, 29), State.RUNNING),
        (date(2025, 10, 12), State.RUNNING),
        (date(2025, 10, 13), State.TOO_EARLY),
        (date(2025, 12, 27), State.TOO_EARLY),
        (date(2025, 12, 28), State.VERDICT),  # all of the day before the first look
        (date(2027, 1, 1), State.VERDICT),
    ],
)
def test_state_follows_from_the_day_up_to_which_the_log_goes(
    as_at: date, state: State
) -> None:
    assert state_of(PAUSED, versions=[FROZEN], as_at=as_at) is state


def test_plan_that_is_not_frozen_stays_planned_whatever_the_day() -> None:
    assert state_of(PAUSED, as_at=date(2027, 1, 1)) is State.PLANNED
    assert state_of(IDEA, as_at=date(2027, 1, 1)) is State.IDEA


def test_change_in_the_file_moves_nothing_once_it_is_frozen() -> None:
    later = experiment(PLAN.replace("start = 2025-09-29", "start = 2026-01-01"))
    found = state_of(later, versions=[FROZEN], as_at=date(2025, 10, 1))
    assert found is State.RUNNING


def test_decision_and_sharing_follow_from_the_trail() -> None:
    decided = entry(Trail(), EntryKind.DECIDED, at=AT, data={"decision": "adopt"})
    trail = Trail(entries=(decided,))
    day = date(2026, 10, 1)
    assert state_of(PAUSED, versions=[FROZEN], trail=trail, as_at=day) is State.DECIDED
    shared = entry(trail, EntryKind.SHARED, at=AT)
    trail = Trail(entries=(decided, shared))
    assert state_of(PAUSED, versions=[FROZEN], trail=trail, as_at=day) is State.SHARED


def test_milestones_are_those_of_the_plan_in_order() -> None:
    way = milestones(PAUSED, versions=[FROZEN], as_at=date(2025, 12, 31))
    assert [(m.state, m.on and m.on.isoformat(), m.is_past) for m in way] == [
        (State.IDEA, "2025-09-01", True),
        (State.FROZEN, "2025-09-22", True),
        (State.RUNNING, "2025-09-29", True),
        (State.VERDICT, "2025-12-29", True),
        (State.VERDICT, "2026-09-28", False),
        (State.DECIDED, "2026-10-05", False),
        (State.SHARED, None, False),
    ]
    assert [m.is_by for m in way] == [False] * 5 + [True, False]


def test_idea_has_its_way_before_it() -> None:
    way = milestones(IDEA, as_at=date(2026, 1, 1))
    assert [m.is_past for m in way] == [True, False, False, False, False]
