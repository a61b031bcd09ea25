"""Who may do what: one table of actions and roles, and nothing else decides.

A role says what a person may do, and access (`access.py`) where. Every route names its
action; a test walks every route with every role.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class MemberRole(StrEnum):
    """What a person is in an organisation. No role contains another.

    A viewer sees numbers about a service. A member works in it: notes blockers and
    promises, and sees its cases. An analyst loads data and plans experiments. An approver
    confirms what others propose. An administrator looks after people, and sees no data.
    """

    VIEWER = "viewer"
    MEMBER = "member"
    ANALYST = "analyst"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """Something that a route lets a person do."""

    OPEN_DOOR = "open the door"
    """What anybody may, signed in or not: health, sign-in, made-up cast, policies."""

    COME_IN = "come in"
    """What everybody signed in may: their own first page and account."""

    SEE_SERVICE = "see a service"
    SEE_CASES = "see the cases of a service"
    WORK_ON_BOARD = "note blockers, promises and limits"
    ASK_WHAT_IF = "ask what a change would do"
    LOAD_DATA = "load data"
    PLAN_EXPERIMENT = "plan an experiment"
    READ_PLAN = "read a plan, freeze it, and note what happened"
    DECIDE_EXPERIMENT = "confirm a decision"
    SETTLE_SERVICE = "settle who answers for a service, and who sees less of it"
    OPEN_SERVICE = "let more people see a service, or the names of its cases"
    SEE_TRAIL = "see the trail"
    LOOK_AFTER_PEOPLE = "invite, restrict and remove people"


NEEDS_NO_SIGN_IN: Final = frozenset({Action.OPEN_DOOR})

ANY_ROLE: Final = frozenset(MemberRole)

_DATA: Final = frozenset(
    {MemberRole.VIEWER, MemberRole.MEMBER, MemberRole.ANALYST, MemberRole.APPROVER}
)
_CASES: Final = frozenset({MemberRole.MEMBER, MemberRole.ANALYST, MemberRole.APPROVER})

MAY: Final[Mapping[Action, frozenset[MemberRole]]] = {
    Action.OPEN_DOOR: ANY_ROLE,
    Action.COME_IN: ANY_ROLE,
    Action.SEE_SERVICE: _DATA,
    Action.SEE_CASES: _CASES,
    Action.WORK_ON_BOARD: _CASES,
    Action.ASK_WHAT_IF: _CASES,
    Action.LOAD_DATA: frozenset({MemberRole.ANALYST}),
    Action.PLAN_EXPERIMENT: frozenset({MemberRole.MEMBER, MemberRole.ANALYST}),
    Action.READ_PLAN: _CASES,
    Action.DECIDE_EXPERIMENT: frozenset({MemberRole.APPROVER}),
    Action.SETTLE_SERVICE: frozenset({MemberRole.ANALYST, MemberRole.APPROVER}),
    Action.OPEN_SERVICE: frozenset({MemberRole.APPROVER}),
    Action.SEE_TRAIL: frozenset({MemberRole.APPROVER, MemberRole.ADMINISTRATOR}),
    Action.LOOK_AFTER_PEOPLE: frozenset({MemberRole.ADMINISTRATOR}),
}
"""Action → the roles that may. Every action stands here, by test."""


def may(role: MemberRole | None, action: Action) -> bool:
    """Whether somebody of that role may; None is somebody who is not signed in."""
    if role is None:
        return action in NEEDS_NO_SIGN_IN
    return role in MAY[action]
