"""Legal time: calendars, a clock as data, when it is due, and why."""

from __future__ import annotations

from mersey.clocks.bank_holidays import CALENDARS
from mersey.clocks.calendar import Calendar
from mersey.clocks.calendar_file import calendar_from_file
from mersey.clocks.clock import Clock
from mersey.clocks.due import DayNotCounted, Due, PausedDays, due
from mersey.clocks.due_dates import DueDates, due_dates
from mersey.clocks.explain import Explanation, explain
from mersey.clocks.pauses import paused_span
from mersey.clocks.status import (
    STATUSES,
    ClockStatus,
    Marks,
    place_of,
    statuses,
    version_on,
)
from mersey.clocks.waits import WaitUsed, wait_used, waits_of

__all__ = [
    "CALENDARS",
    "STATUSES",
    "Calendar",
    "Clock",
    "ClockStatus",
    "DayNotCounted",
    "Due",
    "DueDates",
    "Explanation",
    "Marks",
    "PausedDays",
    "WaitUsed",
    "calendar_from_file",
    "due",
    "due_dates",
    "explain",
    "paused_span",
    "place_of",
    "statuses",
    "version_on",
    "wait_used",
    "waits_of",
]
