"""Adult social care: long, semicolons and cp1252, with a waiting list that grows."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from mersey.samples.made_up_people import canaries, make_person, make_place, staff
from mersey.samples.sample_service import (
    BOROUGH,
    SampleService,
    SampleSetting,
    SampleSheet,
)
from mersey.samples.simulate import Case, arrivals, serve_in_turn
from mersey.samples.truths import Truth, TruthKind, slope_per_week
from mersey.samples.writers import delimited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.samples.made_up_people import Person
    from mersey.samples.simulate import Dice, SampleStep, SampleWindow

_PER_WEEK: Final = 15.0
_TO_ASSESSMENT: Final = 0.6
_CAPACITY_PER_WEEK: Final = 7.5
_JOINED: Final = "Joined assessment waiting list"
_BEGUN: Final = "Care Act assessment started"
_END: Final = (
    "Closed - information and advice",
    "Closed - not eligible",
    "Service started",
)
_COLUMNS: Final = (
    "Authority",
    "Request Ref",
    "Client ID",
    "Client Name",
    "NHS Number",
    "Date of Birth",
    "Postcode",
    "Email",
    "Stage",
    "Stage Date",
    "Team",
    "Allocated Worker",
    "Ward",
    "Deprivation Quintile",
    "Primary Support Reason",
    "Route of Access",
    "Weekly Cost (£)",
    "Case Note",
)
_IDENTIFIERS: Final = (
    "Request Ref",
    "Client ID",
    "Client Name",
    "NHS Number",
    "Date of Birth",
    "Postcode",
    "Email",
    "Allocated Worker",
    "Case Note",
)
_REASONS: Final = {
    "Physical support": 58.0,
    "Support with memory and cognition": 14.0,
    "Learning disability support": 8.0,
    "Mental health support": 12.0,
    "Sensory support": 4.0,
    "Social support": 4.0,
}
_ROUTES: Final = {
    "Community": 62.0,
    "Discharge from hospital": 26.0,
    "Self-funder": 12.0,
}


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window = setting.dice("adult_social_care"), setting.window()
    hours = setting.hours()
    cases = [
        Case(number=number, opened=opened, hours=hours)
        for number, opened in enumerate(
            arrivals(dice, window, hours, per_week=_PER_WEEK)
        )
    ]
    born = {"born_from": date(1932, 1, 1), "born_to": date(2004, 12, 31)}
    people = [make_person(dice, **born) for _ in cases]
    for case, person in zip(cases, people, strict=True):
        _describe(case, dice, person)
        _ask(case, dice)
    _assess_in_turn(cases, dice)
    seen = [(c, s) for c in cases for s in c.steps if window.has(s.time)]
    rows = [_row(case, step, people[case.number]) for case, step in seen]
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(rows),
        n_cases=len(cases),
        truths=(_backlog(cases, window),),
        identifiers=_IDENTIFIERS,
        canaries=canaries(
            people,
            [step.worker for case in cases for step in case.steps],
            [case.facts["Request Ref"] for case in cases],
        ),
    )


def _describe(case: Case, dice: Dice, person: Person) -> None:
    place = make_place(dice)
    case.facts |= {
        "Authority": BOROUGH,
        "Request Ref": f"REQ-{case.opened:%Y}-{20_000 + case.number}",
        "Client ID": str(3_300_000 + case.number * 7),
        "Client Name": person.name,
        "NHS Number": person.nhs_number,
        "Date of Birth": person.born,
        "Postcode": person.postcode,
        "Email": person.email,
        "Ward": place.ward,
        "Deprivation Quintile": place.quintile,
        "Primary Support Reason": dice.pick(_REASONS),
        "Route of Access": dice.pick(_ROUTES),
    }


def _ask(case: Case, dice: Dice) -> None:
    team = "Front Door"
    worker = dice.one_of(staff(team, 7))
    case.do("Request received", team=team)
    case.do("Conversation held", dice.days(2.5, 0.6), team=team, worker=worker)
    if dice.chance(_TO_ASSESSMENT):
        case.do(_JOINED, dice.between(0.05, 1), team="Locality")
    else:
        case.do(_END[0], dice.days(0.8, 0.5), team=team, worker=worker)


def _assess_in_turn(cases: Sequence[Case], dice: Dice) -> None:
    """Those who wait are assessed first come, first served, as staff allow."""
    waiting = sorted(
        (case for case in cases if case.when(_JOINED)),
        key=lambda case: (case.now, case.number),
    )
    hours = cases[0].hours
    begun = serve_in_turn(
        [case.now for case in waiting], hours, per_week=_CAPACITY_PER_WEEK
    )
    for case, moment in zip(waiting, begun, strict=True):
        wait = hours.position(moment) - hours.position(case.now)
        worker = dice.one_of(staff("Locality", 11))
        case.do(_BEGUN, wait, team="Locality", worker=worker)
        case.do(
            "Care Act assessment completed", dice.days(9, 0.5), team="Locality",
            worker=worker,
        )  # fmt: skip
        _arrange(case, dice, worker)


def _arrange(case: Case, dice: Dice, worker: str) -> None:
    if dice.chance(0.28):
        case.do(_END[1], dice.days(2, 0.5), team="Locality", worker=worker)
        return
    case.do("Support plan agreed", dice.days(6, 0.5), team="Locality", worker=worker)
    broker = dice.one_of(staff("Brokerage", 4))
    case.do("Brokerage started", dice.days(1.5, 0.5), team="Brokerage", worker=broker)
    case.do(_END[2], dice.days(5, 0.6), team="Brokerage", worker=broker)
    case.facts["cost"] = f"{dice.days(410, 0.5):.2f}".replace(".", ",")


def _row(case: Case, step: SampleStep, person: Person) -> tuple[str, ...]:
    known = {
        **case.facts,
        "Stage": step.activity,
        "Stage Date": f"{step.time:%d/%m/%Y %H:%M}",
        "Team": step.team,
        "Allocated Worker": step.worker,
        "Weekly Cost (£)": case.facts["cost"] if step.activity == _END[2] else "",
        "Case Note": _note(step, person),
    }
    return tuple(known.get(column, "") for column in _COLUMNS)


def _note(step: SampleStep, person: Person) -> str:
    if step.activity == "Conversation held":
        return (
            f"Spoke to {person.name} (tel. {person.telephone}) – can’t manage the stairs; "
            f"daughter e-mails from {person.email}."
        )
    if step.activity == "Support plan agreed":
        return f"Plan sent to {person.postcode}; NHS no. {person.nhs_number} on file."
    return ""


def _backlog(cases: Sequence[Case], window: SampleWindow) -> Truth:
    joined = [m for case in cases if (m := case.when(_JOINED)) and window.has(m)]
    begun = [m for case in cases if (m := case.when(_BEGUN)) and window.has(m)]
    ended = [case.now for case in cases if window.has(case.now)]
    last_two_years = window.as_at - timedelta(days=727)
    wip = _wip([case.opened for case in cases], ended, last_two_years, window.as_at)
    return Truth(
        kind=TruthKind.BACKLOG,
        what="More people join the waiting list for a Care Act assessment than can be "
        "assessed, so the list grows week by week.",
        planted={
            "arrivals_per_week": _PER_WEEK,
            "share_to_assessment": _TO_ASSESSMENT,
            "capacity_per_five_working_days": _CAPACITY_PER_WEEK,
            "from": _JOINED,
            "to": _BEGUN,
        },
        realised={
            "joined_per_week": len(joined) / window.weeks,
            "begun_per_week": len(begun) / window.weeks,
            "net_per_week": (len(joined) - len(begun)) / window.weeks,
            "waiting_at_extract": len(joined) - len(begun),
            "open_at_extract": len(cases) - len(ended),
            "wip_slope_per_week_last_728_days": slope_per_week(wip),
        },
        see="Work in progress per day rises; most open cases were last seen joining "
        "the waiting list.",
    )


def _wip(
    opened: Sequence[datetime], ended: Sequence[datetime], first: date, last: date
) -> list[float]:
    """Cases open at the end of each day."""
    came, went = sorted(opened), sorted(ended)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    ends = [datetime.combine(day, time.max) for day in days]
    return [float(bisect_right(came, e) - bisect_right(went, e)) for e in ends]


SAMPLE: Final = SampleService(
    name="adult_social_care",
    title="Adult social care",
    file_name="workflow.csv",
    shape="long",
    dates="dd/mm/yyyy HH:MM",
    case="Request Ref",
    end=_END,
    shows="The waiting list for assessment grows; names and notes must not get out.",
    make=_make,
    write=delimited(delimiter=";", encoding="cp1252"),
)
