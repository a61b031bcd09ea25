"""How many cases were open at the end of each day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.flow.measures.wip import MEASURE
from mersey.flow.results import DailyWip
from mersey.flow.series import measure_series
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def daily_wip(log: EventLog) -> DailyWip:
    """Open cases at the end of every local date, from the plausible start to as-at.

    Arrivals less departures of a day are the change from the day before; a silent case
    departs on the date of its last event.
    """
    rows = measure_series(log, MEASURE, Per.DAY).rows
    return DailyWip(
        dates=tuple(row.start for row in rows),
        values=tuple(int(row.value or 0) for row in rows),
    )
