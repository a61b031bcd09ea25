"""How often is each activity done, and how long does it take to do?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.flow.results import Activity
from mersey.flow.spans import SECONDS_A_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import ActivityCount

MEDIANS: Final = query_beside(__file__)


def activities(
    log: EventLog, *, counts: Sequence[ActivityCount]
) -> tuple[Activity, ...]:
    """Every activity, most frequent first, with its median from start to completion."""
    medians = _median_seconds(log) if log.facts.has_start_times else {}
    return tuple(
        Activity(
            activity=count.activity,
            n_events=count.n_events,
            n_cases=count.n_cases,
            median_days=_in_days(medians.get(count.activity)),
        )
        for count in counts
    )


def _median_seconds(log: EventLog) -> Mapping[str, float]:
    rows = log.ask(MEDIANS).to_pylist()
    return {row["activity"]: row["median_s"] for row in rows}


def _in_days(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / SECONDS_A_DAY
