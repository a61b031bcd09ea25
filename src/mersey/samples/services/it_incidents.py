"""IT incidents: rows per state and times per incident in one file, with many handovers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.samples.made_up_people import staff
from mersey.samples.sample_service import (
    BOROUGH,
    SampleService,
    SampleSetting,
    SampleSheet,
)
from mersey.samples.simulate import Case, arrivals
from mersey.samples.truths import Truth, TruthKind
from mersey.samples.writers import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mersey.samples.simulate import Dice, SampleStep, SampleWindow

_PER_WEEK: Final = 16.0
_BOUNCE: Final = 0.35
_UNKNOWN: Final = "?"
_DESK: Final = "Service Desk"
_GROUPS: Final = ("Desktop", "Infrastructure", "Applications", "Network", "Cyber")
_PRIORITIES: Final = {
    "1 - Critical": 2.0,
    "2 - High": 8.0,
    "3 - Moderate": 65.0,
    "4 - Low": 25.0,
}
_WORK_DAYS: Final = {
    "1 - Critical": 0.25,
    "2 - High": 0.7,
    "3 - Moderate": 1.6,
    "4 - Low": 3.5,
}
_COLUMNS: Final = (
    "number",
    "company",
    "incident_state",
    "active",
    "reassignment_count",
    "reopen_count",
    "sys_mod_count",
    "opened_at",
    "sys_created_at",
    "sys_updated_at",
    "contact_type",
    "location",
    "category",
    "priority",
    "assignment_group",
    "assigned_to",
    "problem_id",
    "closed_code",
    "resolved_at",
    "closed_at",
)


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window = setting.dice("it_incidents"), setting.window()
    hours = setting.hours(opens=8.0, closes=18.0)
    cases = [
        Case(number=number, opened=opened, hours=hours)
        for number, opened in enumerate(
            arrivals(dice, window, hours, per_week=_PER_WEEK)
        )
    ]
    for case in cases:
        _describe(case, dice)
        _live(case, dice)
    seen = [[s for s in case.steps if window.has(s.time)] for case in cases]
    rows: list[tuple[str, ...]] = []
    for case, steps in zip(cases, seen, strict=True):
        rows += _rows(case, steps, window)
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(rows),
        n_cases=len(cases),
        truths=(_handovers(seen),),
        identifiers=("number", "assigned_to"),
    )


def _describe(case: Case, dice: Dice) -> None:
    case.facts |= {
        "number": f"INC{30_000 + case.number:07d}",
        "company": BOROUGH,
        "sys_created_at": _UNKNOWN if dice.chance(0.3) else _written(case.opened),
        "contact_type": dice.pick({"Self-service": 50, "Phone": 40, "Email": 10}),
        "location": dice.pick({"Town Hall": 45, "Weir House": 30, "Home": 25}),
        "category": dice.pick({"Access": 35, "Hardware": 25, "Software": 40}),
        "priority": dice.pick(_PRIORITIES),
        "problem_id": "PRB0001" if dice.chance(0.02) else _UNKNOWN,
        "closed_code": dice.pick({"Solved": 80, "Workaround": 15, "No fault": 5}),
    }


def _live(case: Case, dice: Dice) -> None:
    work = _WORK_DAYS[case.facts["priority"]]
    _move(case, dice, "New", _DESK)
    group = _DESK
    if dice.chance(0.55):
        group = dice.one_of(_GROUPS)
    _move(case, dice, "Active", group, dice.days(0.15, 0.6))
    while dice.chance(_BOUNCE):
        group = dice.one_of([other for other in _GROUPS if other != group])
        _move(case, dice, "Active", group, dice.days(work / 2, 0.7))
    if dice.chance(0.2):
        _move(case, dice, "Awaiting User Info", group, dice.days(work / 3, 0.6))
        _move(case, dice, "Active", group, dice.days(1.5, 0.7))
    _move(case, dice, "Resolved", group, dice.days(work, 0.8))
    if dice.chance(0.06):
        case.facts["reopened"] = "1"
        _move(case, dice, "Active", group, dice.days(1.5, 0.5))
        _move(case, dice, "Resolved", group, dice.days(work, 0.6))
    _move(case, dice, "Closed", group, 5.0)


def _move(case: Case, dice: Dice, state: str, group: str, after: float = 0.0) -> None:
    worker = "" if state == "New" else dice.one_of(staff(group, 6))
    case.do(state, after, team=group, worker=worker)


def _rows(
    case: Case, steps: Sequence[SampleStep], window: SampleWindow
) -> list[tuple[str, ...]]:
    """A row per change of state; when it was resolved and closed is on every row."""
    known = {
        **case.facts,
        "opened_at": _written(case.opened),
        "resolved_at": _last(steps, "Resolved") if _is_resolved(steps) else _UNKNOWN,
        "closed_at": _last(steps, "Closed"),
    }
    if not window.has(case.now):
        known["closed_code"] = _UNKNOWN
    rows, moves, reopened = [], 0, 0
    for count, step in enumerate(steps):
        moves += count > 0 and step.team != steps[count - 1].team
        reopened += (
            count > 0 and steps[count - 1].activity == "Resolved" != step.activity
        )
        known |= {
            "incident_state": step.activity,
            "active": str(step.activity != "Closed"),
            "reassignment_count": str(moves),
            "reopen_count": str(reopened - (step.activity == "Closed")),
            "sys_mod_count": str(count),
            "sys_updated_at": _written(step.time),
            "assignment_group": step.team,
            "assigned_to": step.worker or _UNKNOWN,
        }
        rows.append(tuple(known[column] for column in _COLUMNS))
    return rows


def _is_resolved(steps: Sequence[SampleStep]) -> bool:
    return steps[-1].activity in {"Resolved", "Closed"}


def _last(steps: Sequence[SampleStep], state: str) -> str:
    times = [step.time for step in steps if step.activity == state]
    return _written(times[-1]) if times else _UNKNOWN


def _written(moment: datetime) -> str:
    return f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M}"


def _handovers(seen: Sequence[Sequence[SampleStep]]) -> Truth:
    moves = [sum(a.team != b.team for a, b in pairwise(steps)) for steps in seen]
    return Truth(
        kind=TruthKind.HANDOVERS,
        what="An incident that reaches a group is passed to another, again and again, "
        f"with a chance of {_BOUNCE:.0%} each time.",
        planted={"share_passed_on_each_time": _BOUNCE, "share_leaving_the_desk": 0.55},
        realised={
            "handovers": sum(moves),
            "per_case": sum(moves) / len(moves),
            "share_of_cases_with_two_or_more": sum(m > 1 for m in moves) / len(moves),
        },
        see="Handovers per case between values of assignment_group.",
    )


SAMPLE: Final = SampleService(
    name="it_incidents",
    title="IT incidents",
    file_name="incident_history.csv",
    shape="both",
    dates="d/m/yyyy HH:MM",
    case="number",
    end=("Closed",),
    shows="Incidents are passed between groups; blanks are written as question marks.",
    make=_make,
    write=csv_bytes,
)
