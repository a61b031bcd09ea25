"""What is true of the whole log: counted once, when it is prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.eventlog.eventlog import LogFacts
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from mersey.eventlog.days import Extent
    from mersey.eventlog.recorded import Recorded
    from mersey.load.rows.loaded import LoadedLog

__all__ = ["facts_of"]


def facts_of(
    loaded: LoadedLog,
    events: Any,
    cases: Any,
    *,
    extent: Extent,
    recorded: Recorded,
    version: str,
) -> LogFacts:
    """The facts of a log whose tables `events` and `cases` are written."""
    session = loaded.session
    states = session.to_pyarrow(cases.group_by("state").aggregate(n=cases.count()))
    n_in = {row["state"]: row["n"] for row in states.to_pylist()}
    counted = session.to_pyarrow(
        events.aggregate(
            n_events=events.count(),
            n_activities=events.activity.nunique(),
            n_teams=events.team.nunique(),
            first_event=events.event_time.min(),
            last_event=events.event_time.max(),
        )
    ).to_pylist()[0]
    counted["n_events"] += extent.n_set_aside
    return LogFacts(
        name=loaded.name,
        n_cases=sum(n_in.values()),
        n_open=n_in.get(CaseState.OPEN, 0),
        n_closed=n_in.get(CaseState.CLOSED, 0),
        n_silent=n_in.get(CaseState.SILENT, 0),
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
        **counted,
    )
