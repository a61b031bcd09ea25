"""Did we do what we said? Seen in the log: one step within so many days of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.evidence.effect import Assumption, AssumptionName, Standing

if TYPE_CHECKING:
    from mersey.evidence.experiment import Fidelity
    from mersey.evidence.log_cases import LogCases

MOST: Final = 0.5
"""Where fewer cases than this got the change, what was found is not about the change."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """How far the change was made.

    Attributes:
        n_due: Cases that reached the first step so long ago that the second was due.
        n_done: Of those, with the second in time.
        n_begun: Cases that reached the first step at all. n_done_so_far: Of those, with
            the second in time already.
        aim: Share that the plan aims at. within_days: As the plan has it.
        median_days: From the first step to the second, of those that are done; None
            where none is.
    """

    n_due: int
    n_done: int
    n_begun: int
    n_done_so_far: int
    aim: float
    within_days: float
    median_days: float | None

    @property
    def share(self) -> float | None:
        """Of the due cases; None where none was due yet."""
        return self.n_done / self.n_due if self.n_due else None


def followed(cases: LogCases, said: Fidelity) -> Followed:
    """How far the change was made in these cases.

    The second step may come before the first: an officer named before comments close is
    named within any number of days of their closing.
    """
    begun = cases.steps[said.from_step]
    taken = cases.steps[said.to_step] - begun
    last = np.datetime64(cases.known_until, "D").astype(float)
    watched = last + (0.0 if cases.date_only else 1.0) - cases.at - begun
    has_begun = ~np.isnan(begun)
    in_time = has_begun & (taken <= said.within_days)
    is_due = has_begun & (watched >= said.within_days)
    taken = taken[has_begun & ~np.isnan(taken)]
    return Followed(
        n_due=int(is_due.sum()),
        n_done=int((in_time & is_due).sum()),
        n_begun=int(has_begun.sum()),
        n_done_so_far=int(in_time.sum()),
        aim=said.aim,
        within_days=said.within_days,
        median_days=float(np.median(taken)) if taken.size else None,
    )


def as_assumption(found: Followed, *, before: Followed | None = None) -> Assumption:
    """What the verdict makes of it; it fails where most cases did not get the change.

    Args:
        found: Since the change.
        before: The same of the cases before.
    """
    share = found.share
    if share is None:
        standing = Standing.UNKNOWN
    elif share >= found.aim:
        standing = Standing.HELD
    else:
        standing = Standing.FAILED if share < MOST else Standing.DOUBTFUL
    return Assumption(
        name=AssumptionName.FIDELITY,
        standing=standing,
        figures={
            "n_due": found.n_due,
            "n_done": found.n_done,
            "share": share,
            "aim": found.aim,
            "within_days": found.within_days,
            "share_before": before.share if before else None,
        },
    )
