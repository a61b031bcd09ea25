"""When did work on a case begin: with its first start, where starts are recorded.

A log that tells when steps were started and done says more than when the first of them
was done: a case that was assessed for ten days began ten days earlier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mersey.load.dates.zones import transitions, utc_to_local, zone

if TYPE_CHECKING:
    from mersey.engine import Engine


def with_beginnings(
    facts: Any, session: Engine, *, has_starts: bool, time_zone: str, date_only: bool
) -> Any:
    """The facts of cases, with `begun_time` and `begun_date`: first start or first event.

    Args:
        facts: See `case_facts`.
        session: The engine that holds them.
        has_starts: Whether starts of work are recorded.
        time_zone: The log's zone, for the date on the wall.
        date_only: True where the log has dates without times.
    """
    if not has_starts:
        return facts.mutate(begun_time=facts.first_time, begun_date=facts.first_date)
    start = facts.first_start
    is_earlier = (start < facts.first_time).fill_null(False)  # noqa: FBT003  (ibis)
    day = start.date() if date_only else _local_date(session, facts, time_zone)
    return facts.mutate(
        begun_time=is_earlier.ifelse(start, facts.first_time),
        begun_date=is_earlier.ifelse(day, facts.first_date),
    )


def _local_date(session: Engine, facts: Any, time_zone: str) -> Any:
    start = facts.first_start
    found = session.to_pyarrow(
        facts.aggregate(first=start.min(), last=start.max())
    ).to_pylist()[0]
    if found["first"] is None:
        return ibis.null("date")
    offset, changes = transitions(zone(time_zone), [(found["first"], found["last"])])
    return utc_to_local(start, offset, changes).date()
