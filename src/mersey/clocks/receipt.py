"""On which day does a thing count as received, and which calendar says so?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from mersey.clocks.bank_holidays import CALENDARS
from mersey.clocks.clock import DayOff, Roll, TimeUnit
from mersey.errors import UsageError

if TYPE_CHECKING:
    from mersey.clocks.calendar import Calendar
    from mersey.clocks.clock import Clock, Duration

ZONE: Final = "Europe/London"
"""Where clocks that run in hours are read from the wall."""

A_DAY: Final = timedelta(days=1)


def calendar_of(clock: Clock, calendar: Calendar | None = None) -> Calendar:
    """The calendar a clock counts by: the given one, else that of its id.

    Raises:
        UsageError: The clock needs a calendar that only a file can give.
    """
    if calendar is not None:
        return calendar
    if clock.calendar in CALENDARS:
        return CALENDARS[clock.calendar]
    msg = (
        f"{clock.id} counts by the calendar {clock.calendar!r}, which is not one that "
        "comes with mersey."
    )
    raise UsageError(
        msg,
        next_step="Give a file of its term dates or closures: a row each, with the "
        "columns first, last and name. At the prompt: ⟦calendar_file⟧ FILE",
    )


def duration_of(clock: Clock) -> Duration:
    """How long the clock runs.

    Raises:
        UsageError: Each case states a limit of its own, so that there is none to count.
    """
    if clock.duration is None:
        msg = (
            f"{clock.id} has no length of its own: each case states its limit, in the "
            f"field {clock.due_field!r}."
        )
        raise UsageError(msg, next_step="Read the limit there; nothing is counted.")
    return clock.duration


def skips_days(clock: Clock) -> bool:
    """Whether the limit depends on which days count: by its unit or by its roll."""
    counted = (TimeUnit.WORKING_DAYS, TimeUnit.SCHOOL_DAYS)
    return duration_of(clock).unit in counted or roll_of(clock) is not Roll.NONE


def roll_of(clock: Clock) -> Roll:
    """Where the limit moves from a day that does not count; in hours it never moves.

    Were it to, a case begun on Saturday night could be due after one begun on Sunday.
    """
    return Roll.NONE if duration_of(clock).unit is TimeUnit.HOURS else clock.due_roll


def moves_receipt(clock: Clock) -> bool:
    """Whether a receipt on a day that does not count is the next one's that does.

    So it is, too, where there is a time of cut-off: what comes on Friday evening must
    not count as later than what comes on Saturday.
    """
    start = clock.start
    return start.cut_off is not None or start.day_off is DayOff.NEXT_WORKING_DAY


def is_late(clock: Clock, start: date) -> bool:
    """Whether it came after the cut-off; a date without a time never does."""
    cut_off = clock.start.cut_off
    return (
        cut_off is not None and isinstance(start, datetime) and start.time() > cut_off
    )


def received_on(clock: Clock, start: date, calendar: Calendar) -> date:
    """The date it counts as received on: its own, or the next day that counts."""
    day = start.date() if isinstance(start, datetime) else start
    if not moves_receipt(clock):
        return day
    if is_late(clock, start):
        day += A_DAY
    while calendar.why_off(day):
        day += A_DAY
    return day
