"""What became of a case by its clock: one of seven, never folded into another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from mersey.clocks.clock import Clock

__all__ = [
    "STATUSES",
    "ClockStatus",
    "Marks",
    "place_of",
    "statuses",
    "version_on",
]


class ClockStatus(StrEnum):
    """Where a case stands by a clock.

    `undatable` is a case whose start is missing or whose stop lies before it;
    `not_applicable` one that the clock does not cover, or that ended in time with nothing
    owed; `exempt` one for which an exemption is coded.
    """

    ON_TIME = "on_time"
    LATE = "late"
    OPEN_NOT_DUE = "open_not_due"
    OPEN_OVERDUE = "open_overdue"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"
    UNDATABLE = "undatable"


STATUSES: Final = tuple(ClockStatus)
"""By the number that `statuses` gives."""

PLACE: Final = {status: np.int8(place) for place, status in enumerate(STATUSES)}


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What is known of each case besides its limit and its end; None: nothing to say.

    Attributes:
        start: datetime64; when the clock started. A stop before it cannot be dated.
        applies: False where the clock does not cover the case.
        exempt: True where an exemption is coded.
    """

    start: Any | None = None
    applies: Any | None = None
    exempt: Any | None = None


def place_of(status: ClockStatus) -> int:
    """The number by which `statuses` gives a status."""
    return int(PLACE[status])


def statuses(
    due: Any,
    stop: Any,
    *,
    now: Any,
    released: Any | None = None,
    is_projected: Any | None = None,
    marks: Marks | None = None,
) -> Any:
    """The status of each case, as its place in `STATUSES` (int8).

    A stop on the last day is in time all day. Where the limit is projected nothing is
    called late or overdue: it is `open_not_due`. What ended with nothing owed is
    `not_applicable` if that was in time, and late if the limit had passed; it counts
    only if it came before the stop.

    Args:
        due: The limits, datetime64; where there is none, the case is undatable. The other
            times are read in its unit.
        stop: When the clock stopped; not a time while it runs.
        now: Local date or moment up to which the log is known.
        released: When the case ended with nothing owed, such as by withdrawal.
        is_projected: True where the limit lies beyond the calendar's horizon.
        marks: Which cases the clock covers, which are exempt, and when they started.
    """
    stop = stop.astype(due.dtype, copy=False)
    late, is_waiting, is_in_time = stop > due, np.isnat(stop), stop <= due
    found = np.full(due.size, PLACE[ClockStatus.OPEN_NOT_DUE])
    if released is not None:
        end = released.astype(due.dtype, copy=False)
        is_free = ~np.isnat(end) & ~(stop <= end)
        late = np.where(is_free, end > due, late)
        is_in_time &= ~is_free
        is_waiting &= ~is_free
        found[is_free & (end <= due)] = PLACE[ClockStatus.NOT_APPLICABLE]
    overdue = is_waiting & (due < np.asarray(now, dtype="datetime64").astype(due.dtype))
    if is_projected is not None and is_projected.any():
        late, overdue = late & ~is_projected, overdue & ~is_projected
    found[overdue] = PLACE[ClockStatus.OPEN_OVERDUE]
    found[late] = PLACE[ClockStatus.LATE]
    found[is_in_time] = PLACE[ClockStatus.ON_TIME]
    _mark(found, due, stop, marks or Marks())
    return found


def version_on(versions: Iterable[Clock], start: date) -> Clock | None:
    """The version of a clock that covers cases started that day; None where none does.

    A later law never rewrites history: the date of the start decides. Where two cover
    the day, the one that came into force last.

    Args:
        versions: Clocks of one id.
        start: The local date on which the case started.
    """
    covering = [
        clock
        for clock in versions
        if (clock.valid_from is None or clock.valid_from <= start)
        and (clock.valid_to is None or start <= clock.valid_to)
    ]
    return max(covering, key=lambda clock: str(clock.valid_from or ""), default=None)


def _mark(found: Any, due: Any, stop: Any, marks: Marks) -> None:
    """Set what outweighs the dates, the weightiest last."""
    if marks.exempt is not None:
        found[marks.exempt] = PLACE[ClockStatus.EXEMPT]
    is_undatable = np.isnat(due)
    if marks.start is not None:
        start = marks.start.astype(due.dtype, copy=False)
        is_undatable |= np.isnat(start) | (stop < start)
    found[is_undatable] = PLACE[ClockStatus.UNDATABLE]
    if marks.applies is not None:
        found[~marks.applies] = PLACE[ClockStatus.NOT_APPLICABLE]
