"""What was handed from team to team since last Monday, and what still waits there?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mersey.eventlog.arrays import OPEN
from mersey.vocabulary import is_pseudonym

if TYPE_CHECKING:
    from mersey.answer.board.week import BoardWeek
    from mersey.eventlog import EventLog


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """Cases that one team passed to another since last Monday.

    Attributes:
        n: Times. n_waiting: Of these, cases that are open and to which nothing has been
            done since.
    """

    source: str
    target: str
    n: int
    n_waiting: int


def handed_over(log: EventLog, week: BoardWeek) -> tuple[HandedOver, ...]:
    """By pair of teams, the most frequent first; empty where teams are not known.

    Teams that stand for one person each are nobody's table: none is told.
    """
    if not log.facts.has_teams or log.loading.hides_teams:
        return ()
    case, team, on, after = log.arrays.events(
        "case_id", "team", "local_date", "next_activity"
    )
    ids, state = log.arrays.cases("case_id", "state")
    passed = (team.codes[:-1] >= 0) & (case[1:] == case[:-1])
    names, nexts = np.array(team.values), team.codes[1:]
    passed &= (nexts >= 0) & (nexts != team.codes[:-1])
    day = on[1:].astype("datetime64[D]")
    passed &= (day >= np.datetime64(week.since)) & (day <= np.datetime64(week.as_at))
    places = np.flatnonzero(passed)
    is_open = state[np.searchsorted(ids, case[places])] == OPEN
    is_last = after.codes[places + 1] < 0
    times: Counter[tuple[str, str]] = Counter()
    waiting: Counter[tuple[str, str]] = Counter()
    for place, waits in zip(places.tolist(), (is_open & is_last).tolist(), strict=True):
        pair = str(names[team.codes[place]]), str(names[nexts[place]])
        if not any(map(is_pseudonym, pair)):
            times[pair] += 1
            waiting[pair] += waits
    found = [
        HandedOver(source=pair[0], target=pair[1], n=n, n_waiting=waiting[pair])
        for pair, n in times.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.n, one.source, one.target)))
