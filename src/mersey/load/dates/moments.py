"""A column of dates: how it is written, what is in it, and its moments as expressions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.engine.parsing import (
    instant_of_iso,
    instant_of_typed,
    moment_of_epoch,
    moment_of_excel,
    moment_of_iso,
    moment_of_text,
)
from mersey.load.dates import writing
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
    "as_written",
    "carries_offset",
    "in_range",
]

EARLIEST: Final = datetime(1900, 1, 1)  # noqa: DTZ001  (naive, as files write)
LATEST: Final = datetime(2101, 1, 1)  # noqa: DTZ001
_OFFSET_PATTERN: Final = r":[0-9]{2}([.,][0-9]+)? ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$"

_PLAIN_LENGTHS: Final = (10, 16, 19)
"""Of a date, a minute and a second without an offset: spares most columns the pattern."""


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
        if dates.style.format == writing.ISO_MIXED:
            local = local_to_utc(written, offset, changes)
            utc = ibis.ifelse(carries_offset(column), written, local)
            return cls(utc=utc, date=utc_to_local(utc, offset, changes).date())
        if dates.style.has_zone:
            date = utc_to_local(written, offset, changes).date()
            return cls(utc=written, date=date)
        return cls(utc=local_to_utc(written, offset, changes), date=written.date())


def in_range(moment: Any) -> Any:
    """The moment, null where it lies before 1900 or after 2100."""
    inside = (moment >= ibis.timestamp(EARLIEST)) & (moment < ibis.timestamp(LATEST))
    return ibis.ifelse(inside, moment, ibis.null("timestamp(6)"))


def carries_offset(text: Any) -> Any:
    """True where ISO text ends in `Z` or an offset from UTC."""
    is_plain = text.length().isin(_PLAIN_LENGTHS)
    return ibis.ifelse(
        is_plain, ibis.literal(value=False), text.re_search(_OFFSET_PATTERN)
    )


def as_written(column: Any, style: DateStyle) -> Any:
    """The moment each value writes: UTC where it carries an offset, else local."""
    if style.format == writing.TYPED:
        return _typed(column, style)
    text = column if column.type().is_string() else column.cast("string")
    if style.format == writing.ISO:
        return _iso(text, style)
    if style.format == writing.ISO_MIXED:
        return ibis.ifelse(
            carries_offset(text), instant_of_iso(text), moment_of_iso(text)
        )
    if style.format == writing.EXCEL:
        return moment_of_excel(text)
    if style.format in (writing.EPOCH_S, writing.EPOCH_MS):
        per_second = 1 if style.format == writing.EPOCH_S else 1000
        return moment_of_epoch(text, per_second=per_second)
    formats = tuple(style.format.split(writing.SEPARATOR))
    return moment_of_text(text, writing.with_clocks(formats))


def _typed(column: Any, style: DateStyle) -> Any:
    kind = column.type()
    if kind.is_date() or kind.timezone is None:
        return column.cast("timestamp(6)")
    instant = instant_of_typed(column)
    if style.has_time:
        return instant
    # Midnights of a zone near ours: the nearest midnight is the date that was meant.
    return (instant + ibis.interval(hours=12)).truncate("D")


def _iso(text: Any, style: DateStyle) -> Any:
    if style.has_zone:
        return instant_of_iso(text)
    if not style.has_time:
        return moment_of_iso(text.strip().left(10))  # midnight in whatever zone it says
    return moment_of_iso(text)
