"""What follows what, how often, and how long does it take?

The directly-follows map: one scan of the events, with exact percentiles.
Source: van der Aalst (2016), §6.3.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.flow.results import MapEdge, MapNode, ProcessMap
from mersey.flow.spans import SECONDS_A_DAY
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import ActivityCount, StandingCases

EDGES: Final = query_beside(__file__)

MEDIAN: Final = 0.5
LATE: Final = 0.85


def process_map(
    log: EventLog,
    *,
    counts: Sequence[ActivityCount],
    standings: Sequence[StandingCases],
) -> ProcessMap:
    """Nodes by events and edges by count, both falling, then by name."""
    return ProcessMap(nodes=nodes_of(counts, standings), edges=edges_of(log))


def edges_of(log: EventLog) -> tuple[MapEdge, ...]:
    """Every pair of activities that follow each other, the most frequent first."""
    rows = log.ask(EDGES, places=[MEDIAN, LATE]).to_pylist()
    total = sum(row["total_s"] for row in rows)
    return tuple(
        MapEdge(
            source=row["activity"],
            target=row["next_activity"],
            n=row["n"],
            mean_days=row["total_s"] / row["n"] / SECONDS_A_DAY,
            median_days=row["percentiles"][0] / SECONDS_A_DAY,
            p85_days=row["percentiles"][1] / SECONDS_A_DAY,
            waiting_share=row["total_s"] / total if total else 0.0,
        )
        for row in rows
    )


def nodes_of(
    counts: Sequence[ActivityCount], standings: Sequence[StandingCases]
) -> tuple[MapNode, ...]:
    """Every activity, with the cases that began, ended and now stand there."""
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    stands: Counter[str] = Counter()
    for standing in standings:
        starts[standing.first_activity] += standing.n
        if standing.state is CaseState.CLOSED:
            ends[standing.last_activity] += standing.n
        if standing.state is CaseState.OPEN:
            stands[standing.last_activity] += standing.n
    return tuple(
        MapNode(
            activity=count.activity,
            n_events=count.n_events,
            n_cases=count.n_cases,
            n_starts=starts[count.activity],
            n_ends=ends[count.activity],
            n_open=stands[count.activity],
        )
        for count in counts
    )
