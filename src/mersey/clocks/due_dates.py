"""When are millions of cases due? The same answers as `due`, for whole arrays.

Cases share their days: a limit is worked out once for every day between the first start
and the last, and each case looks its own up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks.blocks import blocks_of
from mersey.clocks.clock import CountFrom, Roll, TimeUnit
from mersey.clocks.local_hours import hours_later
from mersey.clocks.receipt import calendar_of, duration_of, moves_receipt, skips_days

if TYPE_CHECKING:
    from mersey.clocks.calendar import Calendar
    from mersey.clocks.clock import Clock

DAY: Final = "datetime64[D]"
A_DAY: Final = np.timedelta64(1, "D")
WIDEST_TABLE: Final = 1_000_000
"""Days; starts that lie further apart are worked out one by one."""


@dataclass(frozen=True, kw_only=True)
class DueDates:
    """One element per case.

    Attributes:
        due: datetime64[D], the last day in time; a naive moment in London, at least in
            seconds, where the clock runs in hours. Not a time where the start is none.
        projected: True where a day that matters is outside the calendar's list.
    """

    due: Any
    projected: Any


def due_dates(
    clock: Clock,
    starts: Any,
    *,
    calendar: Calendar | None = None,
    paused_days: Any | None = None,
) -> DueDates:
    """When cases that started then are due.

    Args:
        clock: One version of a clock, with a duration.
        starts: datetime64 of any unit, naive and local; not a time is allowed. Where
            the unit is the day, no start is after a cut-off, and hours run from midnight.
        calendar: Instead of the clock's own, such as a school's terms.
        paused_days: One number per case: days on the way that did not count although
            they would have, so working days for a clock of working days.

    Raises:
        UsageError: The clock needs a calendar by file, or has no duration.
    """
    days = calendar_of(clock, calendar)
    if duration_of(clock).unit is TimeUnit.HOURS:
        return _in_hours(clock, starts, days, paused_days=paused_days)
    found = _unpaused(clock, starts, days)
    if paused_days is None:
        return found
    held = np.flatnonzero(paused_days)
    start = _receipts(clock, starts[held])
    again = _limits(
        clock,
        start,
        _received(clock, start, days),
        days,
        paused=np.asarray(paused_days)[held].astype(np.int64),
    )
    found.due[held], found.projected[held] = again
    return found


@dataclass(frozen=True, kw_only=True)
class _Receipts:
    """Days of start, and whether it was after the cut-off."""

    day: Any
    is_late: Any


def _receipts(clock: Clock, starts: Any) -> _Receipts:
    """How each case starts, one by one."""
    day = starts.astype(DAY)
    is_late = _is_late(clock, starts, day)
    none = np.zeros(day.size, dtype=bool)
    return _Receipts(day=day, is_late=none if is_late is None else is_late)


def _unpaused(clock: Clock, starts: Any, calendar: Calendar) -> DueDates:
    """The limits of cases that were never paused."""
    low, n = _days_between(starts)
    if n > min(WIDEST_TABLE, 2 * starts.size + 64):
        start = _receipts(clock, starts)
        received = _received(clock, start, calendar)
        due, is_projected = _limits(clock, start, received, calendar)
        return DueDates(due=due, projected=is_projected)
    start = _every_start(low, n)
    received = _received(clock, start, calendar)
    due, is_projected = _limits(clock, start, received, calendar)
    found = DueDates(
        due=np.empty(starts.size, dtype=DAY),
        projected=np.empty(starts.size, dtype=bool),
    )
    for block in blocks_of(starts.size):
        place = _place(clock, starts[block], low=low, n=n)
        found.due[block] = due[place]
        found.projected[block] = is_projected[place]
    return found


def _days_between(starts: Any) -> tuple[int, int]:
    """The number of the first day of all, and how many there are to the last."""
    if not starts.size or np.isnat(low := np.fmin.reduce(starts)):
        return 0, 0
    ends = np.array([low, np.fmax.reduce(starts)]).astype(DAY).astype(np.int64)
    return int(ends[0]), int(ends[1] - ends[0]) + 1


def _every_start(low: int, n: int) -> _Receipts:
    """Every way to start that cases may share: `_place` says where each is."""
    day = np.append(np.arange(low, low + n).astype(DAY), np.datetime64("NaT", "D"))
    late = np.zeros(day.size, dtype=bool)
    return _Receipts(day=np.tile(day, 2), is_late=np.append(late, ~late))


def _place(clock: Clock, starts: Any, *, low: int, n: int) -> Any:
    """Where the start of each case stands in `_every_start`."""
    day = starts.astype(DAY)
    place = np.where(np.isnat(day), n, day.view(np.int64) - low)
    is_late = _is_late(clock, starts, day)
    if is_late is not None:
        place += np.where(is_late, n + 1, 0)
    return place


def _is_late(clock: Clock, starts: Any, day: Any) -> Any | None:
    """Whether each came after the cut-off; None where none can."""
    cut_off = clock.start.cut_off
    if cut_off is None or np.datetime_data(starts.dtype)[0] == "D":
        return None
    since = timedelta(
        hours=cut_off.hour, minutes=cut_off.minute, seconds=cut_off.second
    )
    return starts - day > np.timedelta64(since)


def _received(clock: Clock, start: _Receipts, calendar: Calendar) -> Any:
    """The day each counts as received."""
    if not moves_receipt(clock):
        return start.day
    return _offset(start.day + start.is_late * A_DAY, 0, calendar, roll="forward")


def _limits(
    clock: Clock,
    start: _Receipts,
    received: Any,
    calendar: Calendar,
    *,
    paused: Any = 0,
) -> tuple[Any, Any]:
    """The limit of each, and whether it is projected."""
    counted = _counted(clock, received, calendar, more=paused)
    due = _rolled(clock.due_roll, counted, calendar)
    last = np.maximum(counted, due)
    return due, _is_projected(clock, start.day, received, last=last, of=calendar)


def _counted(clock: Clock, received: Any, calendar: Calendar, *, more: Any) -> Any:
    """The day on which the count is full."""
    duration = duration_of(clock)
    n = duration.n
    is_day_1 = clock.count_from is CountFrom.SAME_DAY
    if duration.unit is TimeUnit.MONTHS:
        return _months_later(received, n, is_day_1=is_day_1) + more
    if duration.unit in (TimeUnit.DAYS, TimeUnit.WEEKS):
        days = n * 7 if duration.unit is TimeUnit.WEEKS else n
        return received + np.asarray(days - is_day_1 + more).astype("timedelta64[D]")
    roll = "forward" if is_day_1 else "backward"
    return _offset(received, n - is_day_1 + more, calendar, roll=roll)


def _months_later(days: Any, n: int, *, is_day_1: bool) -> Any:
    """The corresponding date (with day 1 counted, the day before), or the month's last."""
    month = days.astype("datetime64[M]")
    there = (month + n).astype(DAY)
    last = (month + n + 1).astype(DAY) - A_DAY
    same = there + (days - month.astype(DAY))
    return np.minimum(same - A_DAY if is_day_1 else same, last)


