"""Hours on the wall for millions of times at once, through every change of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from mersey.clocks.receipt import ZONE

__all__ = ["hours_later"]

STEP: Final = timedelta(days=7)
"""No zone changes its clock twice within a week of ordinary law."""

MOMENTS: Final = ("h", "m", "s", "ms", "us", "ns")


def hours_later(times: Any, hours: int) -> Any:
    """The wall's times in London so many hours on, whatever the clocks do.

    A time that a change of the clocks makes double is taken as the first of the two;
    one that it leaves out, as if the clocks had not changed.

    Args:
        times: datetime64, naive and local; comes back as precise, at least to seconds.
        hours: How many have to pass.
    """
    unit = np.datetime_data(times.dtype)[0]
    times = times.astype(f"datetime64[{unit if unit in MOMENTS[2:] else 's'}]")
    known = times[~np.isnat(times)]
    if not known.size:
        return times
    years = np.array([known.min(), known.max()]).astype("datetime64[Y]").astype(int)
    last = years[1] + 1970 + hours // 8766 + 1
    walls, moments, offsets = _changes(int(years[0]) + 1970, int(last))
    later = times - offsets[np.searchsorted(walls, times, side="right")]
    later = later + np.timedelta64(hours, "h")
    return later + offsets[np.searchsorted(moments, later, side="right")]


@cache
def _changes(first: int, last: int) -> tuple[Any, Any, Any]:
    """When the clocks change between the years: on the wall, in UTC; and the offsets.

    `offsets[i]` holds before change i, and the last one after them all.
    """
    zone = ZoneInfo(ZONE)
    moment = datetime(max(first - 1, 2), 12, 31, tzinfo=UTC)
    end = datetime(min(last, 9998), 12, 31, tzinfo=UTC)
    offsets, moments = [_offset(moment, zone)], []
    while moment <= end:
        after = moment + STEP
        if _offset(after, zone) != offsets[-1]:
            moments.append(_change_between(moment, after, zone))
            offsets.append(_offset(after, zone))
        moment = after
    found = np.array([m.replace(tzinfo=None) for m in moments], dtype="datetime64[s]")
    shifts = np.array([int(o.total_seconds()) for o in offsets], dtype="timedelta64[s]")
    return found + np.maximum(shifts[:-1], shifts[1:]), found, shifts


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second at which the offset is that of `after`."""
    offset = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
