"""What all rows of some date columns hold, counted by the hour in one pass.

Parsing is nearly all of the cost, so it is done once: the rows are grouped by the hour
they fall into, and all else (the span, times of day, local hours that came twice) is
worked out from the hours, of which there are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from mersey.engine.expressions import (
    among,
    call,
    column,
    never,
    surely,
    text,
    value,
)
from mersey.engine.queries import query, stacked
from mersey.load.dates import writing
from mersey.load.dates.body import Body, Hours, body_of
from mersey.load.dates.date_reading import as_written, carries_offset
from mersey.load.dates.moments import EARLIEST, LATEST
from mersey.load.dates.plain_moments import plain_moments
from mersey.load.dates.zones import doubtful_hours, zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  (naive, as the column is)
_US: Final = timedelta(microseconds=1)
_DAY: Final = 86_400_000_000  # microseconds
_HOUR: Final = 3_600_000_000
_GAP: Final = 400 * _DAY
_CENTRAL: Final = (22, 23)  # UTC hours of midnight in central Europe
_WESTERN: Final = (23, 0)  # and in London
_MOMENT: Final = pa.timestamp("us")
_HOURS: Final = pa.schema(
    [
        ("position", pa.int64()), ("hour", _MOMENT), ("rows", pa.int64()),
        ("present", pa.int64()), ("on_hour", pa.int64()), ("clocks", pa.int64()),
        ("offsets", pa.int64()), ("only_this", pa.int64()), ("only_other", pa.int64()),
        ("first", _MOMENT), ("last", _MOMENT),
    ]
)  # fmt: skip
"""What `_BY_HOUR` gives."""

_BY_HOUR: Final = """
SELECT
    position,
    date_trunc('hour', moment) AS hour,
    count(*) AS rows,
    count(*) FILTER (WHERE is_present) AS present,
    count(*) FILTER (WHERE moment = date_trunc('hour', moment)) AS on_hour,
    count(*) FILTER (WHERE has_clock) AS clocks,
    count(*) FILTER (WHERE has_offset) AS offsets,
    count(*) FILTER (WHERE only_this) AS only_this,
    count(*) FILTER (WHERE only_other) AS only_other,
    min(moment) AS first,
    max(moment) AS last
