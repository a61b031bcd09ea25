"""Events in order, each with the one that follows it in its case.

Order is by time, then by `event_id` (place in the file): without that tie-break, the
4 % of events that share a time with their neighbour change paths from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.vocabulary import EVENTS_COLUMNS

if TYPE_CHECKING:
    from datetime import datetime

    from mersey.eventlog.recorded import Recorded

__all__ = ["EVENT_CATEGORIES", "ordered_events", "seconds_between"]

EVENT_CATEGORIES: Final = {
    "activity": "activity",
    "next_activity": "activity",
    "team": "team",
    "next_team": "team",
    "resource": "resource",
    "next_resource": "resource",
    "lifecycle": "lifecycle",
}
"""Column of the events table → the column whose texts it shares."""


def ordered_events(events: Any, *, as_at: datetime, recorded: Recorded) -> Any:
    """The events table: EVENTS_COLUMNS, sorted by case_id, seq; see the vocabulary.

    Args:
        events: Columns case_id, event_id, activity, event_time, local_date, start_time,
            resource, team, cost, lifecycle; in any order.
        as_at: Events after it are left out.
        recorded: Which columns hold anything; the others cost nothing.
    """
    known = events.filter(events.event_time <= as_at)
    in_case = ibis.window(group_by="case_id", order_by=["event_time", "event_id"])
    followed = known.mutate(
        seq=(ibis.row_number().over(in_case) + 1).cast("int32"),
        next_activity=known.activity.lead().over(in_case),
        next_time=known.event_time.lead().over(in_case),
        next_team=_lead_where(known.team, in_case, recorded.team),
        next_resource=_lead_where(
            known.resource, in_case, recorded.handover_of == "person"
        ),
        next_start=_lead_where(known.start_time, in_case, recorded.start),
    )
    gap_s = seconds_between(followed.event_time, followed.next_time)
    return followed.mutate(
        gap_s=gap_s,
        wait_s=_wait(followed, gap_s) if recorded.start else gap_s,
    ).order_by("case_id", "seq")[list(EVENTS_COLUMNS)]


def seconds_between(start: Any, end: Any) -> Any:
    """Seconds from `start` to `end`, to the microsecond, the same on every engine.

    Where only dates exist both are midnights, which makes whole days.
    """
    return end.delta(start, unit="microsecond") / 1e6


def _lead_where(column: Any, window: Any, is_recorded: bool) -> Any:  # noqa: FBT001
    if is_recorded:
        return column.lead().over(window)
    return ibis.null(column.type())


def _wait(events: Any, gap_s: Any) -> Any:
    """Until work on the next event began: never before this one, nor after that one."""
    idle = seconds_between(events.event_time, events.next_start)
    within = ibis.least(ibis.greatest(idle, 0.0), gap_s)
    return events.next_start.isnull().ifelse(gap_s, within)
