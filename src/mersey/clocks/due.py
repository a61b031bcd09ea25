"""When is one case due, and which days did not count on the way?

Walks day by day, as a person with a wall calendar does; `due_dates` gives the same for
millions at once, by other means, and a test holds the two together.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from mersey.clocks.clock import CountFrom, Roll, TimeUnit
from mersey.clocks.receipt import (
    ZONE,
    calendar_of,
    duration_of,
    is_late,
    moves_receipt,
    received_on,
    roll_of,
    skips_days,
)
from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.clocks.calendar import Calendar
    from mersey.clocks.clock import Clock

Certainty = Literal["exact", "projected"]

PausedDays = tuple[date, date]
"""First and last day of a pause; neither counts."""

A_DAY: Final = timedelta(days=1)
MONTHS_IN_A_YEAR: Final = 12
PAUSED: Final = "the clock is paused"


@dataclass(frozen=True, kw_only=True)
class DayNotCounted:
    """A day on the way to the limit that did not count, and why."""

    date: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Due:
    """The limit of one case. Dates; for a clock in hours, naive times in London.

    Attributes:
        start: As given.
        received: The day it counts as received; later than `start` after a cut-off.
        due: The last day, or moment, that is in time.
        certainty: `projected` if a day that matters is outside the calendar's list.
        not_counted: The days from the start to the limit that did not count, in order.
    """

    start: date
    received: date
    due: date
    certainty: Certainty
    not_counted: tuple[DayNotCounted, ...] = ()


def due(
    clock: Clock,
    start: date,
    *,
    calendar: Calendar | None = None,
    pauses: Iterable[PausedDays] = (),
    count_from: CountFrom | None = None,
) -> Due:
    """When a case that started then is due.

    Args:
        clock: One version of a clock, with a duration.
        start: A date, or a naive time on the wall.
        calendar: Instead of the clock's own, such as a school's terms.
        pauses: First and last day of each span that does not count, both included;
            see `paused_span` for the days that a pause of the clock takes.
        count_from: Instead of the clock's own rule, to see what the other would give.

    Raises:
        UsageError: The clock needs a calendar by file, has no duration, or a pause ends
            before it begins.
    """
    if count_from is not None:
        clock = clock.model_copy(update={"count_from": count_from})
    try:
        return work_out(clock, start, calendar_of(clock, calendar), _days_of(pauses))
    except OverflowError as error:
        msg = f"The limit of {clock.id} would fall after the year 9999."
        raise UsageError(msg, next_step="Look at the year of the start.") from error


def work_out(
    clock: Clock, start: date, calendar: Calendar, paused: frozenset[date]
) -> Due:
    """The limit and what led to it, with the clock, calendar and pauses settled."""
    received = received_on(clock, start, calendar)
    skipped = _before_receipt(clock, start, received, calendar)
    begin, counted, rolled = received, received, received
    over: list[DayNotCounted] = []
    if duration_of(clock).unit is TimeUnit.HOURS:
        begin = _moment(start, received)
        counted, on_the_way = _hours_later(clock, begin, paused)
        rolled = counted
    else:
        counted, on_the_way = _count(clock, received, calendar, paused)
        rolled, over = _roll(clock, counted, calendar)
    is_known = _is_known(clock, start, received, last=max(counted, rolled), of=calendar)
    return Due(
        start=start,
        received=begin,
        due=rolled,
        certainty="exact" if is_known else "projected",
        not_counted=(*skipped, *on_the_way, *over),
    )


def _days_of(pauses: Iterable[PausedDays]) -> frozenset[date]:
    days: set[date] = set()
    for first, last in pauses:
        if last < first:
            msg = f"A pause ends on {last}, before it begins on {first}."
            raise UsageError(msg, next_step="Give the earlier day first.")
        days.update(first + A_DAY * n for n in range((last - first).days + 1))
    return frozenset(days)


def _before_receipt(
    clock: Clock, start: date, received: date, calendar: Calendar
) -> list[DayNotCounted]:
    """The days from the start to before the receipt, where the two differ."""
    day = start.date() if isinstance(start, datetime) else start
    if day == received:
        return []
    counts_as = f"counts as received on {received:%A} {received.day} {received:%B %Y}"
    why = calendar.why_off(day)
    if is_late(clock, start) and clock.start.cut_off is not None:
        why = f"after {clock.start.cut_off:%H:%M}"
    skipped = [DayNotCounted(date=day, why=f"{why}: {counts_as}")]
    while (day := day + A_DAY) < received:
        skipped.append(DayNotCounted(date=day, why=calendar.why_off(day)))
    return skipped


def _count(
    clock: Clock, received: date, calendar: Calendar, paused: frozenset[date]
) -> tuple[date, list[DayNotCounted]]:
    """The day on which the count is full, and the days left out of it."""
    left = _days_to_count(clock, received)
    unit = duration_of(clock).unit
    is_calendars = unit in (TimeUnit.WORKING_DAYS, TimeUnit.SCHOOL_DAYS)
    is_day_1 = clock.count_from is CountFrom.SAME_DAY
    day = received if is_day_1 else received + A_DAY
    skipped = []
    while True:
        why = calendar.why_off(day) if is_calendars else ""
        why = why or (PAUSED if day in paused else "")
        if why:
            skipped.append(DayNotCounted(date=day, why=why))
        else:
            left -= 1
        if left <= 0:
            return day, skipped
        day += A_DAY


def _days_to_count(clock: Clock, received: date) -> int:
    """Days of the clock's kind; months are the days to the corresponding date."""
    duration = duration_of(clock)
    if duration.unit is TimeUnit.WEEKS:
        return duration.n * 7
    if duration.unit is not TimeUnit.MONTHS:
        return duration.n
    year, month = divmod(received.month - 1 + duration.n, MONTHS_IN_A_YEAR)
    year += received.year
    if year > date.max.year:
        raise OverflowError
    last = months.monthrange(year, month + 1)[1]
    to_same_day = (date(year, month + 1, min(received.day, last)) - received).days
    is_cut_short = received.day > last
    is_day_1 = clock.count_from is CountFrom.SAME_DAY
    return to_same_day + (1 if is_day_1 and is_cut_short else 0)


