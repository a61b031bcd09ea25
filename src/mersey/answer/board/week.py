"""Which week does a board speak of? The last one that the log knows to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = timedelta(weeks=1)
LATE_DAYS: Final = 3
"""A log that ends so many days before the board's Monday, or earlier, is said to be late:
a Friday's export is not."""


@dataclass(frozen=True, kw_only=True)
class BoardWeek:
    """The Mondays of a board.

    Attributes:
        now: The day on which it is looked at. as_at: The last day that the log knows.
        monday: The Monday of the meeting: the latest up to `now`.
        since: The Monday before, from which on changes are told. Where the log ends
            earlier, the last week that it knows to its end begins on it.
    """

    now: date
    as_at: date
    monday: date
    since: date

    @property
    def until(self) -> date:
        """The last day of the week that changes are told of."""
        return self.since + A_WEEK - A_DAY

    @property
    def is_last_week(self) -> bool:
        """Whether the week that changes are told of is the one before this Monday."""
        return self.monday - self.since == A_WEEK

    @property
    def is_late(self) -> bool:
        """Whether the log ends too early for this Monday's board."""
        return (self.monday - self.as_at).days > LATE_DAYS


def board_week(now: date, *, as_at: date) -> BoardWeek:
    """The week of a board that is looked at on a day.

    Args:
        now: The day.
        as_at: The last day that the log knows.
    """
    known = min(_monday(now), _monday(as_at + A_DAY))
    return BoardWeek(now=now, as_at=as_at, monday=_monday(now), since=known - A_WEEK)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
