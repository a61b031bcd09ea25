"""A column of dates: how it is written, what is in it, and its moments as expressions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.load.dates import writing
from mersey.load.dates.date_reading import as_written, is_instant
from mersey.load.dates.nulls import is_blank, wordy
from mersey.load.dates.zones import (
    local_to_utc,
    transitions,
    utc_to_local,
    zone,
)

if TYPE_CHECKING:
    from datetime import date

    from mersey.load.dates.style import Basis, DateStyle

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
        is_proved: False where nothing says the order of day and month, and day first
            is assumed.
        basis: What the order rests on; `values` too where it cannot be in doubt.
        wrote_clock: True where values carry a time of day, be it midnight.
        spans: First and last hour of each stretch without a gap of over a year.
        n_ambiguous: Values in a local hour that came twice (1970 to 2040).
        n_missing: Values in a local hour that never was.
        n_words: Cells with words instead of a date, such as `Not yet answered`; they
            count as not happened, and not as present.
        n_different_words: How many different ones.
        words: Those that may be shown: few, of letters alone, and each more than once.
        placeholders: Dates in it that stand for "never", such as 9999-12-31; they too
            count as not happened.
        n_placeholders: Cells with one.
        plausible: First and last hour of the body of its dates: what lies outside is
            years apart from all others. None where it holds no dates.
        n_stray: Values read that lie outside.
        placeholder_last: Its last moment, where that comes far more often than any
            other, as the moment of extraction does in place of an end.
        n_placeholder_last: Values with that moment.
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
    basis: Basis = "values"
    n_words: int = 0
    n_different_words: int = 0
    words: tuple[str, ...] = ()
    placeholders: tuple[date, ...] = ()
    n_placeholders: int = 0
    plausible: tuple[datetime, datetime] | None = None
    n_stray: int = 0
    placeholder_last: datetime | None = None
    n_placeholder_last: int = 0

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
        if dates.placeholders:
            never = written.date().isin(list(dates.placeholders))
            written = ibis.ifelse(never, ibis.null("timestamp(6)"), written)
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


def not_happened(column: Any, dates: DateColumn) -> Any:
    """True where a cell says that nothing happened: blank, a word or a placeholder."""
    written = as_written(column, dates.style)
    is_never = written.date().isin(list(dates.placeholders))
    if not column.type().is_string():
        return column.isnull() | is_never.fill_null(ibis.literal(value=False))
    nothing = is_blank(column)
    if dates.nulls:
        nothing |= column.isin(list(dates.nulls))
    if dates.n_words:
        nothing |= written.isnull() & wordy(column)
    if dates.placeholders:
        nothing |= is_never.fill_null(ibis.literal(value=False))
    return nothing.fill_null(ibis.literal(value=True))


def in_range(moment: Any) -> Any:
    """The moment, null where it lies before 1900 or after 2100."""
    inside = (moment >= ibis.timestamp(EARLIEST)) & (moment < ibis.timestamp(LATEST))
    return ibis.ifelse(inside, moment, ibis.null("timestamp(6)"))
