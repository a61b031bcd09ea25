"""How each activity is used: in how many cases, and how often nothing follows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from mersey.eventlog.path_arrays import PathArrays

USUAL_SHARE: Final = 0.99
"""A gap longer than 99 in 100 of the log's own is unusual."""

LEAST_QUIET_DAYS: Final = 30
"""No case is called silent within its first quiet month, however fast the log."""

MOST_USED: Final = 1000
"""A log with more activities has free text for steps, and rules by name mean little."""


@dataclass(frozen=True, kw_only=True)
class ActivityUse:
    """One activity.

    Attributes:
        n_cases: Cases in which it occurs.
        n_first: Of those, cases that begin with it and go on.
        n_last: Of those, cases whose latest event it is.
        n_settled: Of those, cases quiet for longer than is usual in this log.
        n_only: Cases in which nothing else happened.
    """

    activity: str
    n_cases: int
    n_first: int
    n_last: int
    n_settled: int
    n_only: int = 0

    @property
    def n_begun(self) -> int:
        """Cases whose first event it is, those included that did not go on."""
        return self.n_first + self.n_only

    @property
    def share_final(self) -> float:
        """Share of the cases that had long enough to go on in which nothing followed."""
        had_time = self.n_cases - self.n_last + self.n_settled
        return self.n_settled / had_time if had_time else 0.0


def usual_quiet_days(rests: Mapping[str, Mapping[int, int]]) -> int:
    """Days of quiet that only 1 gap in 100 of this log exceeds, and at least 30.

    Counted in whole days, rounded up. `rests`: activity → whole days until the next
    event → how often.
    """
    counts: Counter[int] = Counter()
    for days in rests.values():
        counts.update(days)
    if not counts:
        return LEAST_QUIET_DAYS
    lengths = sorted(counts)
    reached = np.cumsum([counts[days] for days in lengths])
    place = int(np.searchsorted(reached, reached[-1] * USUAL_SHARE))
    return max(LEAST_QUIET_DAYS, lengths[place] + 1)


def activity_uses(
    paths: PathArrays, *, quiet_since: datetime
) -> tuple[ActivityUse, ...]:
    """The use of the MOST_USED most frequent activities, by name.

    Settled is a case without an event since `quiet_since`.
    """
    is_settled = paths.last_time < np.datetime64(quiet_since, "us")
    settled = np.bincount(paths.case_path[is_settled], minlength=len(paths.n_cases))
    goes_on = paths.last > paths.first
    n, first, last = (
        paths.n_cases,
        *(paths.activity[at] for at in (paths.first, paths.last)),
    )
    met = paths.met
    columns = (
        paths.by_activity(met[1], n[met[0]]),
        paths.by_activity(first[goes_on], n[goes_on]),
        paths.by_activity(last, n),
        paths.by_activity(last, settled),
        paths.by_activity(first[~goes_on], n[~goes_on]),
    )
    frequent = np.lexsort((np.arange(len(columns[0])), -columns[0]))[:MOST_USED]
    return tuple(
        ActivityUse(
            activity=paths.activities[at],
            n_cases=n_cases,
            n_first=n_first,
            n_last=n_last,
            n_settled=n_settled,
            n_only=n_only,
        )
        for at, n_cases, n_first, n_last, n_settled, n_only in zip(
            sorted(frequent.tolist()),
            *(column[np.sort(frequent)].tolist() for column in columns),
            strict=True,
        )
    )


def quiet_since(as_at: datetime, quiet_days: float) -> datetime:
    """The moment before which a case's last event makes it quiet for too long."""
    return as_at - timedelta(days=quiet_days)
