"""Counts that several results share, each from one query of a small table.

What depends on the path alone is counted on the variants, and what depends on how a case
stands on the cases: neither touches the events.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mersey.engine import query_beside
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from collections.abc import Container

    from mersey.eventlog import EventLog

ACTIVITIES: Final = query_beside(__file__, "activity_counts")
STANDINGS: Final = query_beside(__file__, "standings")


@dataclass(frozen=True, kw_only=True)
class ActivityCount:
    """How often an activity was done.

    Attributes:
        n_repeats: Times it was done again in a case, something else between.
        n_repeat_cases: In how many cases.
    """

    activity: str
    n_events: int
    n_cases: int
    n_repeats: int
    n_repeat_cases: int


@dataclass(frozen=True, kw_only=True)
class StandingCases:
    """Cases of one state that began and stand (or ended) at the same activities.

    Attributes:
        n_older: Those older than the days asked about; 0 where none were given.
        days: Their lead times or ages together.
        tail_days: Days from the last event to the end, where the end is stated.
    """

    state: CaseState
    first_activity: str
    last_activity: str
    n: int
    n_older: int
    n_handovers: int
    n_rework: int
    days: float
    tail_days: float


def activity_counts(log: EventLog) -> tuple[ActivityCount, ...]:
    """One per activity, most frequent first, then by name."""
    return tuple(ActivityCount(**row) for row in log.ask(ACTIVITIES).to_pylist())


def standings(
    log: EventLog, *, older_than: float | None, lasting: Container[str] = ()
) -> tuple[StandingCases, ...]:
    """How cases stand, by state, first and last activity; in that order.

    Args:
        log: The log.
        older_than: Days from which a case counts as older; None: none does.
        lasting: Activities after which none does either.
    """
    rows = log.ask(STANDINGS, older_than=older_than).to_pylist()
    return tuple(_standing(row, lasting) for row in rows)


def _standing(row: dict[str, Any], lasting: Container[str]) -> StandingCases:
    found = StandingCases(**row | {"state": CaseState(row["state"])})
    return replace(found, n_older=0) if found.last_activity in lasting else found
