"""When is a team at work? Learnt from the hours of the week at which it does things.

An hour of the week is a working hour where both its day and its hour of the day hold at
least a fiftieth of what the busiest day and hour hold: so one late evening does not
open every evening, and a quiet hour of a small team is not taken for closing time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

HOUR_S: Final = 3600.0
WEEK_S: Final = 604800.0
DAYS: Final = 7
HOURS: Final = 24
LEAST: Final = 0.02
"""Of the busiest day's or hour's events; below it, the day or hour is not worked."""

NEARLY_ALWAYS: Final = 150
"""A team seen in so many of the week's 168 hours never closes: the rest is chance."""

TOO_FEW: Final = 20
"""Below so many moments nothing is learnt, and the team never closes."""


def hours_at_work(moments: Floats) -> Flags:
    """For each of the week's 168 hours from Monday 00:00, whether the team works."""
    into = np.mod(moments, WEEK_S)
    slots = np.minimum((into // HOUR_S).astype(np.int64), DAYS * HOURS - 1)
    counts = np.bincount(slots, minlength=DAYS * HOURS).reshape(DAYS, HOURS)
    if moments.size < TOO_FEW:
        return np.ones(DAYS * HOURS, dtype=np.bool_)
    days, hours = counts.sum(axis=1), counts.sum(axis=0)
    is_worked = np.outer(days >= LEAST * days.max(), hours >= LEAST * hours.max())
    if is_worked.sum() >= NEARLY_ALWAYS:
        return np.ones(DAYS * HOURS, dtype=np.bool_)
    return is_worked.ravel()


def worked_by(at_work: Flags) -> Floats:
    """Working seconds of a week before each of its 168 hours, and in all: 169 numbers."""
    return np.concatenate([[0.0], np.cumsum(at_work * HOUR_S)])


def longer_days(worked: Floats, by_hours: int) -> Floats:
    """Opening hours with each working day that much longer; negative: shorter.

    Hours are added to, or taken from, the end of each day; a day stays within 24 hours.
    """
    at_work = (np.diff(worked) > 0).reshape(DAYS, HOURS).copy()
    for day in at_work:
        if not day.any():
            continue
        last = int(np.flatnonzero(day)[-1])
        if by_hours >= 0:
            day[last + 1 : last + 1 + by_hours] = True
        else:
            day[max(0, last + 1 + by_hours) :] = False
    return worked_by(at_work.ravel())


def work_between(worked: Floats, since: Floats, until: Floats) -> Floats:
    """Working seconds between two moments, one element each; 0 where reversed."""
    return np.maximum(work_clock(worked, until) - work_clock(worked, since), 0.0)


def work_clock(worked: Floats, time: Floats) -> Floats:
    """Working seconds from the first Monday to each moment."""
    into = np.mod(time, WEEK_S)
    weeks = np.floor(time / WEEK_S)
    edges = np.arange(worked.size) * HOUR_S
    return np.asarray(weeks * worked[-1] + np.interp(into, edges, worked))
