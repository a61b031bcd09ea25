"""Housing repairs: long, with start and end times, team and cost, and dirty rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from mersey.samples.made_up_people import make_place, staff
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
    from collections.abc import Callable, Sequence

    from mersey.samples.simulate import Dice, SampleStep

_PER_WEEK: Final = 18.0
_COLUMNS: Final = (
    "job_ref",
    "landlord",
    "activity",
    "start",
    "end",
    "team",
    "operative",
    "trade",
    "priority",
    "ward",
    "imd_quintile",
    "property_type",
    "cost",
)
_CASE, _START, _END = (_COLUMNS.index(name) for name in ("job_ref", "start", "end"))
_TRADES: Final = {
    "Plumbing": 30.0,
    "Electrical": 18.0,
    "Joinery": 22.0,
    "Heating": 20.0,
    "Damp and mould": 10.0,
}
_PRIORITIES: Final = {"Emergency": 15.0, "Urgent": 30.0, "Routine": 55.0}
_WAIT_DAYS: Final = {"Emergency": 0.3, "Urgent": 3.0, "Routine": 13.0}
_NOT_DATES: Final = ("TBC", "31/02/2025 10:00", "see job notes", "00/00/0000", "??")
_DIRT: Final = {
    "unparseable_end": 12,
    "blank_case_id": 9,
    "reversed_span": 14,
    "year_1948": 3,
    "future": 5,
    "duplicate": 37,
}
"""How many rows of each kind of dirt; no row has two kinds."""


def _make(setting: SampleSetting) -> SampleSheet:
    dice, window = setting.dice("housing_repairs"), setting.window()
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
    seen = [(c, s) for c in cases for s in c.steps if window.has(s.time)]
    clean = [_row(case, step, dice) for case, step in seen]
    rows = _soil(clean, dice, setting.as_at)
    return SampleSheet(
        columns=_COLUMNS,
        rows=tuple(rows),
        n_cases=len(cases),
        truths=(_dirty(rows, clean),),
        identifiers=("job_ref", "operative"),
    )


def _describe(case: Case, dice: Dice) -> None:
    place = make_place(dice)
    case.facts |= {
        "job_ref": f"J{900_000 + case.number * 5}",
        "landlord": BOROUGH,
        "trade": dice.pick(_TRADES),
        "priority": dice.pick(_PRIORITIES),
        "ward": place.ward,
        "imd_quintile": place.quintile,
        "property_type": dice.pick({"Flat": 50, "House": 40, "Maisonette": 10}),
    }


def _live(case: Case, dice: Dice) -> None:
    trade = case.facts["trade"]
    wait = _WAIT_DAYS[case.facts["priority"]]
    case.do("Repair reported", team="Repairs line", takes=0.01)
    case.do("Appointment made", dice.between(0.01, 0.3), team="Planners", takes=0.01)
    if trade == "Damp and mould" or dice.chance(0.1):
        _visit(case, dice, "Inspection", dice.days(wait * 0.6, 0.5), team="Surveyors")
    if dice.chance(0.08):
        _visit(case, dice, "No access", dice.days(wait, 0.5), team=trade, hours=0.25)
    _visit(case, dice, "First visit", dice.days(wait, 0.5), team=trade)
    if dice.chance(0.22):
        case.do("Materials ordered", 0.05, team="Stores", takes=0.02)
        _visit(case, dice, "Follow-on visit", dice.days(7, 0.5), team=trade)
    case.do("Job completed", 0.02, team=trade, takes=0.01)


def _visit(
    case: Case,
    dice: Dice,
    activity: str,
    after: float,
    *,
    team: str,
    hours: float = 1.3,
) -> None:
    worker = dice.one_of(staff(team, 7))
    takes = dice.days(hours, 0.4) / 10
    case.do(activity, after, team=team, worker=worker, takes=takes)


def _row(case: Case, step: SampleStep, dice: Dice) -> tuple[str, ...]:
    known = {
        **case.facts,
        "activity": step.activity,
        "start": _written(step.start),
        "end": _written(step.time),
        "team": step.team,
        "operative": step.worker,
        "cost": f"{dice.days(68, 0.5):.2f}" if step.worker else "",
    }
    return tuple(known[column] for column in _COLUMNS)


def _written(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"


def _soil(
    clean: Sequence[tuple[str, ...]], dice: Dice, as_at: date
) -> list[tuple[str, ...]]:
    """The rows with each kind of dirt in as many of them as `_DIRT` says."""
    ways: dict[str, Callable[[list[str], int], None]] = {
        "unparseable_end": _blot_end,
        "blank_case_id": _forget_case,
        "reversed_span": _reverse,
        "year_1948": _age,
        "future": lambda row, n: _postpone(row, as_at, n),
        "duplicate": lambda row, n: None,  # noqa: ARG005 - copied below, not changed
    }
    visits = [n for n, row in enumerate(clean) if row[_COLUMNS.index("operative")]]
    total = sum(_DIRT.values())
    chosen = [visits[n] for n in dice.some_of(len(visits), total)]
    kinds = [kind for kind, count in _DIRT.items() for _ in range(count)]
    order = sorted(range(total), key=lambda n: (n * 31) % total)
    soiled = {chosen[n]: kinds[place] for place, n in enumerate(order)}
    rows: list[tuple[str, ...]] = []
    for number, row in enumerate(clean):
        kind = soiled.get(number)
        cells = list(row)
        if kind:
            ways[kind](cells, number)
        rows += [tuple(cells)] * (2 if kind == "duplicate" else 1)
    return rows


def _blot_end(cells: list[str], number: int) -> None:
    cells[_END] = _NOT_DATES[number % len(_NOT_DATES)]


def _forget_case(cells: list[str], number: int) -> None:
    cells[_CASE] = "" if number % 2 else " "


def _reverse(cells: list[str], number: int) -> None:
    ended = datetime.strptime(cells[_START], "%d/%m/%Y %H:%M") - timedelta(  # noqa: DTZ007
        hours=1 + number % 5
    )
    cells[_END] = _written(ended)


def _age(cells: list[str], number: int) -> None:
    started = datetime(1948, 1, 1 + number % 28, 9)  # noqa: DTZ001 - local, as exported
    cells[_START] = _written(started)
    cells[_END] = _written(started + timedelta(hours=1))


def _postpone(cells: list[str], as_at: date, number: int) -> None:
    day = as_at + timedelta(days=200 + number % 160)
    started = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - local
    cells[_START] = _written(started)
    cells[_END] = _written(started + timedelta(hours=1))


def _dirty(rows: Sequence[Sequence[str]], clean: Sequence[Sequence[str]]) -> Truth:
    return Truth(
        kind=TruthKind.DIRTY_ROWS,
        what="Some rows are dirty, each in one way; all others are clean.",
        planted=dict(_DIRT),
        realised={
            "rows": len(rows),
            "rows_without_copies": len(clean),
            "rows_that_cannot_be_used": _DIRT["unparseable_end"]
            + _DIRT["blank_case_id"],
            "distinct_rows": len({tuple(row) for row in rows}),
        },
        see="Rows read = loaded + rejected (unparseable end, blank job_ref) + duplicate; "
        "reversed spans, 1948 and the future are kept and reported as findings.",
    )


SAMPLE: Final = SampleService(
    name="housing_repairs",
    title="Housing repairs",
    file_name="jobs.csv",
    shape="long",
    dates="dd/mm/yyyy HH:MM",
    case="job_ref",
    end=("Job completed",),
    shows="Known numbers of dirty rows of each kind.",
    make=_make,
    write=csv_bytes,
)
