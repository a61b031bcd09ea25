"""Events in order, each with the one that follows it in its case.

Order is by time, then by `event_id` (place in the file): without that tie-break, the
4 % of events that share a time with their neighbour change paths from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.engine.following import Following
from mersey.eventlog.recorded import OPTIONAL
from mersey.vocabulary import EVENTS_COLUMNS

if TYPE_CHECKING:
    from datetime import date, datetime

    from mersey.eventlog.recorded import Recorded

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


def known_events(events: Any, *, as_at: datetime, recorded: Recorded) -> Any:
    """The events up to `as_at`, without the columns that hold nothing.

    Args:
        events: Columns case_id, event_id, activity, event_time, local_date, start_time,
            resource, team, cost, lifecycle; in any order.
        as_at: Events after it are left out.
        recorded: Which columns hold anything; the others cost nothing.
    """
    lacking = [name for name in OPTIONAL if name not in recorded.columns]
    return events.filter(events.event_time <= as_at).drop(*lacking)


def following_of(recorded: Recorded) -> Following:
    """How events follow each other in a case, and what each is told of the next."""
    told = {"next_activity": "activity", "next_time": "event_time"}
    if recorded.team:
        told["next_team"] = "team"
    if recorded.handover_of == "person":
        told["next_resource"] = "resource"
    if recorded.start:
        told["next_start"] = "start_time"
    return Following(by="case_id", order=("event_time", "event_id"), told=told)


def finished_events(
    followed: Any, *, recorded: Recorded, believed_from: date | None = None
) -> Any:
    """Those of EVENTS_COLUMNS that hold anything; `whole_events` adds the others.

    Args:
        followed: Events, each with what it is told of the next.
        recorded: Which columns hold anything.
        believed_from: First date of the main body of the log, where some events lie
            before it: an impossible date has no time until the next event.
    """
    gap_s = _gap(followed, recorded)
    made = {"gap_s": gap_s}
    if recorded.start:
        made["wait_s"] = _wait(followed, gap_s)
    if believed_from is not None:
        is_believed = followed.local_date >= ibis.literal(believed_from)
        made = {
            name: is_believed.ifelse(value, ibis.null(value.type()))
            for name, value in made.items()
        }
    whole = followed.mutate(**made)
    return whole[[name for name in EVENTS_COLUMNS if name in whole.columns]]


def whole_events(events: Any) -> Any:
    """The events table: EVENTS_COLUMNS; what the log does not record costs no room.

    Waiting ends with the next event where no start of work is recorded.
    """
    lacking = {
        name: ibis.null(kind)
        for name, kind in EVENTS_COLUMNS.items()
        if name not in events.columns
    }
    if "wait_s" in lacking:
        lacking["wait_s"] = events.gap_s
    return events.mutate(**lacking)[list(EVENTS_COLUMNS)]


def seconds_between(start: Any, end: Any) -> Any:
    """Seconds from `start` to `end`, to the microsecond, the same on every engine.

    Where only dates exist both are midnights, which makes whole days.
    """
    return end.delta(start, unit="microsecond") / 1e6


def _gap(events: Any, recorded: Recorded) -> Any:
    """Seconds to the next event: whole numbers where all are, for those add up faster.

    Times without fractions cross as many seconds as lie between them.
    """
    if recorded.whole_seconds:
        return events.next_time.delta(events.event_time, unit="second").cast("int64")
    return seconds_between(events.event_time, events.next_time)


def _wait(events: Any, gap_s: Any) -> Any:
    """Until work on the next event began: never before this one, nor after that one."""
    idle = seconds_between(events.event_time, events.next_start)
    within = ibis.least(ibis.greatest(idle, 0.0), gap_s)
    return events.next_start.isnull().ifelse(gap_s, within)
