"""A column of dates: how it is written, what is in it, and its moments as expressions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import (
    among,
    column,
    either,
    first_known,
    nothing,
    surely,
    text,
    value,
)
from mersey.engine.parsing import MOMENT
from mersey.engine.queries import Query, query
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
    from collections.abc import Mapping
    from datetime import date

    from mersey.engine.expressions import Expression
    from mersey.engine.tables import StoredTable
    from mersey.load.dates.style import Basis, DateStyle

EARLIEST: Final = datetime(1900, 1, 1)  # noqa: DTZ001  (naive, as files write)
LATEST: Final = datetime(2101, 1, 1)  # noqa: DTZ001
_LAST: Final = LATEST - timedelta(microseconds=1)


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
        n_without_zone: Times without an offset from UTC among times with one; local ones.
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
    n_without_zone: int = 0
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
    """The moments of a date column, in rows that `with_moments` gave.

    Attributes:
        utc: Naive UTC; a date alone is its own midnight and is not shifted. Null where
            the value is no date from 1900 to 2100.
        date: The date on the wall.
    """

    utc: Expression
    date: Expression

    @classmethod
    def of(cls, key: str, dates: DateColumn, time_zone: str) -> Moment:
        """The moments called `key`, in UTC by the zone of that name."""
        written = column(key)
        if not dates.style.has_time:
            return cls(utc=written, date=written.cast("DATE"))
        offset, changes = transitions(zone(time_zone), dates.spans)
        if writing.mixes_zones(dates.style):
            local = local_to_utc(written, offset, changes)
            utc = either(column(_is_utc(key)), written, local)
            return cls(utc=utc, date=utc_to_local(utc, offset, changes).cast("DATE"))
        if dates.style.has_zone:
            date = utc_to_local(written, offset, changes).cast("DATE")
            return cls(utc=written, date=date)
        return cls(
            utc=local_to_utc(written, offset, changes), date=written.cast("DATE")
        )


def with_moments(
    rows: StoredTable | Query,
    kept: Mapping[str, Expression],
    *,
    moments: Mapping[str, tuple[Expression, DateColumn]],
) -> Query:
    """The columns `kept`, and what each of the `moments` writes, under its key.

    A text is read once, whatever is then made of its moment.

    Args:
        rows: Where the columns are.
        kept: New column → what is in it.
        moments: Key → a column of dates, and what is known of it.
    """
    written = {
        key: as_written(cell, dates.style) for key, (cell, dates) in moments.items()
    }
    mixed = {
        _is_utc(key): is_instant(cell, dates.style)
        for key, (cell, dates) in moments.items()
        if writing.mixes_zones(dates.style)
    }
    read = query(
        "SELECT {all} FROM {rows}", all={**kept, **written, **mixed}, rows=rows
    )
    if not moments:
        return read
    known = {
        key: either(_is_meant(column(key), dates), column(key), nothing(MOMENT))
        for key, (_, dates) in moments.items()
    }
    return query("SELECT * REPLACE ({known}) FROM {read}", known=known, read=read)


def is_dated(cell: Expression, dates: DateColumn) -> Expression:
    """True where a cell holds a date from 1900 to 2100 that stands for none other."""
    return surely(_is_meant(as_written(cell, dates.style), dates))


def not_happened(cell: Expression, dates: DateColumn) -> Expression:
    """True where a cell says that nothing happened: blank, a word or a placeholder."""
    written = as_written(cell, dates.style)
    is_never = surely(among(written.cast("DATE"), dates.placeholders))
    if dates.style.format == writing.TYPED:
        return cell.isnull() | is_never
    said = text(cell)
    nothing_said = is_blank(said)
    if dates.nulls:
        nothing_said |= among(said, dates.nulls)
    if dates.n_words:
        nothing_said |= written.isnull() & wordy(said)
    if dates.placeholders:
        nothing_said |= is_never
    return first_known(nothing_said, True)  # noqa: FBT003  (the engine's)


def _is_meant(moment: Expression, dates: DateColumn) -> Expression:
    """Whether a moment lies from 1900 to 2100, and stands for itself."""
    inside = moment.between(value(EARLIEST), value(_LAST))
    if not dates.placeholders:
        return inside
    return inside & ~among(moment.cast("DATE"), dates.placeholders)


def _is_utc(key: str) -> str:
    return f"{key}__is_utc"
