"""Street reports: wide, UTF-16 with tabs, with a gap between poorer and richer wards."""

from __future__ import annotations

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
from mersey.samples.writers import delimited

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mersey.samples.simulate import Dice, SampleWindow

_PER_WEEK: Final = 14.0
_GAP_WORKING_DAYS: Final = 6.0
_MILESTONES: Final = ("Created", "Confirmed", "Acknowledged", "Fixed", "Closed")
_COLUMNS: Final = (
    "Report ID",
    "Council",
    "Category",
    *_MILESTONES,
    "Status",
    "Ward",
    "IMD Quintile",
    "Device Type",
    "Site Used",
)
_CATEGORIES: Final = {
    "Pothole": 38.0,
    "Fly-tipping": 27.0,
    "Street light": 18.0,
    "Blocked drain": 10.0,
    "Graffiti": 7.0,
}


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window, hours = (
        setting.dice("street_reports"),
        setting.window(2),
        setting.hours(),
    )
    cases = [
        Case(number=number, opened=opened, hours=hours)
        for number, opened in enumerate(
            arrivals(dice, window, hours, per_week=_PER_WEEK)
        )
    ]
    for case in cases:
        _describe(case, dice)
        _live(case, dice)
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(_row(case, window) for case in cases),
        n_cases=len(cases),
        truths=(_gap(cases),),
        identifiers=("Report ID",),
    )


def _describe(case: Case, dice: Dice) -> None:
    place = make_place(dice)
    case.facts |= {
        "Report ID": str(7_400_000 + case.number * 17),
        "Council": BOROUGH,
        "Category": dice.pick(_CATEGORIES),
        "Ward": place.ward,
        "IMD Quintile": place.quintile,
        "Device Type": dice.pick({"mobile": 60, "desktop": 35, "tablet": 5}),
        "Site Used": dice.pick({"council": 70, "national": 30}),
    }


def _live(case: Case, dice: Dice) -> None:
    case.do("Created")
    case.do("Confirmed", dice.between(0.002, 0.05))
    case.do("Acknowledged", dice.days(1.2, 0.6))
    if dice.chance(0.12):
        case.do("Closed", dice.days(4, 0.6))
        return
    extra = _GAP_WORKING_DAYS if case.facts["IMD Quintile"] == "1" else 0.0
    case.do("Fixed", dice.days(7, 0.5) + extra)
    case.do("Closed", dice.between(0.1, 1))


def _row(case: Case, window: SampleWindow) -> tuple[str, ...]:
    seen = {s.activity: s.time.isoformat() for s in case.steps if window.has(s.time)}
    known = {**case.facts, **seen, "Status": _status(seen)}
    return tuple(known.get(column, "") for column in _COLUMNS)


def _status(seen: Collection[str]) -> str:
    if "Closed" in seen:
        return "fixed - council" if "Fixed" in seen else "closed"
    return "in progress" if "Acknowledged" in seen else "confirmed"


def _gap(cases: Sequence[Case]) -> Truth:
    waits: dict[bool, list[float]] = {True: [], False: []}
    for case in cases:
        fixed = case.when("Fixed")
        if fixed:
            is_poorest = case.facts["IMD Quintile"] == "1"
            waits[is_poorest].append((fixed.date() - case.opened.date()).days)
    return Truth(
        kind=TruthKind.EQUITY_GAP,
        what="A report from the most deprived fifth waits "
        f"{_GAP_WORKING_DAYS:.0f} working days longer to be fixed; the mix of "
        "categories is the same everywhere.",
        planted={
            "working_days": _GAP_WORKING_DAYS,
            "group": {"IMD Quintile": "1"},
            "from": "Created",
            "to": "Fixed",
        },
        realised=gap_days(waits[True], waits[False]),
        see="Lead time by IMD Quintile: 1 against the rest.",
    )


SAMPLE: Final = SampleService(
    name="street_reports",
    title="Street reports",
    file_name="reports.txt",
    shape="wide",
    dates="ISO 8601 local time without a zone",
    case="Report ID",
    end=("Closed",),
    shows="The most deprived fifth waits longer.",
    make=_make,
    write=delimited(delimiter="\t", encoding="utf-16"),
)
