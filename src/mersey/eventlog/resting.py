"""How long do cases rest at a step before they go on, and how long is too long?

Waiting is no silence: in a queue a case may rest for a year. So every step has a threshold
of its own, from the rests that ended and from those that have not ended yet.
Source: the product limit of Kaplan & Meier (1958); the share that never goes on is where
it levels off (Maller & Zhou, 1992).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.engine import query_beside
from mersey.eventlog.activity_use import LEAST_QUIET_DAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from mersey.engine import Engine, StoredTable
    from mersey.eventlog.path_arrays import PathArrays

ELSEWHERE: Final = ""
"""Stands for the steps from which too few cases went on to tell: they are taken together."""

GAPS: Final = query_beside(__file__, "gaps")

LEAST_RESTS: Final = 10
"""From fewer rests that ended than this a step's own threshold says little."""

STILL_GO_ON: Final = 0.1
"""As long as 1 in 10 of those that rest go on in the end, resting is waiting."""

WIDTH: Final = 2
"""Nobody is lost from a steady queue by chance: twice as long as cases were seen to rest."""

MOST_STEPS: Final = 30
"""Steps with a threshold of their own: those at which most quiet cases stand."""

Days = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Rests:
    """Rests at one step, by whole days; one element is one length.

    Attributes:
        days: Lengths. n: How many rests that went on were so long.
        standing_days, n_standing: The same of cases that stand there, without an end.
    """

    days: Days
    n: Days
    standing_days: Days
    n_standing: Days

    @property
    def n_quiet(self) -> int:
        """Cases that have stood there for over a month."""
        return int(self.n_standing[self.standing_days > LEAST_QUIET_DAYS].sum())


def read_gaps(session: Engine, events: StoredTable) -> dict[str, dict[int, int]]:
    """Activity → whole days until the next event of the case → how often: one query."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row in session.ask(GAPS, tables={"events": events}).to_pylist():
        found[row["activity"]][row["days"]] = row["n"]
    return found


def rests_of(
    gaps: Mapping[str, Mapping[int, int]], paths: PathArrays, *, as_at: datetime
) -> dict[str, Rests]:
    """Activity → its rests.

    Args:
        gaps: Rests that went on; see `read_gaps`.
        paths: The paths of the log.
        as_at: The moment up to which the log is known.
    """
    standing = _standing(paths, as_at=as_at)
    return {
        name: Rests(
            **_columns(gaps.get(name, {}), ("days", "n")),
            **_columns(standing.get(name, {}), ("standing_days", "n_standing")),
        )
        for name in sorted({*gaps, *standing})
    }


def quiet_by_step(
    rests: Mapping[str, Rests], *, ended: Collection[str], usual: float
) -> dict[str, float]:
    """Step → days of rest after which a case that stands there is silent.

    Those steps alone are named whose threshold is not that of `ELSEWHERE`, which is always
    there.

    Args:
        rests: See `rests_of`.
        ended: Steps at which nobody waits: ends, and what comes after them.
        usual: Days of quiet that are unusual in the whole log.
    """
    going = {name: one for name, one in rests.items() if name not in ended}
    rare = {name for name, one in going.items() if one.n.sum() < LEAST_RESTS}
    together = _together(going[name] for name in sorted(rare))
    elsewhere = max(usual, _threshold(together))
    asked = sorted(
        (name for name in going if name not in rare and going[name].n_quiet),
        key=lambda name: (-going[name].n_quiet, name),
    )[:MOST_STEPS]
    own = {name: _threshold(going[name]) for name in asked}
    kept = {name: days for name, days in own.items() if days != elsewhere}
    return {ELSEWHERE: elsewhere, **kept}


def _threshold(rests: Rests) -> float:
    """Twice the longest rest from which enough still went on; at least a month."""
    return float(max(LEAST_QUIET_DAYS, WIDTH * _longest_wait(rests)))


def _longest_wait(rests: Rests) -> int:
    """The longest rest, in days rounded up, before which 1 in 10 were still to go on.

    Censored rests count for as long as they were watched, so a queue is not taken for
    shorter than it is because its longest waiters still wait.
    """
    if not rests.n.sum():
        return 0
    order = np.argsort(rests.days)
    days, n = rests.days[order], rests.n[order]
    at_risk = _at_least(days, n, days) + _at_least(
        rests.standing_days, rests.n_standing, days
    )
    after = np.cumprod(1.0 - n / at_risk)
    before = np.concatenate([[1.0], after[:-1]])
    go_on = 1.0 - after[-1] / before
    return int(days[go_on >= STILL_GO_ON][-1]) + 1 if go_on[0] >= STILL_GO_ON else 0


def _at_least(days: Days, n: Days, lengths: Days) -> Days:
    """How many of `n` lasted at least each of `lengths`."""
    order = np.argsort(days)
    shorter = np.concatenate([[0], np.cumsum(n[order])])
    found: Days = n.sum() - shorter[np.searchsorted(days[order], lengths)]
    return found


def _together(rests: Iterable[Rests]) -> Rests:
    every = list(rests)
    none = np.empty(0, dtype=np.int64)
    gone: defaultdict[int, int] = defaultdict(int)
    for one in every:
        for days, n in zip(one.days.tolist(), one.n.tolist(), strict=True):
            gone[days] += n
    standing = [(one.standing_days, one.n_standing) for one in every]
    return Rests(
        **_columns(gone, ("days", "n")),
        standing_days=np.concatenate([none, *(days for days, _ in standing)]),
        n_standing=np.concatenate([none, *(n for _, n in standing)]),
    )


def _standing(paths: PathArrays, *, as_at: datetime) -> dict[str, dict[int, int]]:
    rested = (np.datetime64(as_at, "us") - paths.last_time) // np.timedelta64(1, "D")
    last = paths.activity[paths.last[paths.case_path]]
    days = rested.astype(np.int64)
    low = days.min(initial=0)
    width = days.max(initial=0) - low + 1
    pairs, n = np.unique(last * width + (days - low), return_counts=True)
    told = zip(
        *(part.tolist() for part in np.divmod(pairs, width)), n.tolist(), strict=True
    )
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for at, day, count in told:
        found[paths.activities[at]][day + int(low)] = count
    return found


def _columns(counts: Mapping[int, int], names: tuple[str, str]) -> dict[str, Days]:
    keys, values = (
        np.array(list(part), dtype=np.int64)
        for part in (counts.keys(), counts.values())
    )
    return dict(zip(names, (keys, values), strict=True))