FROM {rows}
GROUP BY ALL
"""


@dataclass(frozen=True, kw_only=True)
class DateCounts:
    """What one column holds, read in one style.

    Attributes:
        present: Values that are not empty.
        read: Dates from 1900 to 2100.
        outside: Dates outside those years.
        timed: Dates with a time of day other than midnight.
        first: Earliest of the dates read, as written; None where there are none.
        last: Latest of them.
        spans: First and last hour of each stretch without a gap of over a year.
        offsets: Values that end in an offset from UTC.
        only_this_order: Dates that are none with day and month exchanged.
        only_other_order: Values that are dates only with day and month exchanged.
        ambiguous: Dates in a local hour that came twice.
        missing: Dates in a local hour that never was.
        is_midnights: True where all are midnights, in our zone or in a near one.
        body: What lies together, what lies apart, and what stands for no date at all.
    """

    present: int
    read: int
    outside: int
    timed: int
    first: datetime | None
    last: datetime | None
    spans: tuple[tuple[datetime, datetime], ...]
    offsets: int
    only_this_order: int
    only_other_order: int
    ambiguous: int
    missing: int
    is_midnights: bool
    body: Body


def count_dates(
    raw: RawTable, styles: Mapping[str, DateStyle], *, time_zone: str
) -> dict[str, DateCounts]:
    """The counts of each column, read in its style."""
    if not styles:
        return {}
    hours = pa.concat_tables(_by_hour(raw, styles))
    return {
        name: _counts(hours, style, position=position, time_zone=time_zone)
        for position, (name, style) in enumerate(styles.items())
    }


def _by_hour(raw: RawTable, styles: Mapping[str, DateStyle]) -> Iterator[pa.Table]:
    """The hours of each column; of all columns that the engine must read in one query."""
    held = raw.session.held(raw.table)
    parts = []
    for position, (name, style) in enumerate(styles.items()):
        moments = None if held is None else plain_moments(held[name], style)
        if moments is not None:
            yield _plain_hours(moments, position=position)
        else:
            parts.append(_part(raw.table, name, style, position=position))
    if parts:
        found = raw.session.to_pyarrow(query(_BY_HOUR, rows=stacked(parts)))
        yield found.cast(_HOURS)


def _plain_hours(moments: np.ndarray, *, position: int) -> pa.Table:
    """As the engine counts them, of moments none of which is null."""
    moments = np.sort(moments)
    hour = moments // _HOUR * _HOUR
    starts = np.flatnonzero(np.diff(hour, prepend=hour[0] - 1))
    ends = np.append(starts[1:], hour.size)
    rows, none = ends - starts, np.zeros(starts.size, np.int64)
    columns = {
        "position": np.full(starts.size, position),
        "hour": hour[starts],
        "rows": rows,
        "present": rows,
        "on_hour": np.add.reduceat((moments == hour).astype(np.int64), starts),
        **dict.fromkeys(("clocks", "offsets", "only_this", "only_other"), none),
        "first": moments[starts],
        "last": moments[ends - 1],
    }
    return pa.table(columns).select(_HOURS.names).cast(_HOURS)


def _part(rows: StoredTable, name: str, style: DateStyle, *, position: int) -> Query:
    """One column in the shape that all share, each of its values read once."""
    cell = column(name)
    is_iso = style.format in (writing.ISO, writing.ISO_MIXED)
    is_swapped = writing.is_numeric_order(style.format)
    moment, other = column("moment"), column("other")
    said = text(cell)
    is_present = cell.isnotnull()
    if style.format != writing.TYPED:
        is_present = surely(said != value(""))
    read: dict[str, Expression] = {
        "moment": as_written(cell, style),
        "is_present": is_present,
        "has_clock": ~among(call("substring", said, 12, 5), ("00:00", ""))
        if is_iso and style.has_zone  # else the moments say it
        else never(),
        "has_offset": surely(carries_offset(said)) if is_iso else never(),
    }
    if is_swapped:
        read["other"] = as_written(cell, writing.swapped(style))
    return query(
        """
        SELECT
            {position} AS position, moment, is_present, has_clock, has_offset,
            {only_this} AS only_this, {only_other} AS only_other
        FROM (SELECT {read} FROM {rows})
        """,
        position=value(position),
        only_this=moment.isnotnull() & other.isnull() if is_swapped else never(),
        only_other=moment.isnull() & other.isnotnull() if is_swapped else never(),
        read=read,
        rows=rows,
    )


def _counts(
    hours: pa.Table, style: DateStyle, *, position: int, time_zone: str
) -> DateCounts:
    mine = hours.filter(np.asarray(hours["position"]) == position)
    hour, is_date = _microseconds(mine["hour"])
    n = np.asarray(mine["rows"])
    body = body_of(_hours(mine, hour, is_date, n=n))
    is_never = is_date & np.isin(hour // _DAY, body.never_days)
    is_date &= ~is_never
    inside = is_date & (hour >= _us(EARLIEST)) & (hour < _us(LATEST))
    read = int(n[inside].sum())
    clock = hour // _HOUR % 24
    on_hour = np.where(inside, _numbers(mine, "on_hour"), 0)
    midnights = int(on_hour[clock == 0].sum())
    is_local = style.has_time and not style.has_zone
    twice, never = doubtful_hours(zone(time_zone)) if is_local else ((), ())
    return DateCounts(
        present=int(_numbers(mine, "present").sum()) - body.n_placeholders,
        read=read,
        outside=int(n[is_date & ~inside].sum()),
        timed=(
            int(_numbers(mine, "clocks")[inside].sum())
            if style.has_zone and style.format == writing.ISO
            else read - midnights
        ),
        first=_end(mine["first"], inside, np.min),
        last=_end(mine["last"], inside, np.max),
        spans=_spans(np.sort(hour[inside])),
        offsets=int(_numbers(mine, "offsets").sum()),
        only_this_order=int(_numbers(mine, "only_this").sum()),
        only_other_order=int(_numbers(mine, "only_other").sum()),
        ambiguous=int(n[inside & _among(hour, twice)].sum()),
        missing=int(n[inside & _among(hour, never)].sum()),
        is_midnights=_is_midnights(style, on_hour, clock, read=read),
        body=body,
    )


def _hours(
    mine: pa.Table, hour: np.ndarray, is_date: np.ndarray, *, n: np.ndarray
) -> Hours:
    first, _ = _microseconds(mine["first"])
    last, _ = _microseconds(mine["last"])
    order = np.argsort(hour[is_date])
    return Hours(
        hour=hour[is_date][order],
        n=n[is_date][order],
        first=first[is_date][order],
        last=last[is_date][order],
    )


def _is_midnights(
    style: DateStyle, on_hour: np.ndarray, clock: np.ndarray, *, read: int
) -> bool:
    if style.format != writing.TYPED or not style.has_zone or not read:
        return False
    return any(
        int(on_hour[np.isin(clock, near)].sum()) == read
        for near in (_CENTRAL, _WESTERN)
    )


def _microseconds(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """Each moment since 1970, 0 where there is none; and whether there is one."""
    whole = column.cast(pa.timestamp("us")).cast(pa.int64())
    is_date = np.asarray(whole.is_valid())
    return np.asarray(whole.fill_null(0)), is_date


def _end(column: pa.ChunkedArray, inside: np.ndarray, pick: Any) -> datetime | None:
    moments, _ = _microseconds(column)
    if not inside.any():
        return None
    return _moment(pick(moments[inside]))


def _spans(hours: np.ndarray) -> tuple[tuple[datetime, datetime], ...]:
    if not hours.size:
        return ()
    jumps = np.flatnonzero(np.diff(hours) > _GAP)
    starts = hours[np.concatenate([[0], jumps + 1])]
    ends = hours[np.concatenate([jumps, [hours.size - 1]])]
    return tuple(
        (_moment(start), _moment(end)) for start, end in zip(starts, ends, strict=True)
    )


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=int(microseconds))


def _numbers(table: pa.Table, name: str) -> np.ndarray:
    return np.asarray(table[name].fill_null(0)).astype(np.int64)


def _among(hour: np.ndarray, hours: Sequence[datetime]) -> np.ndarray:
    return np.isin(hour, [_us(moment) for moment in hours])


def _us(moment: datetime) -> int:
    return (moment - _EPOCH) // _US
