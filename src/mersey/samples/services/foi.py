"""Freedom of information requests: wide, dates as d-Mon-yy; nothing changes (control)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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

_PER_WEEK: Final = 8.0
_MILESTONES: Final = (
    "received",
    "acknowledged",
    "clarification_requested",
    "clarified",
    "sent_to_service",
    "service_replied",
    "closed",
)
_COLUMNS: Final = (
    "reference",
    "authority",
    "directorate",
    "channel",
    "requester_type",
    "received",
    "due",
    *_MILESTONES[1:],
    "outcome",
    "exemption",
)
_DIRECTORATES: Final = {
    "Children": 18.0,
    "Adults": 14.0,
    "Place": 38.0,
    "Corporate": 30.0,
}


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window, hours = setting.dice("foi"), setting.window(), setting.hours()
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
        truths=(_control(cases, window.change),),
        identifiers=("reference",),
    )


def _describe(case: Case, dice: Dice) -> None:
    outcome = dice.pick(
        {"Granted": 62, "Part granted": 20, "Refused": 12, "Not held": 6}
    )
    exemptions = {"s.40": 5.0, "s.43": 3.0, "s.12": 2.0}
    case.facts |= {
        "reference": f"FOI/{case.opened:%Y}/{case.number + 1:04d}",
        "authority": BOROUGH,
        "directorate": dice.pick(_DIRECTORATES),
        "channel": dice.pick({"E-mail": 70, "Web form": 28, "Letter": 2}),
        "requester_type": dice.pick({"Resident": 50, "Media": 25, "Company": 25}),
        "due": _written(case.hours.later(case.opened, 20)),
        "outcome": outcome,
        "exemption": dice.pick(exemptions) if outcome[:4] in {"Part", "Refu"} else "",
    }


def _live(case: Case, dice: Dice) -> None:
    case.do("received")
    case.do("acknowledged", dice.days(0.8, 0.5))
    if dice.chance(0.12):
        case.do("clarification_requested", dice.days(1.5, 0.5))
        case.do("clarified", dice.days(5, 0.7))
    case.do("sent_to_service", dice.days(1, 0.6))
    case.do("service_replied", dice.days(9, 0.5))
    case.do("closed", dice.days(2.5, 0.6))


def _row(case: Case, window: SampleWindow) -> tuple[str, ...]:
    seen = {s.activity: _written(s.time) for s in case.steps if window.has(s.time)}
    known = {**case.facts, **seen}
    if "closed" not in seen:
        known |= {"outcome": "", "exemption": ""}
    return tuple(known.get(column, "") for column in _COLUMNS)


def _written(moment: datetime) -> str:
    return f"{moment.day}-{moment:%b-%y}"


def _control(cases: Sequence[Case], change: date) -> Truth:
    before = [float(case.days) for case in cases if case.opened.date() < change]
    after = [float(case.days) for case in cases if case.opened.date() >= change]
    return Truth(
        kind=TruthKind.CONTROL,
        what="Nothing changes: no season, no trend, no difference before and after "
        f"{change}. Anything found here is noise.",
        when=change,
        planted={"calendar_days": 0.0},
        realised=gap_days(after, before),
        see="Lead time before and since, and arrivals, are each one stable series.",
    )


SAMPLE: Final = SampleService(
    name="foi",
    title="Freedom of information requests",
    file_name="requests.csv",
    shape="wide",
    dates="d-Mon-yy, without a time",
    case="reference",
    end=("closed",),
    shows="Nothing changes: a control.",
    make=_make,
    write=csv_bytes,
)
