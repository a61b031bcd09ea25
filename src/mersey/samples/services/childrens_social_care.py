"""Children's social care: long, ISO times with a zone, with a slow assessment team."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from mersey.samples.made_up_people import canaries, make_person, make_place, staff
from mersey.samples.sample_service import (
    BOROUGH,
    SampleService,
    SampleSetting,
    SampleSheet,
)
from mersey.samples.simulate import Case, arrivals
from mersey.samples.truths import Truth, TruthKind, gap_days
from mersey.samples.writers import delimited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.samples.made_up_people import Person
    from mersey.samples.simulate import Dice, SampleStep

_PER_WEEK: Final = 9.0
_SLOW_TEAM: Final = "Assessment South"
_SLOW_BY_WORKING_DAYS: Final = 12.0
_TEAMS: Final = ("Assessment North", "Assessment Central", _SLOW_TEAM)
_ZONE: Final = ZoneInfo("Europe/London")
_COLUMNS: Final = (
    "Authority",
    "EpisodeID",
    "PersonID",
    "ChildName",
    "DateOfBirth",
    "NHSNumber",
    "Postcode",
    "ParentEmail",
    "Step",
    "StepDateTime",
    "Team",
    "Worker",
    "Ward",
    "IDACIQuintile",
    "PrimaryNeed",
    "ContactSource",
    "Notes",
)
_IDENTIFIERS: Final = (
    "EpisodeID",
    "PersonID",
    "ChildName",
    "DateOfBirth",
    "NHSNumber",
    "Postcode",
    "ParentEmail",
    "Worker",
    "Notes",
)
_NEEDS: Final = {
    "N1 Abuse or neglect": 52.0,
    "N2 Child's disability": 11.0,
    "N4 Family in acute stress": 12.0,
    "N5 Family dysfunction": 17.0,
    "N6 Socially unacceptable behaviour": 8.0,
}
_SOURCES: Final = {"Police": 30.0, "School": 25.0, "Health": 18.0, "Family": 12.0}


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window = setting.dice("childrens_social_care"), setting.window()
    hours = setting.hours()
    cases: list[Case] = []
    people: list[Person] = []
    rows: list[tuple[str, ...]] = []
    for opened in arrivals(dice, window, hours, per_week=_PER_WEEK):
        case = Case(number=len(cases), opened=opened, hours=hours)
        person = _whose(dice, people, setting.as_at)
        _describe(case, dice, child=people[person], person=person)
        _live(case, dice)
        seen = [step for step in case.steps if window.has(step.time)]
        rows += [_row(case, step, people[person]) for step in seen]
        cases.append(case)
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(rows),
        n_cases=len(cases),
        truths=(_slow_team(cases),),
        identifiers=_IDENTIFIERS,
        canaries=canaries(
            people,
            [step.worker for case in cases for step in case.steps],
            [case.facts["EpisodeID"] for case in cases],
        ),
    )


def _whose(dice: Dice, people: list[Person], as_at: date) -> int:
    """The place in `people` of a child not met before, or in one case of twelve met."""
    if people and dice.chance(1 / 12):
        return dice.number(0, len(people) - 1)
    first, last = date(as_at.year - 17, 1, 1), date(as_at.year - 3, 6, 30)
    people.append(make_person(dice, born_from=first, born_to=last))
    return len(people) - 1


def _describe(case: Case, dice: Dice, *, child: Person, person: int) -> None:
    place = make_place(dice)
    case.facts |= {
        "Authority": BOROUGH,
        "EpisodeID": f"CSC{400_000 + case.number * 3}",
        "PersonID": str(81_000 + person),
        "ChildName": child.name,
        "DateOfBirth": child.born,
        "NHSNumber": child.nhs_number,
        "Postcode": child.postcode,
        "ParentEmail": child.email,
        "Ward": place.ward,
        "IDACIQuintile": place.quintile,
        "PrimaryNeed": dice.pick(_NEEDS),
        "ContactSource": dice.pick(_SOURCES),
    }


def _live(case: Case, dice: Dice) -> None:
    mash = dice.one_of(staff("MASH", 6))
    case.do("Contact received", team="MASH", worker=mash)
    case.do("MASH decision", dice.days(0.6, 0.5), team="MASH", worker=mash)
    if dice.chance(0.42):
        case.do("Closed - no further action", 0.1, team="MASH", worker=mash)
        return
    case.do("Referral accepted", dice.between(0.02, 0.3), team="MASH", worker=mash)
    _assess(case, dice)
    if dice.chance(0.2):
        _protect(case, dice)
    elif dice.chance(0.45):
        _support(case, dice)
    else:
        _close(case, 1.0)


def _assess(case: Case, dice: Dice) -> None:
    team = dice.one_of(_TEAMS)
    case.facts["assessed by"] = team
    worker = dice.one_of(staff(team, 8))
    case.do("Assessment started", dice.days(1.2, 0.4), team=team, worker=worker)
    case.do("Child seen", dice.days(3, 0.5), team=team, worker=worker)
    wait = dice.days(21, 0.35) + _SLOW_BY_WORKING_DAYS * (team == _SLOW_TEAM)
    case.do("Assessment authorised", wait, team=team, worker=worker)


def _protect(case: Case, dice: Dice) -> None:
    team = "Safeguarding"
    worker = dice.one_of(staff(team, 9))
    case.do("Strategy discussion", dice.days(1, 0.4), team=team, worker=worker)
    case.do("Section 47 enquiry started", 0.3, team=team, worker=worker)
    case.do("ICPC held", dice.between(9, 16), team="IRO Service")
    case.do("CP plan started", 0.2, team=team, worker=worker)
    case.do("First CP review", dice.between(55, 64), team="IRO Service")
    if dice.chance(0.6):
        case.do("Second CP review", dice.between(110, 128), team="IRO Service")
    _close(case, dice.days(20, 0.6), team=team, worker=worker)


def _support(case: Case, dice: Dice) -> None:
    team = "Child in Need"
    worker = dice.one_of(staff(team, 9))
    case.do("CIN plan started", dice.days(5, 0.5), team=team, worker=worker)
    case.do("CIN review", dice.between(38, 62), team=team, worker=worker)
    _close(case, dice.days(25, 0.6), team=team, worker=worker)


def _close(case: Case, after: float, *, team: str = "", worker: str = "") -> None:
    last = case.steps[-1]
    case.do("Case closed", after, team=team or last.team, worker=worker or last.worker)


def _row(case: Case, step: SampleStep, child: Person) -> tuple[str, ...]:
    known = {
        **case.facts,
        "Step": step.activity,
        "StepDateTime": _written(step.time),
        "Team": step.team,
        "Worker": step.worker,
        "Notes": _note(step, child),
    }
    return tuple(known.get(column, "") for column in _COLUMNS)


def _written(moment: datetime) -> str:
    return moment.replace(tzinfo=_ZONE).isoformat()


def _note(step: SampleStep, child: Person) -> str:
    if step.activity == "Contact received":
        return (
            f"Caller worried about {child.name}, NHS {child.nhs_number}. Mum asks to be "
            f"rung on {child.telephone}, not written to at {child.postcode}."
        )
    if step.activity == "Child seen":
        return f'Seen alone at home. {child.name.split()[0]} said school is "alright".'
    return ""


def _slow_team(cases: Sequence[Case]) -> Truth:
    slow: list[float] = []
    others: list[float] = []
    for case in cases:
        started, done = (
            case.when("Assessment started"),
            case.when("Assessment authorised"),
        )
        if started and done:
            is_slow = case.facts["assessed by"] == _SLOW_TEAM
            (slow if is_slow else others).append((done.date() - started.date()).days)
    return Truth(
        kind=TruthKind.SLOW_TEAM,
        what=f"{_SLOW_TEAM} takes {_SLOW_BY_WORKING_DAYS:.0f} working days longer than "
        "the other two assessment teams from start to authorisation.",
        planted={
            "working_days": _SLOW_BY_WORKING_DAYS,
            "team": _SLOW_TEAM,
            "others": list(_TEAMS[:2]),
            "from": "Assessment started",
            "to": "Assessment authorised",
        },
        realised=gap_days(slow, others),
        see="Days from Assessment started to Assessment authorised, by Team.",
    )


SAMPLE: Final = SampleService(
    name="childrens_social_care",
    title="Children's social care",
    file_name="steps.csv",
    shape="long",
    dates="ISO 8601 with the offset from UTC",
    case="EpisodeID",
    end=("Case closed", "Closed - no further action"),
    shows="One assessment team is slower; names, numbers and notes must not get out.",
    make=_make,
    write=delimited(encoding="utf-8-sig"),
)
