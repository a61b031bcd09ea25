"""A column of dates: how it is written, what is in it, and its moments as expressions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.load.dates import writing
from mersey.load.dates.reading import as_written, is_instant
from mersey.load.dates.zones import (
    local_to_utc,
    transitions,
    utc_to_local,
    zone,
)

if TYPE_CHECKING:
    from mersey.load.dates.style import DateStyle

__all__ = [
    "EARLIEST",
    "LATEST",
    "DateColumn",
    "Moment",
    "in_range",
]

EARLIEST: Final = datetime(1900, 1, 1)  # noqa: DTZ001  (naive, as files write)
LATEST: Final = datetime(2101, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True, kw_only=True)
class DateColumn:
    """What is known of one column of dates, from all of its rows.

    Attributes:
        name: The column.
        style: How it writes its dates.
        nulls: Texts in it that mean nothing here, as the file writes them.
        n_present: Values that are neither blank nor such a text.
        n_read: Values that are dates from 1900 to 2100.
        n_outside: Values that are dates outside those years.
        n_timed: Values with a time of day other than midnight.
        first: Earliest of the values read, as written; None where there are none.
        last: Latest of them.
        n_other_order: Values that are dates only with day and month exchanged.
        is_proved: True where a value proves the order of day and month.
        wrote_clock: True where values carry a time of day, be it midnight.
        spans: First and last hour of each stretch without a gap of over a year.
        n_ambiguous: Values in a local hour that came twice (1970 to 2040).
        n_missing: Values in a local hour that never was.
    """

    name: str
    style: DateStyle
    nulls: tuple[str, ...] = ()
    n_present: int = 0
    n_read: int = 0
    n_outside: int = 0
    n_timed: int = 0
    first: datetime | None = None
    last: datetime | None = None
    n_other_order: int = 0
    is_proved: bool = True
    wrote_clock: bool = False
    spans: tuple[tuple[datetime, datetime], ...] = ()
    n_ambiguous: int = 0
    n_missing: int = 0

    @property
    def n_unread(self) -> int:
        """Values that are not dates at all."""
        return self.n_present - self.n_read - self.n_outside


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The moments of a date column.

    Attributes:
        utc: Naive UTC; a date alone is its own midnight and is not shifted. Null where
            the value is no date from 1900 to 2100.
        date: The date on the wall.
    """

    utc: Any
    date: Any

    @classmethod
    def of(cls, column: Any, dates: DateColumn, time_zone: str) -> Moment:
        """The moments of `column`, in UTC by the zone of that name."""
        written = in_range(as_written(column, dates.style))
        if not dates.style.has_time:
            return cls(utc=written, date=written.date())
        offset, changes = transitions(zone(time_zone), dates.spans)
        if writing.mixes_zones(dates.style):
            local = local_to_utc(written, offset, changes)
            utc = ibis.ifelse(is_instant(column, dates.style), written, local)
            return cls(utc=utc, date=utc_to_local(utc, offset, changes).date())
        if dates.style.has_zone:
            date = utc_to_local(written, offset, changes).date()
            return cls(utc=written, date=date)
        return cls(utc=local_to_utc(written, offset, changes), date=written.date())


def in_range(moment: Any) -> Any:
    """The moment, null where it lies before 1900 or after 2100."""
    inside = (moment >= ibis.timestamp(EARLIEST)) & (moment < ibis.timestamp(LATEST))
    return ibis.ifelse(inside, moment, ibis.null("timestamp(6)"))