def _rolled(roll: Roll, days: Any, calendar: Calendar) -> Any:
    if roll is Roll.NONE:
        return days
    direction = "forward" if roll is Roll.NEXT_WORKING_DAY else "backward"
    return _offset(days, 0, calendar, roll=direction)


def _offset(days: Any, n: Any, calendar: Calendar, *, roll: Any) -> Any:
    """Business days on, by numpy; not a time stays not a time."""
    known = ~np.isnat(days)
    found = days.copy()
    many = n[known] if np.ndim(n) else n
    found[known] = np.busday_offset(
        days[known], many, roll=roll, busdaycal=calendar.busdays
    )
    return found


def _is_projected(
    clock: Clock, start: Any, received: Any, *, last: Any, of: Calendar
) -> Any:
    """Whether a day that the calendar was asked about is not on its list."""
    known = np.ones(start.size, dtype=bool)
    if moves_receipt(clock):
        known &= of.are_known(start) & of.are_known(received)
    if skips_days(clock):
        known &= of.are_known(received) & of.are_known(last)
    return ~known & ~np.isnat(start)


def _in_hours(
    clock: Clock, starts: Any, calendar: Calendar, *, paused_days: Any | None
) -> DueDates:
    """Limits of a clock in hours; a paused day moves them on by one."""
    found = DueDates(
        due=np.empty(starts.size, dtype=_unit_of_hours(starts)),
        projected=np.empty(starts.size, dtype=bool),
    )
    for block in blocks_of(starts.size):
        held = None if paused_days is None else paused_days[block]
        part = _hours_on(clock, starts[block], calendar, paused_days=held)
        found.due[block], found.projected[block] = part.due, part.projected
    return found


def _unit_of_hours(starts: Any) -> Any:
    """Moments of the starts, at least in seconds."""
    return np.promote_types(starts.dtype, "datetime64[s]")


def _hours_on(
    clock: Clock, starts: Any, calendar: Calendar, *, paused_days: Any | None
) -> DueDates:
    begins, start = starts, _Receipts(day=starts.astype(DAY), is_late=None)
    received = start.day
    if moves_receipt(clock):
        late = _is_late(clock, starts, start.day)
        is_late = np.zeros(starts.size, dtype=bool) if late is None else late
        start = _Receipts(day=start.day, is_late=is_late)
        received = _received(clock, start, calendar)
        begins = np.where(received == start.day, starts, received)
    if paused_days is not None:
        begins = begins + np.asarray(paused_days) * A_DAY
    due = hours_later(begins, duration_of(clock).n)
    is_projected = _is_projected(clock, start.day, received, last=received, of=calendar)
    return DueDates(due=due, projected=is_projected)
