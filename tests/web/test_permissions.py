"""The one table of who may do what."""

from __future__ import annotations

import pytest

from mersey.web.permissions import MAY, Action, MemberRole, may

EXPECTED = {
    # action: viewer, member, analyst, approver, administrator
    Action.OPEN_DOOR: "yyyyy",
    Action.COME_IN: "yyyyy",
    Action.SEE_SERVICE: "yyyy-",
    Action.SEE_CASES: "-yyy-",
    Action.WORK_ON_BOARD: "-yyy-",
    Action.ASK_WHAT_IF: "-yyy-",
    Action.LOAD_DATA: "--y--",
    Action.PLAN_EXPERIMENT: "-yy--",
    Action.READ_PLAN: "-yyy-",
    Action.DECIDE_EXPERIMENT: "---y-",
    Action.SETTLE_SERVICE: "--yy-",
    Action.OPEN_SERVICE: "---y-",
    Action.SEE_TRAIL: "---yy",
    Action.LOOK_AFTER_PEOPLE: "----y",
}


def test_every_action_stands_in_the_table() -> None:
    assert set(MAY) == set(Action) == set(EXPECTED)


@pytest.mark.parametrize("action", Action)
def test_roles_may_what_the_table_says(action: Action) -> None:
    found = "".join("y" if may(role, action) else "-" for role in MemberRole)
    assert found == EXPECTED[action]


@pytest.mark.parametrize("action", Action)
def test_nobody_may_anything_but_open_the_door_when_not_signed_in(
    action: Action,
) -> None:
    assert may(None, action) is (action is Action.OPEN_DOOR)


def test_who_proposes_an_experiment_never_confirms_it() -> None:
    assert MAY[Action.PLAN_EXPERIMENT] & MAY[Action.DECIDE_EXPERIMENT] == set()
