"""Do new cases stop well before the log does?

An extract chosen by date of opening, such as all cases of a year, holds what happened to
them later, but nothing that was opened later: arrivals seem to fall to nothing, and work
in progress with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.eventlog.chosen import Chosen
from mersey.findings.about_the_log.extract import ARRIVALS_STOP
from mersey.vocabulary import Extract

if TYPE_CHECKING:
    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.eventlog import LogFacts

LEAST_DAYS: Final = 14
"""A week without arrivals may be a holiday."""

LEAST_EXPECTED: Final = 10.0
"""Where 10 are expected, chance brings none in 1 of 20,000 logs.

Source: Poisson, exp(−10) = 0.00005.
"""

USUAL_DAYS: Final = 84
"""Twelve weeks up to the last arrival tell how many are usual."""


def chosen_by_opening(arrays: LogArrays, facts: LogFacts) -> Chosen | None:
    """Whether cases opened lately are missing; nothing of a log without open cases.

    Such a log may hold closed cases only, which is a finding of its own.
    """
    if not facts.n_open:
        return None
    (opened,) = arrays.cases("opened_date")
    came = opened[~np.isnat(opened)]
    if facts.migration_day is not None:
        came = came[came != np.datetime64(facts.migration_day)]
    last = came.max()
    lately = int((came > last - np.timedelta64(USUAL_DAYS, "D")).sum())
    n_days = int((np.datetime64(facts.as_at_date, "D") - last).astype(np.int64))
    if n_days < LEAST_DAYS or lately / USUAL_DAYS * n_days < LEAST_EXPECTED:
        return None
    usual = 7 * lately / USUAL_DAYS
    stop = ARRIVALS_STOP.found(n_days, usual=usual, last=last)
    return Chosen(Extract.BY_OPENING, stop)
