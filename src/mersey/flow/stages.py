"""Where do cases spend their time?

A stage is the time from an activity to the next one in the case. Time from the last event
to an end that the file states belongs to the stage of that event.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.flow.results import Stage
from mersey.flow.spans import SECONDS_A_DAY
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import StandingCases

SPENT: Final = query_beside(__file__)


def stages(log: EventLog, *, standings: Sequence[StandingCases]) -> tuple[Stage, ...]:
    """One per activity after which time passed or open cases stand; longest first.

    Shares are of the lead time of closed cases; they fall short of 1 by the time before
    the first event, where the file states an earlier opening.
    """
    visits, days = _time_spent(log)
    n_open: dict[str, int] = defaultdict(int)
    n_older: dict[str, int] = defaultdict(int)
    for standing in standings:
        name = standing.last_activity
        if standing.state is CaseState.OPEN:
            n_open[name] += standing.n
            n_older[name] += standing.n_older
        if standing.tail_days > 0:
            visits[name] += standing.n
            days[name] += standing.tail_days
    closed = [s for s in standings if s.state is CaseState.CLOSED]
    n_closed, whole = sum(s.n for s in closed), sum(s.days for s in closed)
    whole = max(whole, sum(days.values()))
    names = sorted({*visits, *n_open}, key=lambda a: (-days[a], -n_open[a], a))
    return tuple(
        Stage(
            activity=name,
            n_visits=visits[name],
            days_per_case=days[name] / n_closed if n_closed else 0.0,
            share=days[name] / whole if whole else 0.0,
            n_open=n_open[name],
            n_older=n_older[name],
        )
        for name in names
    )


def _time_spent(log: EventLog) -> tuple[dict[str, int], dict[str, float]]:
    """Visits, and days in all, after each activity of closed cases up to their end."""
    rows = log.ask(SPENT).to_pylist()
    visits: dict[str, int] = defaultdict(int)
    days: dict[str, float] = defaultdict(float)
    for row in rows:
        visits[row["activity"]] = row["visits"]
        days[row["activity"]] = row["seconds"] / SECONDS_A_DAY
    return visits, days
