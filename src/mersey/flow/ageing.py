"""Who is waiting now, and who has waited longer than usual?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.eventlog.arrays import OPEN
from mersey.flow.results import Ageing, OpenCase
from mersey.flow.spans import days_since
from mersey.vocabulary import ONE_PERSON, CaseState, is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import StandingCases
    from mersey.flow.usual import Usual

MOST_CASES: Final = 2_000


def ageing(
    log: EventLog,
    *,
    standings: Sequence[StandingCases],
    usual: Usual,
) -> Ageing:
    """Open cases, oldest first, against what is usual.

    Silent cases are not among them. Cases without an opening date come last, as 0 days.
    """
    is_open = [s for s in standings if s.state is CaseState.OPEN]
    oldest = open_cases(log, usual=usual, at_most=MOST_CASES) if is_open else ()
    return Ageing(
        cases=oldest,
        n_open=sum(s.n for s in is_open),
        n_older=sum(s.n_older for s in is_open),
        n_lasting=sum(s.n for s in is_open if s.last_activity in usual.lasting),
        typical_days=usual.typical_days,
        usual_days=usual.days,
    )


def open_cases(
    log: EventLog,
    *,
    usual: Usual,
    at_most: int | None = None,
) -> tuple[OpenCase, ...]:
    """Open cases, oldest first; all of them, or the first `at_most`.

    Args:
        log: The log.
        usual: The age from which a case is older than usual, and where none is.
        at_most: How many.
    """
    state, days, case_id = log.arrays.cases("state", "days", "case_id")
    places = np.flatnonzero(state == OPEN)
    places = places[np.lexsort((places, -days[places]))][:at_most]  # unknown: last
    who = log.arrays.open_cases
    told = np.searchsorted(who.case_id, case_id[places])
    (opened,) = log.arrays.cases("opened_date")
    in_stage = days_since(log, ("last_time", "last_date"))
    columns = (
        who.pseudonym.take(told).to_pylist(),
        who.last_activity.take(told).to_pylist(),
        who.team.take(told).to_pylist(),
        opened[places].tolist(),
        np.nan_to_num(days[places]).tolist(),
        np.maximum(np.nan_to_num(in_stage[places]), 0.0).tolist(),
    )
    return tuple(
        OpenCase(
            pseudonym=pseudonym,
            opened=opened,
            days=age,
            last_activity=last_activity,
            days_in_stage=days_in_stage,
            team=ONE_PERSON if is_pseudonym(team) else team,
            older_than_usual=(
                usual.days is not None
                and age > usual.days
                and last_activity not in usual.never
            ),
        )
        for pseudonym, last_activity, team, opened, age, days_in_stage in zip(
            *columns, strict=True
        )
    )
