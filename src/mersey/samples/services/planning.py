"""Planning applications: wide, dates as d/m/yyyy, with a change on a known date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from mersey.samples.made_up_people import make_place
from mersey.samples.sample_service import (
    BOROUGH,
    SampleService,
    SampleSetting,
    SampleSheet,
)
from mersey.samples.simulate import Case, arrivals
from mersey.samples.truths import Truth, TruthKind, gap_days
from mersey.samples.writers import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from mersey.samples.simulate import Dice, SampleWindow

_PER_WEEK: Final = 9.5
_SAVED_WORKING_DAYS: Final = 10.0
_KINDS: Final = {
    "Householder": 60.0,
    "Minor": 24.0,
    "Listed building": 7.0,
    "Advertisement": 5.0,
    "Major": 4.0,
}
_EXTRA_DAYS: Final = {"Major": 25.0, "Minor": 4.0, "Listed building": 3.0}
_MILESTONES: Final = (
    "Date Received",
    "Date Valid",
    "Consultation Start",
    "Consultation End",
    "Allocated To Officer",
    "Committee Date",
    "Decision Date",
    "Withdrawn Date",
    "Appeal Lodged",
    "Appeal Decision Date",
)
_COLUMNS: Final = (
    "Reference",
    "Authority",
    "Application Type",
    "Ward",
    "Deprivation Quintile",
    "Submitted By",
    "Area Team",
    *_MILESTONES,
    "Decision",
    "Appeal Decision",
)


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window, hours = setting.dice("planning"), setting.window(), setting.hours()
    cases = [
        Case(number=number, opened=opened, hours=hours)
        for number, opened in enumerate(
            arrivals(dice, window, hours, per_week=_PER_WEEK)
        )
    ]
    for case in cases:
        _describe(case, dice)
        _live(case, dice, window.change)
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(_row(case, window) for case in cases),
        n_cases=len(cases),
        truths=(_change(cases, window.change),),
    )


def _describe(case: Case, dice: Dice) -> None:
    place = make_place(dice)
    case.facts |= {
        "Reference": f"TB/{case.opened:%y}/{10_000 + case.number:05d}",
        "Authority": BOROUGH,
        "Application Type": dice.pick(_KINDS),
        "Ward": place.ward,
        "Deprivation Quintile": place.quintile,
        "Submitted By": dice.pick({"Planning Portal": 8, "E-mail": 1, "Post": 1}),
        "Area Team": dice.one_of(("North", "South")),
    }


def _live(case: Case, dice: Dice, change: date) -> None:
    kind = case.facts["Application Type"]
    case.do("Date Received")
    case.do(
        "Date Valid", dice.days(1.5, 0.4) if dice.chance(0.5) else dice.days(11, 0.6)
    )
    case.do("Consultation Start", dice.between(0.5, 3))
    _wait_until(case, "Consultation End", case.now + timedelta(days=21))
    queue = dice.between(12, 18)
    if case.opened.date() >= change:
        queue -= _SAVED_WORKING_DAYS
    work = dice.days(6, 0.5) + _EXTRA_DAYS.get(kind, 0.0)
    if dice.chance(0.04):
        case.do("Withdrawn Date", queue + work * dice.between(0.2, 1))
        case.facts["Decision"] = "Withdrawn"
        return
    case.do("Allocated To Officer", queue)
    if dice.chance(0.5 if kind == "Major" else 0.04):
        case.do("Committee Date", work + dice.between(3, 18))
        work = dice.between(1, 4)
    case.do("Decision Date", work)
    case.facts["Decision"] = "Refused" if dice.chance(0.13) else "Granted"
    if case.facts["Decision"] == "Refused" and dice.chance(0.3):
        case.do("Appeal Lodged", dice.between(15, 100))
        case.do("Appeal Decision Date", dice.days(90, 0.3))
        case.facts["Appeal Decision"] = dice.pick({"Dismissed": 7, "Allowed": 3})


def _wait_until(case: Case, activity: str, moment: datetime) -> None:
    case.do(activity, case.hours.position(moment) - case.hours.position(case.now))


def _row(case: Case, window: SampleWindow) -> tuple[str, ...]:
    """The case as it stood at the extract: later dates and outcomes are blank."""
    seen = {s.activity: _written(s.time) for s in case.steps if window.has(s.time)}
    known = {**case.facts, **seen}
    if not seen.keys() & {"Decision Date", "Withdrawn Date"}:
        known.pop("Decision", None)
    if "Appeal Decision Date" not in seen:
        known.pop("Appeal Decision", None)
    return tuple(known.get(column, "") for column in _COLUMNS)


def _written(moment: datetime) -> str:
    return f"{moment.day}/{moment.month}/{moment.year}"


def _change(cases: Sequence[Case], change: date) -> Truth:
    before = [_lead_days(c) for c in cases if c.opened.date() < change]
    after = [_lead_days(c) for c in cases if c.opened.date() >= change]
    return Truth(
        kind=TruthKind.CHANGE,
        what=f"Applications received from {change} on wait {_SAVED_WORKING_DAYS:.0f} "
        "working days less to be allocated to an officer; nothing else changes.",
        when=change,
        planted={
            "working_days": -_SAVED_WORKING_DAYS,
            "calendar_days": -_SAVED_WORKING_DAYS * 7 / 5,
            "from": "Consultation End",
            "to": "Allocated To Officer",
        },
        realised=gap_days(after, before),
        see="Compare lead time (Date Received to Decision Date or Withdrawn Date) of "
        "cases opened before and since, by Kaplan–Meier, open cases included.",
    )


def _lead_days(case: Case) -> float:
    ended = case.when("Decision Date") or case.when("Withdrawn Date") or case.now
    return (ended.date() - case.opened.date()).days


SAMPLE: Final = SampleService(
    name="planning",
    title="Planning applications",
    file_name="applications.csv",
    shape="wide",
    dates="d/m/yyyy, without a time",
    case="Reference",
    end=("Decision Date", "Withdrawn Date"),
    shows="Lead time falls by two weeks from a known date.",
    make=_make,
    write=csv_bytes,
)
