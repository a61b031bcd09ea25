"""Counts that several results share, each from one query of a small table.

What depends on the path alone is counted on the variants, and what depends on how a case
stands on the cases: neither touches the events.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis
from ibis import _

from mersey.eventlog.paths import once_in_a_row
from mersey.flow.spans import SECONDS_A_DAY, days_between, exact_sum
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from collections.abc import Container

    from mersey.eventlog import EventLog


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
    path = log.variants.path
    events = (
        _in_path(log, path.unnest())
        .group_by("activity")
        .aggregate(n_events=(_.times * _.n_cases).sum(), n_cases=_.n_cases.sum())
    )
    again = _.times > 1
    repeats = (
        _in_path(log, once_in_a_row(path).unnest())
        .group_by("activity")
        .aggregate(
            n_repeats=((_.times - 1) * _.n_cases).sum(),
            n_repeat_cases=again.ifelse(_.n_cases, 0).sum(),
        )
    )
    counted = events.join(repeats, "activity")
    ordered = counted.order_by(ibis.desc("n_events"), "activity")
    return tuple(ActivityCount(**row) for row in ordered.to_pyarrow().to_pylist())


def _in_path(log: EventLog, activity: Any) -> Any:
    """How often each activity comes in each path: variant_id, activity, n_cases, times."""
    steps = log.variants.select("variant_id", "n_cases", activity=activity)
    keys = ("variant_id", "activity", "n_cases")
    return steps.group_by(*keys).aggregate(times=steps.count())


def standings(
    log: EventLog, *, older_than: float | None, lasting: Container[str] = ()
) -> tuple[StandingCases, ...]:
    """How cases stand, by state, first and last activity; in that order.

    Args:
        log: The log.
        older_than: Days from which a case counts as older; None: none does.
        lasting: Activities after which none does either.
    """
    cases = log.cases
    keys = ("state", "first_activity", "last_activity")
    tail_s = days_between(cases.last_time, cases.closed) * SECONDS_A_DAY
    limit = ibis.literal(older_than, type="float64")  # null: nothing is older
    counted = cases.group_by(*keys).aggregate(
        n=cases.count(),
        n_older=(cases.days > limit).ifelse(1, 0).sum(),
        n_handovers=cases.n_handovers.sum().fill_null(0),
        n_rework=(cases.n_rework > 0).ifelse(1, 0).sum(),
        days=exact_sum(cases.days * SECONDS_A_DAY) / SECONDS_A_DAY,
        tail_days=exact_sum((tail_s > 0).ifelse(tail_s, 0.0)) / SECONDS_A_DAY,
    )
    rows = counted.order_by(*keys).to_pyarrow().to_pylist()
    return tuple(_standing(row, lasting) for row in rows)


def _standing(row: dict[str, Any], lasting: Container[str]) -> StandingCases:
    found = StandingCases(**row | {"state": CaseState(row["state"])})
    return replace(found, n_older=0) if found.last_activity in lasting else found
