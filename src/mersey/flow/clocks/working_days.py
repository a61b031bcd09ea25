"""The working days by which people plan: those of the clock's own calendar.

A clock that counts every day of the week is planned by the working days of its nation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.clocks import CALENDARS

if TYPE_CHECKING:
    from mersey.clocks.clock import Clock

NONE: Final = "none"

BY_NATION: Final = {
    "E": "england_wales",
    "W": "england_wales",
    "S": "scotland",
    "NI": "northern_ireland",
}


def working_days_of(clock: Clock) -> Any:
    """A numpy busdaycalendar."""
    name = clock.calendar
    if name == NONE or name not in CALENDARS:
        name = BY_NATION[clock.nations[0]]
    return CALENDARS[name].busdays
