"""Council tax and benefits: long, tabs in gzip, with contacts that need not have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.samples.made_up_people import make_place, staff
from mersey.samples.sample_service import (
    BOROUGH,
    SampleService,
    SampleSetting,
    SampleSheet,
)
from mersey.samples.simulate import Case, SampleStep, arrivals
from mersey.samples.truths import Truth, TruthKind
from mersey.samples.writers import tsv_gz_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.samples.simulate import Dice

_PER_WEEK: Final = 24.0
_CHASES_PER_CASE: Final = 0.4
_CHASE: Final = "Customer chased progress"
_TYPES: Final = {
    "HB new claim": 14.0,
    "CTR new claim": 26.0,
    "Change of circumstances": 38.0,
    "CT moved in": 14.0,
    "CT discount": 8.0,
}
_COLUMNS: Final = (
    "WORK_ITEM_ID",
    "LA_NAME",
    "ACCOUNT_REF",
    "WORK_ITEM_TYPE",
    "EVENT",
    "EVENT_DATE",
    "QUEUE",
    "ALLOCATED_TO",
    "WARD",
    "IMD_QUINTILE",
    "CHANNEL",
    "CT_BAND",
)


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window = setting.dice("council_tax_benefits"), setting.window()
    hours = setting.hours(opens=8.5, closes=17.0)
    cases = [
        Case(number=number, opened=opened, hours=hours)
        for number, opened in enumerate(
            arrivals(dice, window, hours, per_week=_PER_WEEK)
        )
    ]
    for case in cases:
        _describe(case, dice)
        _live(case, dice)
        _chase(case, dice)
    seen = [(c, s) for c in cases for s in c.steps if window.has(s.time)]
    seen.sort(key=lambda pair: pair[1].time)  # a work queue exports by time, not case
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(_row(case, step) for case, step in seen),
        n_cases=len(cases),
        truths=(_failure_demand([step for _, step in seen]),),
        identifiers=("WORK_ITEM_ID", "ACCOUNT_REF", "ALLOCATED_TO"),
    )


def _describe(case: Case, dice: Dice) -> None:
    place = make_place(dice)
    case.facts |= {
        "WORK_ITEM_ID": f"WI{5_000_000 + case.number * 13}",
        "LA_NAME": BOROUGH,
        "ACCOUNT_REF": str(61_000_000 + dice.number(0, 40_000)),
        "WORK_ITEM_TYPE": dice.pick(_TYPES),
        "WARD": place.ward,
        "IMD_QUINTILE": place.quintile,
        "CHANNEL": dice.pick({"Web form": 5, "Telephone": 3, "Post": 1, "Visit": 1}),
        "CT_BAND": dice.pick({"A": 40, "B": 25, "C": 17, "D": 10, "E": 5, "F": 3}),
    }


def _live(case: Case, dice: Dice) -> None:
    item = case.facts["WORK_ITEM_TYPE"]
    team = "Benefits" if item[:2] in {"HB", "CT"} and "claim" in item else "Council Tax"
    worker = dice.one_of(staff(team, 9))
    case.do("Received", team="Post room")
    case.do("Indexed", dice.days(0.5, 0.5), team="Post room")
    case.do("Allocated", dice.days(4, 0.6), team=team, worker=worker)
    if dice.chance(0.38):
        case.do("Evidence requested", dice.days(0.3, 0.5), team=team, worker=worker)
        case.do("Evidence received", dice.days(7, 0.5), team="Post room")
    case.do("Decision made", dice.days(2.5, 0.7), team=team, worker=worker)
    case.do("Notification sent", dice.between(0.1, 1), team=team, worker=worker)
    if dice.chance(0.03):
        case.do("Reconsideration asked for", dice.days(8, 0.5), team="Appeals")
        case.do("Reconsideration decided", dice.days(15, 0.5), team="Appeals")


def _chase(case: Case, dice: Dice) -> None:
    """Customers ask what is going on, some time before they are told."""
    told = case.when("Notification sent") or case.now
    first = case.hours.position(case.opened)
    span = case.hours.position(told) - first
    for _ in range(dice.count(_CHASES_PER_CASE)):
        moment = case.hours.moment(first + span * dice.between(0.15, 0.98))
        step = SampleStep(
            activity=_CHASE, time=moment, start=moment, team="Contact centre"
        )
        case.steps.append(step)
    case.steps.sort(key=lambda step: step.time)


def _row(case: Case, step: SampleStep) -> tuple[str, ...]:
    known = {
        **case.facts,
        "EVENT": step.activity,
        "EVENT_DATE": f"{step.time:%d-%b-%Y %H:%M}",
        "QUEUE": step.team,
        "ALLOCATED_TO": step.worker,
    }
    return tuple(known.get(column, "") for column in _COLUMNS)


def _failure_demand(steps: Sequence[SampleStep]) -> Truth:
    chases = sum(step.activity == _CHASE for step in steps)
    firsts = sum(step.activity == "Received" for step in steps)
    return Truth(
        kind=TruthKind.FAILURE_DEMAND,
        what="Of all contacts from customers, more than a quarter only ask what became "
        "of the first.",
        planted={
            "chases_per_case": _CHASES_PER_CASE,
            "share_of_contacts": _CHASES_PER_CASE / (1 + _CHASES_PER_CASE),
            "activity": _CHASE,
        },
        realised={
            "chases": chases,
            "first_contacts": firsts,
            "share_of_contacts": chases / (chases + firsts),
        },
        see=f'Events "{_CHASE}" over those plus "Received".',
    )


SAMPLE: Final = SampleService(
    name="council_tax_benefits",
    title="Council tax and benefits",
    file_name="work_items.tsv.gz",
    shape="long",
    dates="dd-Mon-yyyy HH:MM",
    case="WORK_ITEM_ID",
    end=("Notification sent",),
    shows="More than a quarter of contacts are people chasing progress.",
    make=_make,
    write=tsv_gz_bytes,
)
