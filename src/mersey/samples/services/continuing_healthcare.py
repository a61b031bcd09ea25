"""NHS continuing healthcare: JSON Lines, dates alone, with assessments sent back."""

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
from mersey.samples.simulate import Case, arrivals
from mersey.samples.truths import Truth, TruthKind
from mersey.samples.writers import json_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.samples.simulate import Dice, SampleStep

_PER_WEEK: Final = 7.5
_SENT_BACK: Final = 0.3
_DONE: Final = "DST completed"
_RETURNED: Final = "Returned for more evidence"
_END: Final = ("Screened out", "Decision - not eligible", "Package started")
_COLUMNS: Final = (
    "referral_id",
    "partner",
    "event",
    "event_date",
    "team",
    "ward",
    "deprivation_quintile",
    "age_band",
    "primary_need",
    "referred_from",
    "outcome",
)
_NEEDS: Final = {
    "Cognition": 40.0,
    "Mobility": 25.0,
    "Behaviour": 20.0,
    "Breathing": 15.0,
}


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window = setting.dice("continuing_healthcare"), setting.window()
    hours = setting.hours()
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
    rows = [_row(c, s) for c, steps in zip(cases, seen, strict=True) for s in steps]
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(rows),
        n_cases=len(cases),
        truths=(_rework(seen),),
        identifiers=("referral_id",),
    )


def _describe(case: Case, dice: Dice) -> None:
    place = make_place(dice)
    case.facts |= {
        "referral_id": f"CHC-{case.opened:%y}-{case.number + 1:04d}",
        "partner": BOROUGH,
        "ward": place.ward,
        "deprivation_quintile": place.quintile,
        "age_band": dice.pick({"18-64": 22, "65-74": 18, "75-84": 31, "85+": 29}),
        "primary_need": dice.pick(_NEEDS),
        "referred_from": dice.pick({"Hospital": 45, "Care home": 35, "Home": 20}),
    }


def _live(case: Case, dice: Dice) -> None:
    case.do("Checklist received", team="CHC admin")
    if dice.chance(0.3):
        case.do(_END[0], dice.between(1, 3), team="CHC nurses")
        case.facts["outcome"] = "Screened out"
        return
    case.do("Checklist positive", dice.between(1, 3), team="CHC nurses")
    case.do("MDT arranged", dice.days(5, 0.5), team="CHC admin")
    case.do(_DONE, dice.days(6, 0.5), team="CHC nurses")
    if dice.chance(_SENT_BACK):
        case.do(_RETURNED, dice.between(2, 5), team="Quality panel")
        case.do(_DONE, dice.between(5, 12), team="CHC nurses")
    case.do("Recommendation verified", dice.between(2, 5), team="Quality panel")
    if dice.chance(0.55):
        case.do(_END[1], dice.between(1, 3), team="ICB")
        case.facts["outcome"] = "Not eligible"
        return
    case.do("Decision - eligible", dice.between(1, 3), team="ICB")
    case.do(_END[2], dice.days(6, 0.5), team="Brokerage")
    case.facts["outcome"] = "Eligible"


def _row(case: Case, step: SampleStep) -> tuple[Cell, ...]:
    """One event; the outcome is told on the event that settles it."""
    settles = step.activity in {*_END[:2], "Decision - eligible"}
    known = {
        **case.facts,
        "event": step.activity,
        "event_date": step.time.date().isoformat(),
        "team": step.team,
        "outcome": case.facts["outcome"] if settles else None,
    }
    return tuple(known[column] for column in _COLUMNS)


def _rework(seen: Sequence[Sequence[SampleStep]]) -> Truth:
    assessed = sum(any(s.activity == _DONE for s in steps) for steps in seen)
    again = sum(sum(s.activity == _DONE for s in steps) > 1 for steps in seen)
    returned = sum(any(s.activity == _RETURNED for s in steps) for steps in seen)
    return Truth(
        kind=TruthKind.REWORK,
        what=f"{_SENT_BACK:.0%} of assessments are sent back for more evidence and done "
        "again.",
        planted={"share_of_assessed": _SENT_BACK, "activity": _DONE},
        realised={
            "cases": len(seen),
            "cases_assessed": assessed,
            "cases_returned": returned,
            "cases_assessed_again": again,
            "share_of_cases": again / len(seen),
            "share_of_assessed": again / assessed,
        },
        see=f'Rework: cases in which "{_DONE}" is done more than once.',
    )


SAMPLE: Final = SampleService(
    name="continuing_healthcare",
    title="NHS continuing healthcare",
    file_name="referrals.jsonl",
    shape="long",
    dates="ISO 8601, without a time",
    case="referral_id",
    end=_END,
    shows="Three in ten assessments are sent back and done again.",
    make=_make,
    write=json_lines,
)
