"""Times on the wall: from naive UTC to the log's own zone, for millions at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

__all__ = ["to_local"]

STEP: Final = timedelta(days=7)
"""No zone changes its clock twice within a week of ordinary law."""


def to_local(times: Any, zone: str) -> Any:
    """Naive UTC times as naive times on the wall; not a time stays not a time.

    Args:
        times: datetime64 of any unit; comes back in microseconds.
        zone: An IANA name, such as `Europe/London`.
    """
    times = times.astype("datetime64[us]")
    known = times[~np.isnat(times)]
    if not known.size:
        return times
    years = (known.min().astype("datetime64[Y]"), known.max().astype("datetime64[Y]"))
    first, last = (int(year.astype(np.int64)) + 1970 for year in years)
    changes, offsets = _changes(zone, first, last)
    return times + offsets[np.searchsorted(changes, times, side="right")]


@cache
def _changes(zone: str, first: int, last: int) -> tuple[Any, Any]:
    """UTC times at which the offset changes, and the offset before and after each."""
    here = ZoneInfo(zone)
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 12, 31, tzinfo=UTC)
    changes: list[datetime] = []
    offsets = [_offset(moment, here)]
    while moment <= end:
        after = moment + STEP
        if _offset(after, here) != offsets[-1]:
            changes.append(_change_between(moment, after, here))
            offsets.append(_offset(after, here))
        moment = after
    return (
        np.array([c.replace(tzinfo=None) for c in changes], dtype="datetime64[us]"),
        np.array([round(o.total_seconds()) for o in offsets], dtype="timedelta64[s]"),
    )


def _change_between(before: datetime, after: datetime, here: ZoneInfo) -> datetime:
    """The first whole second at which the offset is that of `after`."""
    offset = _offset(before, here)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        if _offset(middle, here) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(moment: datetime, here: ZoneInfo) -> timedelta:
    return moment.astimezone(here).utcoffset() or timedelta()
