"""What is true of the whole log: counted once, when it is prepared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.engine import query_beside
from mersey.eventlog.arrays import STATES
from mersey.eventlog.eventlog import LogFacts

if TYPE_CHECKING:
    from datetime import datetime

    from mersey.engine import Engine, StoredTable
    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.days import Extent
    from mersey.eventlog.recorded import Recorded
    from mersey.load.rows.loaded import LoadedLog

COUNTS: Final = query_beside(__file__, "event_counts")


@dataclass(frozen=True, kw_only=True)
class EventCounts:
    """What one pass over the events counts.

    Attributes:
        n_repeated: Events directly followed by the same activity at the same time.
        n_ties: Events at the same time as the one before in their case.
        n_reversed_spans: Events whose start is after their completion.
    """

    n_events: int
    n_activities: int
    n_teams: int
    first_event: datetime
    last_event: datetime
    n_repeated: int
    n_ties: int
    n_reversed_spans: int


def count_events(session: Engine, events: StoredTable) -> EventCounts:
    """The counts of a written events table: one query."""
    (row,) = session.ask(COUNTS, tables={"events": events}).to_pylist()
    return EventCounts(**row)


def facts_of(
    loaded: LoadedLog,
    arrays: LogArrays,
    counts: EventCounts,
    *,
    extent: Extent,
    recorded: Recorded,
    version: str,
) -> LogFacts:
    """The facts of a log whose cases and events are written."""
    (state,) = arrays.cases("state")
    n_open, n_closed, n_silent = np.bincount(state, minlength=len(STATES)).tolist()
    return LogFacts(
        name=loaded.name,
        n_cases=state.size,
        n_events=counts.n_events + extent.n_set_aside,
        n_activities=counts.n_activities,
        n_teams=counts.n_teams,
        n_open=n_open,
        n_closed=n_closed,
        n_silent=n_silent,
        first_event=counts.first_event,
        last_event=counts.last_event,
        plausible_from=extent.plausible_from,
        as_at=extent.as_at,
        as_at_date=extent.as_at_date,
        time_zone=loaded.mapping.time_zone,
        date_only=recorded.date_only,
        has_start_times=recorded.start,
        has_teams=recorded.team,
        handover_of=recorded.handover_of,
        log_version=version,
        as_at_reason=extent.reason,
        n_set_aside=extent.n_set_aside,
    )
