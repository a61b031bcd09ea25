"""Education, health and care plans: a wide workbook, with a season in requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.samples.made_up_people import make_place
from mersey.samples.sample_service import (
    BOROUGH,
    Cell,
    SampleService,
    SampleSetting,
    SampleSheet,
)
from mersey.samples.simulate import Case, arrivals, seasonal
from mersey.samples.truths import Truth, TruthKind, amplitude
from mersey.samples.writers import xlsx_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.samples.simulate import Dice, SampleWindow

_PER_WEEK: Final = 7.0
_AMPLITUDE: Final = 0.6
_PEAK_DAY: Final = 60  # the first of March
_RECEIVED: Final = "Date Request Was Received"
_FINAL: Final = "EHC Plan Start Date"
_CLOSED: Final = "Case Closed Date"
_MILESTONES: Final = (
    _RECEIVED,
    "Request Outcome Date",
    "Advice Requested Date",
    "Health Advice Received Date",
    "EP Advice Received Date",
    "Assessment Outcome Date",
    "Draft Plan Sent Date",
    "Settings Consulted Date",
    _FINAL,
    _CLOSED,
)
_COLUMNS: Final = (
    "Child Ref",
    "Local Authority",
    "Ward",
    "IDACI Quintile",
    "Primary Need",
    "Request Source",
    "SEN Team",
    *_MILESTONES,
    "Request Outcome",
    "Assessment Outcome To Issue EHCP",
    "Twenty Weeks Time Limit Exceptions Apply",
)
_NEEDS: Final = {
    "ASD": 34.0,
    "SEMH": 22.0,
    "SLCN": 23.0,
    "MLD": 9.0,
    "SPLD": 5.0,
    "PD": 7.0,
}


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window, hours = setting.dice("ehcp"), setting.window(), setting.hours()
    season = seasonal(_AMPLITUDE, _PEAK_DAY)
    cases = [
        Case(number=number, opened=opened, hours=hours)
        for number, opened in enumerate(
            arrivals(dice, window, hours, per_week=_PER_WEEK, season=season)
        )
    ]
    for case in cases:
        _describe(case, dice)
        _live(case, dice)
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(_row(case, window) for case in cases),
        n_cases=len(cases),
        truths=(_season(cases, window),),
        identifiers=("Child Ref",),
    )


def _describe(case: Case, dice: Dice) -> None:
    place = make_place(dice)
    case.facts |= {
        "Child Ref": f"S{700_000 + case.number * 11}",
        "Local Authority": BOROUGH,
        "Ward": place.ward,
        "IDACI Quintile": place.quintile,
        "Primary Need": dice.pick(_NEEDS),
        "Request Source": dice.pick(
            {"School": 55, "Parent": 38, "Health": 4, "Other": 3}
        ),
        "SEN Team": dice.one_of(("Early years", "School age", "Post-16")),
        "Twenty Weeks Time Limit Exceptions Apply": "Y" if dice.chance(0.06) else "N",
    }


def _live(case: Case, dice: Dice) -> None:
    case.do(_RECEIVED)
    case.do("Request Outcome Date", dice.between(18, 31))
    if dice.chance(0.22):
        _end_without_plan(case, "Request Outcome")
        return
    case.facts["Request Outcome"] = "Y"
    case.do("Advice Requested Date", dice.between(0.5, 4))
    health, psychologist = dice.days(22, 0.4), dice.days(34, 0.45)
    case.do("Health Advice Received Date", health)
    case.do("EP Advice Received Date", max(0.0, psychologist - health))
    case.do("Assessment Outcome Date", dice.days(8, 0.4))
    if dice.chance(0.08):
        _end_without_plan(case, "Assessment Outcome To Issue EHCP")
        return
    case.facts["Assessment Outcome To Issue EHCP"] = "Y"
    case.do("Draft Plan Sent Date", dice.days(9, 0.5))
    case.do("Settings Consulted Date", dice.between(10, 16))
    case.do(_FINAL, dice.days(14, 0.5))
    case.do(_CLOSED, dice.between(0, 3))


def _end_without_plan(case: Case, decision: str) -> None:
    case.facts[decision] = "N"
    case.do(_CLOSED, 2.0)


def _row(case: Case, window: SampleWindow) -> tuple[Cell, ...]:
    seen: dict[str, Cell] = {
        step.activity: step.time.date() for step in case.steps if window.has(step.time)
    }
    known: dict[str, Cell] = {**case.facts, **seen}
    if "Request Outcome Date" not in seen:
        known.pop("Request Outcome", None)
    if "Assessment Outcome Date" not in seen:
        known.pop("Assessment Outcome To Issue EHCP", None)
    return tuple(known.get(column) for column in _COLUMNS)


def _season(cases: Sequence[Case], window: SampleWindow) -> Truth:
    days = [case.opened.date() for case in cases]
    return Truth(
        kind=TruthKind.SEASON,
        what=f"Requests swing by {_AMPLITUDE:.0%} of their mean over the year, most of "
        "them around the first of March, fewest around the end of August.",
        planted={"amplitude": _AMPLITUDE, "peak_day_of_year": _PEAK_DAY},
        realised=amplitude(days, window.start, window.as_at),
        see="Arrivals per week, over three whole years.",
    )


SAMPLE: Final = SampleService(
    name="ehcp",
    title="Education, health and care plans",
    file_name="register.xlsx",
    shape="wide",
    dates="Excel dates",
    case="Child Ref",
    end=(_CLOSED,),
    shows="Requests have a season.",
    make=_make,
    write=xlsx_bytes,
)
