"""What became of a case by its clock: one of seven, never folded into another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks.blocks import blocks_of
from mersey.clocks.due_dates import DueDates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from mersey.clocks.clock import Clock


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
    """What is known of each case besides its dates.

    Attributes:
        applies: False where the clock does not cover the case; None: it covers all.
        exempt: True where an exemption is coded; None: nowhere.
    """

    applies: Any | None = None
    exempt: Any | None = None


def place_of(status: ClockStatus) -> int:
    """The number by which `statuses` gives a status."""
    return int(PLACE[status])


def statuses(
    limits: DueDates,
    starts: Any,
    stops: Any,
    *,
    as_at: Any,
    released: Any | None = None,
    marks: Marks | None = None,
) -> Any:
    """The status of each case, as its place in `STATUSES` (int8).

    A stop on the last day is in time all day. Where the limit is projected nothing is
    called late or overdue: it is `open_not_due`.

    Args:
        limits: What `due_dates` found.
        starts: datetime64, local; not a time where the clock has not started.
        stops: datetime64, local; not a time where it has not stopped.
        as_at: Local date or moment up to which the log is known.
        released: When the case ended with nothing owed, such as by withdrawal.
        marks: Which cases the clock covers, and which are exempt.
    """
    found = np.empty(limits.due.size, dtype=np.int8)
    for block in blocks_of(found.size):
        found[block] = _statuses(
            DueDates(due=limits.due[block], projected=limits.projected[block]),
            starts[block],
            stops[block],
            as_at=as_at,
            released=None if released is None else released[block],
            marks=_marks_in(block, marks or Marks()),
        )
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


def _marks_in(block: slice, marks: Marks) -> Marks:
    return Marks(
        applies=None if marks.applies is None else marks.applies[block],
        exempt=None if marks.exempt is None else marks.exempt[block],
    )


def _statuses(
    limits: DueDates,
    starts: Any,
    stops: Any,
    *,
    as_at: Any,
    released: Any | None,
    marks: Marks,
) -> Any:
    due = limits.due
    start, stop = (
        starts.astype(due.dtype, copy=False),
        stops.astype(due.dtype, copy=False),
    )
    has_stopped = ~np.isnat(stop)
    late, is_waiting = stop > due, ~has_stopped
    found = np.full(due.size, PLACE[ClockStatus.OPEN_NOT_DUE])
    if released is not None:
        end = released.astype(due.dtype, copy=False)
        is_first = ~np.isnat(end) & ~(has_stopped & (stop <= end))
        late = np.where(is_first, end > due, late)
        is_waiting &= ~is_first
        found[is_first & (end <= due)] = PLACE[ClockStatus.NOT_APPLICABLE]
        has_stopped &= ~is_first
    overdue = is_waiting & (
        due < np.asarray(as_at, dtype="datetime64").astype(due.dtype)
    )
    if limits.projected.any():
        late, overdue = late & ~limits.projected, overdue & ~limits.projected
    found[overdue] = PLACE[ClockStatus.OPEN_OVERDUE]
    found[late] = PLACE[ClockStatus.LATE]
    found[has_stopped & (stop <= due)] = PLACE[ClockStatus.ON_TIME]
    _mark(
        found,
        marks,
        is_undatable=np.isnat(due) | np.isnat(start) | (stop < start),
    )
    return found


def _mark(found: Any, marks: Marks, *, is_undatable: Any) -> None:
    """Set what outweighs the dates, the weightiest last."""
    if marks.exempt is not None:
        found[marks.exempt] = PLACE[ClockStatus.EXEMPT]
    found[is_undatable] = PLACE[ClockStatus.UNDATABLE]
    if marks.applies is not None:
        found[~marks.applies] = PLACE[ClockStatus.NOT_APPLICABLE]