def _moment(start: date, received: date) -> datetime:
    """The moment a clock in hours starts: as given, or the first of a later day."""
    if isinstance(start, datetime) and start.date() == received:
        return start
    return datetime.combine(received, time.min)


def _hours_later(
    clock: Clock, begin: datetime, paused: frozenset[date]
) -> tuple[datetime, list[DayNotCounted]]:
    """The wall's time so many hours on, whatever the clocks do; paused days left out."""
    zone = ZoneInfo(ZONE)
    left = timedelta(hours=duration_of(clock).n)
    now = begin.replace(tzinfo=zone).astimezone(UTC)
    skipped = []
    for day in sorted(paused):
        opens, closes = (
            datetime.combine(edge, time.min, tzinfo=zone).astimezone(UTC)
            for edge in (day, day + A_DAY)
        )
        if closes <= now:
            continue
        if now + left <= opens:
            break
        left -= max(opens - now, timedelta(0))
        now = closes
        skipped.append(DayNotCounted(date=day, why=PAUSED))
    return (now + left).astimezone(zone).replace(tzinfo=None), skipped


def _roll(
    clock: Clock, day: date, calendar: Calendar
) -> tuple[date, list[DayNotCounted]]:
    """The day the limit moves to, and the days it moves over."""
    if roll_of(clock) is Roll.NONE:
        return day, []
    is_next = clock.due_roll is Roll.NEXT_WORKING_DAY
    step = A_DAY if is_next else -A_DAY
    where = "next" if is_next else "last"
    skipped = []
    while why := calendar.why_off(day):
        words = f"{why}: the limit moves to the {where} working day"
        skipped.append(DayNotCounted(date=day, why=words))
        day += step
    return day, sorted(skipped, key=lambda skip: skip.date)


def _is_known(
    clock: Clock, start: date, received: date, *, last: date, of: Calendar
) -> bool:
    """Whether every day that the calendar was asked about is on its list."""
    day = start.date() if isinstance(start, datetime) else start
    is_known = True
    if moves_receipt(clock):
        is_known = of.is_known(day) and of.is_known(received)
    if skips_days(clock):
        is_known = is_known and of.is_known(received) and of.is_known(last)
    return is_known
