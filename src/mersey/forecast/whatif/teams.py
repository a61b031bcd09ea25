"""Who does the work? The teams that the log names, else people who do the same steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.vocabulary import is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.forecast.whatif.worklog import WorkLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

EVERYONE: Final = "Everyone"
UNLIMITED: Final = 10**9
"""People in a team whose size is not known: nobody ever waits for it."""

OWN_LINE: Final = ", person "
"""Between a team's name and a number, where each of its people has a line."""

ALIKE: Final = 0.8
"""Cosine of what two people do, from which they belong together."""

BUSY_WEEK: Final = 0.9
"""The quantile over weeks of how many people were seen."""

WEEK_S: Final = 604800.0


def teams_of(log: WorkLog) -> tuple[Integers, tuple[str, ...]]:
    """The team of each step, and the teams' names.

    Where starts of work are not recorded, there is one team, `EVERYONE`, of unlimited
    size: waiting cannot be told from work. Steps without a team or person are its too.
    """
    nobody = np.zeros(log.case.size, dtype=np.int64)
    if not log.has_starts:
        return nobody, (EVERYONE,)
    if log.teams:
        own, names = log.team, log.teams
    elif log.resources:
        groups = _alike(log)
        own = np.where(log.resource >= 0, groups[log.resource], -1)
        names = tuple(f"Team {n + 1}" for n in range(int(groups.max()) + 1))
    else:
        return nobody, (EVERYONE,)
    if (own < 0).any():
        return np.where(own < 0, len(names), own), (*names, EVERYONE)
    return own, names


def people_at_once(log: WorkLog, team: Integers, name: str, at: int) -> int:
    """How many of the team can work at once: people in a busy week, or more if seen."""
    if name == EVERYONE:
        return UNLIMITED
    mine = team == at
    weeks = (log.start[mine] // WEEK_S).astype(np.int64)
    pairs = np.unique(np.stack([weeks, log.resource[mine]]), axis=1)
    a_week = np.unique(pairs[0], return_counts=True)[1]
    people = int(np.ceil(np.quantile(a_week, BUSY_WEEK)))
    return max(1, people, _at_once(log.start[mine], log.end[mine]))


def teams_told(names: Iterable[str]) -> tuple[str, ...]:
    """The teams that may be asked about: those that are no person."""
    return tuple(
        name for name in names if not is_pseudonym(name) and OWN_LINE not in name
    )


def _at_once(start: Floats, end: Floats) -> int:
    """Steps under way at once, 99 hundredths of the busy time no more than that."""
    longer = end > start
    if not longer.any():
        return 1
    times = np.concatenate([start[longer], end[longer]])
    change = np.repeat([1, -1], int(longer.sum()))
    order = np.lexsort((change, times))
    under_way = np.cumsum(change[order])[:-1]
    spans = np.diff(times[order])
    spans[under_way == 0] = 0
    by_count = np.bincount(under_way, weights=spans)
    share = np.cumsum(by_count) / by_count.sum()
    return int(np.searchsorted(share, 0.99))


def _alike(log: WorkLog) -> Integers:
    """A group for each person: those who do the same steps, the busiest people first."""
    known = log.resource >= 0
    done = np.zeros((len(log.resources), len(log.activities)))
    np.add.at(done, (log.resource[known], log.activity[known]), 1)
    unit = done / np.maximum(np.linalg.norm(done, axis=1, keepdims=True), 1e-12)
    group = np.full(len(log.resources), -1, dtype=np.int64)
    leaders: list[int] = []
    for person in np.argsort(-done.sum(axis=1), kind="stable").tolist():
        near = unit[leaders] @ unit[person] if leaders else np.zeros(0)
        if near.size and near.max() >= ALIKE:
            group[person] = int(near.argmax())
        else:
            group[person] = len(leaders)
            leaders.append(person)
    return group
