"""Was an extract chosen by date of closing, such as all cases closed in a year?

Then cases end at their usual rate from the first day on, and were opened ever more rarely
the longer before that: of those opened long ago only the slowest are in the file. Chosen by
date of opening it is the other way round: openings begin at once, ends follow by and by.
A service that grew, or took up work by and by, has ends that begin as slowly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from mersey.eventlog.ended import LEAST_CASES, Ended

STRAY_ENDS: Final = 0.005
"""Up to 1 end in 200 may lie before the first day of the rest, by a slip of the pen."""

THIN: Final = 4.0
SURE: Final = 6.0
"""Standard errors by which fewer than half of those opened before the first end were opened
in the earlier half of that time.

Where openings begin at once half are: four standard errors come by chance in 1 of 30,000
extracts. Of 80 simulated extracts by opening none had over 2.5, of 120 by closing all had
over 4 (tests/unit/eventlog/test_extracts.py).
"""

AT_ONCE: Final = 0.7
"""Ends of the first days against their usual rate, at least. A service that grew over 200
days had 0.5 at most."""

LEAST_DAYS: Final = 14.0
FIRST_PART: Final = 1 / 3
LEAST_ENDS: Final = 10.0
"""The first days: one typical duration, at least a fortnight, at most a third of the time
in which cases end; where 10 ends are usual in them."""


@dataclass(frozen=True, kw_only=True)
class Thinned:
    """Cases that were opened before the first of the ends.

    Attributes:
        first_end: Days from the first end to the as-at date.
        n: How many cases were opened before it.
        by: By how many standard errors fewer of them lie in the earlier half.
    """

    first_end: float
    n: int
    by: float

    @property
    def is_sure(self) -> bool:
        """Whether that is past doubt."""
        return self.by >= SURE


def thinned(ended: Ended) -> Thinned:
    """How openings before the first end thin out backwards."""
    first_end = float(np.quantile(ended.since_end, 1 - STRAY_ENDS))
    before = ended.ages[ended.ages > first_end] - first_end
    if before.size < LEAST_CASES:
        return Thinned(first_end=first_end, n=int(before.size), by=0.0)
    n_earlier = int((before > before.max() / 2).sum())
    by = (before.size / 2 - n_earlier) / (np.sqrt(before.size) / 2)
    return Thinned(first_end=first_end, n=int(before.size), by=float(by))


def is_chosen_by_closing(ended: Ended) -> bool:
    """Whether ends begin at once, and openings before them thin out backwards."""
    old = thinned(ended)
    if old.by < THIN:
        return False
    days = min(
        max(float(np.median(ended.settled)), LEAST_DAYS), old.first_end * FIRST_PART
    )
    usual = ended.days.size / old.first_end * days
    n_first = int((ended.since_end > old.first_end - days).sum())
    return usual >= LEAST_ENDS and n_first >= AT_ONCE * usual
