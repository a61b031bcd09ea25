"""Between whom does work pass, how often, and how long does it wait there?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.flow.results import Handover, Handovers
from mersey.flow.spans import SECONDS_A_DAY
from mersey.vocabulary import is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import StandingCases

PAIRS: Final = query_beside(__file__)
PAIRS_PAST_BLANKS: Final = query_beside(__file__, "handovers_past_blanks")
TEAMS_MISSING: Final = query_beside(__file__, "teams_missing")


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


def _pairs(log: EventLog) -> tuple[Handover, ...]:
    is_missing = log.ask(TEAMS_MISSING)["n"][0].as_py()
    rows = log.ask(PAIRS_PAST_BLANKS if is_missing else PAIRS).to_pylist()
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
