"""What must stay true of a limit, whatever the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st

from mersey.clocks import (
    STATUSES,
    ClockStatus,
    Due,
    DueDates,
    Marks,
    due_dates,
    statuses,
)
from mersey.clocks.clock import CountFrom, DayOff, Roll, TimeUnit
from mersey.clocks.due import PAUSED
from tests.laws.random_clocks import A_DAY, Asked, Span, asked

LONDON = ZoneInfo("Europe/London")
QUICK = settings(deadline=None, max_examples=settings().max_examples * 3 // 2)
DAYS = st.integers(0, 80)


def n_paused(found: Due) -> int:
    return sum(day.why == PAUSED for day in found.not_counted)


def offset(moment: Any) -> timedelta | None:
    return datetime.combine(moment, datetime.min.time(), tzinfo=LONDON).utcoffset()


def plain(found: DueDates) -> list[tuple[Any, bool]]:
    return list(zip(found.due.tolist(), found.projected.tolist(), strict=True))


def is_projected(found: Due) -> bool:
    return found.certainty == "projected"


@QUICK
@given(asked(), DAYS)
def test_limit_never_falls_earlier_when_a_holiday_is_added(
    case: Asked, later: int
) -> None:
    """But where the law moves a limit back to the working day before."""
    assume(case.clock.due_roll is not Roll.PREVIOUS_WORKING_DAY)
    holiday = case.start.date() + A_DAY * later
    more = replace(case, holiday=holiday)
    assert more.due().due >= case.due().due


@QUICK
@given(asked(), DAYS, st.integers(0, 20), st.integers(0, 20))
def test_limit_stays_when_a_pause_is_split_in_two(
    case: Asked, later: int, first: int, second: int
) -> None:
    begin = case.start.date() + A_DAY * later
    middle = begin + A_DAY * first
    end = middle + A_DAY * (1 + second)
    whole: tuple[Span, ...] = ((begin, end),)
    split: tuple[Span, ...] = ((begin, middle), (middle + A_DAY, end))
    assert replace(case, pauses=whole).due() == replace(case, pauses=split).due()


@QUICK
@given(asked(), st.timedeltas(timedelta(hours=2), timedelta(days=40)))
def test_limit_never_falls_earlier_when_the_start_is_later(
    case: Asked, by: timedelta
) -> None:
    """Two hours apart, so that a wall clock put back cannot turn them round."""
    begin = (case.start + by).date() + A_DAY
    case = replace(case, pauses=((begin, begin + 3 * A_DAY),))
    assert case.at(case.start + by).due().due >= case.due().due


@QUICK
@given(asked(), st.lists(st.integers(0, 300 * 86_400), max_size=6))
def test_limits_of_many_are_those_of_each_when_nothing_pauses(
    case: Asked, later_s: list[int]
) -> None:
    case = replace(case, pauses=())
    starts = [case.start, *(case.start + timedelta(seconds=s) for s in later_s)]
    each = [case.at(start).due() for start in starts]
    many = due_dates(
        case.clock,
        np.array([*starts, "NaT"], dtype="datetime64[s]"),
        calendar=case.calendar,
    )
    assert plain(many) == [
        *((one.due, is_projected(one)) for one in each),
        (None, False),
    ]


@QUICK
@given(asked())
def test_limits_of_many_are_those_of_each_when_some_are_paused(case: Asked) -> None:
    found = case.due()
    assume(offset(case.start.date()) == offset(found.due + A_DAY))
    never = replace(case, pauses=()).due()
    many = due_dates(
        case.clock,
        np.array([case.start, case.start], dtype="datetime64[us]"),
        calendar=case.calendar,
        paused_days=np.array([n_paused(found), 0]),
    )
    assert plain(many) == [
        (found.due, is_projected(found)),
        (never.due, is_projected(never)),
    ]


@QUICK
@given(asked())
def test_dates_are_dated_as_at_midnight_when_no_time_is_known(case: Asked) -> None:
    day = case.start.date()
    found = replace(case, start=day, pauses=()).due()  # type: ignore[arg-type]
    many = due_dates(
        case.clock, np.array([day], dtype="datetime64[D]"), calendar=case.calendar
    )
    assert plain(many) == [(found.due, is_projected(found))]


@QUICK
@given(asked())
def test_limit_is_not_before_the_receipt_unless_it_rolls_back(case: Asked) -> None:
    assume(case.clock.due_roll is not Roll.PREVIOUS_WORKING_DAY)
    found = case.due()
    assert found.due >= found.received
    days = [day.date for day in found.not_counted]
    assert days == sorted(set(days))


REACHED = {
    **{f"unit {u}": lambda c, u=u: c.clock.duration.unit is u for u in TimeUnit},
    **{f"roll {r}": lambda c, r=r: c.clock.due_roll is r for r in Roll},
    **{f"count {f}": lambda c, f=f: c.clock.count_from is f for f in CountFrom},
    **{f"day off {d}": lambda c, d=d: c.clock.start.day_off is d for d in DayOff},
    "a cut-off that moves the receipt": lambda c: (
        c.clock.start.cut_off is not None and c.due().received != c.start.date()
    ),
    "a pause that moves the limit": lambda c: n_paused(c.due()) > 0,
    "a roll that moves the limit": lambda c: any(
        "moves to" in day.why for day in c.due().not_counted
    ),
    "a projected limit": lambda c: is_projected(c.due()),
    "a change of the clocks": lambda c: offset(c.start.date()) != offset(c.due().due),
}


@pytest.mark.parametrize("what", REACHED)
def test_strategy_reaches(what: str) -> None:
    found = find(
        asked(),
        REACHED[what],
        settings=settings(
            max_examples=3000, deadline=None, phases=[Phase.generate], database=None
        ),
    )
    assert REACHED[what](found)


DATES = st.one_of(st.none(), st.integers(0, 9))


def as_days(numbers: list[int | None]) -> Any:
    first = date(2026, 1, 1)
    days = [None if n is None else first + A_DAY * n for n in numbers]
    return np.array(days, dtype="datetime64[D]")


def status_by_hand(
    start: int | None, due: int | None, stop: int | None, out: int | None, *, now: int
) -> ClockStatus:
    """One case, in the order a person would ask."""
    if start is None or due is None or (stop is not None and stop < start):
        return ClockStatus.UNDATABLE
    if stop is not None and (out is None or stop <= out):
        return ClockStatus.ON_TIME if stop <= due else ClockStatus.LATE
    if out is not None:
        return ClockStatus.NOT_APPLICABLE if out <= due else ClockStatus.LATE
    return ClockStatus.OPEN_OVERDUE if due < now else ClockStatus.OPEN_NOT_DUE


@QUICK
@given(st.lists(st.tuples(DATES, DATES, DATES, DATES), min_size=1), st.integers(0, 9))
def test_statuses_are_those_found_by_hand(rows: list[Any], now: int) -> None:
    start, due, stop, out = (
        as_days(list(column)) for column in zip(*rows, strict=True)
    )
    found = statuses(
        DueDates(due=due, projected=np.zeros(due.size, dtype=bool)),
        start,
        stop,
        as_at=as_days([now])[0],
        released=out,
        marks=Marks(applies=np.ones(due.size, dtype=bool)),
    )
    by_hand = [status_by_hand(*row, now=now) for row in rows]
    assert [STATUSES[place] for place in found] == by_hand
