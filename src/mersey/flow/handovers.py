"""Between whom does work pass, how often, and how long does it wait there?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mersey.flow.results import Handover, Handovers
from mersey.flow.spans import SECONDS_A_DAY, days_between
from mersey.vocabulary import is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import StandingCases


def handovers(log: EventLog, *, standings: Sequence[StandingCases]) -> Handovers | None:
    """Changes of hand over all cases; None where neither team nor person is known.

    Pairs are of teams only: a table of who keeps whom waiting is not for people.
    """
    if log.facts.handover_of is None:
        return None
    n = sum(standing.n_handovers for standing in standings)
    return Handovers(
        between=log.facts.handover_of,
        n=n,
        per_case=n / log.facts.n_cases if log.facts.n_cases else 0.0,
        pairs=_pairs(log) if log.facts.handover_of == "team" else (),
    )


def _known_hands(log: EventLog) -> Any:
    """Events of known teams, each with the team that had the case next and the gap to it.

    Events that do not say whose they were are passed over.
    """
    events = log.events.filter(log.events.gap_s.notnull())  # of no impossible date
    if not log.events.team.isnull().any().to_pyarrow().as_py():
        return events
    in_case = ibis.window(group_by="case_id", order_by="seq")
    known = log.events.filter(log.events.team.notnull())
    known = known.mutate(
        next_team=known.team.lead().over(in_case),
        then=known.event_time.lead().over(in_case),
    )
    gap_s = days_between(known.event_time, known.then) * SECONDS_A_DAY
    return known.filter(known.gap_s.notnull()).mutate(gap_s=gap_s)


def _pairs(log: EventLog) -> tuple[Handover, ...]:
    events = _known_hands(log)
    passed = events.filter(events.team != events.next_team)
    grouped = passed.group_by("team", "next_team").aggregate(
        n=passed.count(), median_s=passed.gap_s.median()
    )
    rows = (
        grouped.order_by(ibis.desc("n"), "team", "next_team").to_pyarrow().to_pylist()
    )
    return tuple(
        Handover(
            source=row["team"],
            target=row["next_team"],
            n=row["n"],
            median_days=row["median_s"] / SECONDS_A_DAY,
        )
        for row in rows
        if not (is_pseudonym(row["team"]) or is_pseudonym(row["next_team"]))
    )
