"""Events in order, each with the one that follows it in its case.

Order is by time, then by `event_id` (place in the file): without that tie-break, the
4 % of events that share a time with their neighbour change paths from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import AskedQuery, query_beside
from mersey.engine.following import Following
from mersey.eventlog.recorded import OPTIONAL
from mersey.vocabulary import EVENTS_COLUMNS

if TYPE_CHECKING:
    from datetime import date, datetime

    from mersey.engine import NewStore, StoredTable
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

KNOWN: Final = query_beside(__file__, "known_events")
FINISHED: Final = query_beside(__file__, "finished_events")
FINISHED_WITH_STARTS: Final = query_beside(__file__, "finished_events_with_starts")

WORKED_OUT: Final = ("gap_s", "wait_s")


def write_events(
    store: NewStore,
    events: StoredTable,
    *,
    as_at: datetime,
    recorded: Recorded,
    believed_from: date | None = None,
) -> StoredTable:
    """The events table, as a view of a table that lacks what the log does not record.

    What is not recorded costs no room. Waiting ends with the next event where no start
    of work is recorded.

    Args:
        store: Where it goes.
        events: Columns case_id, event_id, activity, event_time, local_date, start_time,
            resource, team, cost, lifecycle; in any order.
        as_at: Events after it are left out.
        recorded: Which columns hold anything; the others cost nothing.
        believed_from: First date of the main body of the log, where some events lie
            before it: an impossible date has no time until the next event.
    """
    known = known_events(events, as_at=as_at, recorded=recorded)
    following = following_of(recorded)
    finish = finished_events(recorded, believed_from=believed_from)
    whole = {"gap_s": "BIGINT"} if recorded.whole_seconds else {}
    kept = store.write_followed(
        "recorded_events",
        known,
        following=following,
        finish=finish,
        types=EVENTS_COLUMNS | whole,
        categories=EVENT_CATEGORIES,
    )
    return store.show(
        "events", kept, columns=EVENTS_COLUMNS | whole, instead={"wait_s": "gap_s"}
    )


def known_events(
    events: StoredTable, *, as_at: datetime, recorded: Recorded
) -> AskedQuery:
    """The events up to `as_at`, without the columns that hold nothing."""
    lacking = set(OPTIONAL) - recorded.columns
    kept = [name for name in events.columns if name not in lacking]
    return AskedQuery(
        query=KNOWN,
        tables={"events": events},
        names={"kept": kept},
        values={"as_at": as_at},
    )


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
    recorded: Recorded, *, believed_from: date | None = None
) -> AskedQuery:
    """Of `{followed}` events, those of EVENTS_COLUMNS that hold anything.

    The gap is in seconds to the microsecond, the same on every engine; where only dates
    exist both ends are midnights, which makes whole days.
    """
    lacking = {*OPTIONAL, *WORKED_OUT, "next_team", "next_resource"}
    lacking -= {*recorded.columns, *following_of(recorded).told}
    return AskedQuery(
        query=FINISHED_WITH_STARTS if recorded.start else FINISHED,
        names={"kept": [name for name in EVENTS_COLUMNS if name not in lacking]},
        values={"believed_from": believed_from},
    )
