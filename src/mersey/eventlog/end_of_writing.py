"""Where does the writing of a log stop, if a few stray dates lie after that?

An extract made on a Friday may hold one date of the next month: an order for publication,
a slip of the pen. Taken for the day of the extract it makes every open case weeks older.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.eventlog.holidays import has_christmas

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    Dates = npt.NDArray[np.datetime64]
    Counts = npt.NDArray[np.int64]

FEW: Final = 3
MOST_STRAY: Final = 0.002
"""Up to 3 events, or 2 in 1,000, may be stray; more are part of the log."""

WEEK: Final = 7
CHRISTMAS: Final = 14
"""Days of hardly any event after the writing stops; two weeks where Christmas is in them."""

LEAST_EXPECTED: Final = 20
MOST_OF_EXPECTED: Final = 0.1
"""At most a tenth of the events that came in as many days before, which were 20 or more:
where 20 are expected, chance leaves 2 in 1 of 2 million logs.

Source: Poisson, P(at most 2 | 20) = 5 × 10⁻⁷.
"""

BUSY_WEEK: Final = 50
MOST_OF_BUSY: Final = 0.02
"""More strays than three are told by a busy week with nearly nothing after it: the end of
a log whose cases run out falls more gently."""


def writing_stops(dates: Dates, n_events: Counts) -> date | None:
    """The last date on which the log was written as usual; None where that is its last.

    Args:
        dates: Days with events, in order.
        n_events: Events of each.
    """
    reached = np.cumsum(n_events)
    after = reached[-1] - reached
    most = max(FEW, MOST_STRAY * int(reached[-1]))
    asked = np.flatnonzero((after > 0) & (after <= most))
    found = [place for place in asked.tolist() if _is_stop(dates, reached, place)]
    if not found:
        return None
    best = max(found, key=lambda place: _gain(dates, reached, place, since=found[0]))
    day: date = dates[best].item()
    return day


def _is_stop(dates: Dates, reached: Counts, place: int) -> bool:
    """Whether hardly anything is written after this day, though much was before it."""
    day: date = dates[place].item()
    quiet = CHRISTMAS if has_christmas(day + timedelta(days=1), WEEK) else WEEK
    n_after = int(reached[-1] - reached[place])
    length = int((dates[-1] - dates[place]).astype(np.int64))
    if length < quiet:
        return False
    soon = _between(dates, reached, place, quiet, ahead=True)
    if n_after <= FEW and not soon:
        before = _between(dates, reached, place, length, ahead=False)
        return before >= LEAST_EXPECTED and n_after <= MOST_OF_EXPECTED * before
    before = _between(dates, reached, place, quiet, ahead=False)
    return before >= BUSY_WEEK and soon <= MOST_OF_BUSY * before


def _between(
    dates: Dates, reached: Counts, place: int, length: int, *, ahead: bool
) -> int:
    """Events in the `length` days up to this one; or in those that follow it."""
    step = np.timedelta64(length, "D")
    edge = dates[place] + step if ahead else dates[place] - step
    other = int(np.searchsorted(dates, edge, side="right")) - 1
    n_other = int(reached[other]) if other >= 0 else 0
    return abs(int(reached[place]) - n_other)


def _gain(dates: Dates, reached: Counts, place: int, *, since: int) -> float:
    """How well two rates, one up to this day and one after it, fit the last days.

    The log-likelihood of a Poisson process with one change, over twice the time from the
    first day asked about to the end.
    """
    last = int((dates[-1] - dates[since]).astype(np.int64))
    begin = dates[since] - np.timedelta64(last, "D")
    first = int(np.searchsorted(dates, begin, side="right"))
    n_before = int(reached[place] - (reached[first - 1] if first else 0))
    n_after = int(reached[-1] - reached[place])
    d_before = int((dates[place] - begin).astype(np.int64))
    d_after = int((dates[-1] - dates[place]).astype(np.int64))
    return float(
        n_before * np.log(n_before / d_before) + n_after * np.log(n_after / d_after)
    )
