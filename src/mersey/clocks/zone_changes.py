"""When do the clocks of a place change, and by how much? The one answer for all floors.

A local hour that comes twice (autumn) means its first coming, and one that never was
(spring) is read with the offset before the change: `fold=0` of PEP 495.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

_UTC: Final = ZoneInfo("UTC")
_STEP: Final = timedelta(days=7)  # no zone changes twice in a week
_FIRST: Final = datetime(2, 1, 1)  # noqa: DTZ001  (naive UTC; a year from either end)
_LAST: Final = datetime(9998, 12, 1)  # noqa: DTZ001
_EPOCH_YEAR: Final = 1970


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A change of a zone's offset from UTC.

    Attributes:
        at: The moment of the change, naive UTC.
        before: Offset before it; local time minus UTC.
        after: Offset from it on.
    """

    at: datetime
    before: timedelta
    after: timedelta


@dataclass(frozen=True, kw_only=True)
class Offsets:
    """A zone's offsets over some years, as arrays for `searchsorted(…, side="right")`.

    Attributes:
        moments: UTC times of the changes, datetime64[s].
        walls: Local times from which each change holds, datetime64[s].
        shifts: Local time minus UTC, timedelta64[s]; `shifts[i]` holds before change i,
            and the last one after them all.
    """

    moments: Any
    walls: Any
    shifts: Any


def offset_at(place: ZoneInfo, moment: datetime) -> timedelta:
    """Local time minus UTC, at a naive moment of UTC."""
    return moment.replace(tzinfo=_UTC).astimezone(place).utcoffset() or timedelta(0)


def changes_between(
    place: ZoneInfo, start: datetime, end: datetime
) -> Iterator[Transition]:
    """Every change from `start` to the week of `end`, naive UTC, oldest first."""
    low, before = start, offset_at(place, start)
    while low < end:
        high = low + _STEP
        after = offset_at(place, high)
        if after != before:
            yield Transition(
                at=_moment_of_change(place, low, high), before=before, after=after
            )
        low, before = high, after


def offsets_of(zone: str, times: Any) -> Offsets:
    """The offsets that matter for those times, a year to spare on either side.

    Args:
        zone: An IANA name, such as `Europe/London`.
        times: datetime64 of any unit, at least one of them a time.
    """
    known = times[~np.isnat(times)].astype("datetime64[Y]")
    first, last = (int(year.astype(np.int64)) for year in (known.min(), known.max()))
    return _offsets(zone, first + _EPOCH_YEAR - 1, last + _EPOCH_YEAR + 2)


def to_local(times: Any, zone: str) -> Any:
    """Naive UTC times as naive times on the wall; not a time stays not a time.

    Args:
        times: datetime64 of any unit; comes back in microseconds.
        zone: An IANA name, such as `Europe/London`.
    """
    times = times.astype("datetime64[us]")
    if np.isnat(times).all():
        return times
    here = offsets_of(zone, times)
    return times + here.shifts[np.searchsorted(here.moments, times, side="right")]


@cache
def _offsets(zone: str, first_year: int, after_year: int) -> Offsets:
    place = ZoneInfo(zone)
    start = max(_FIRST, _FIRST.replace(year=max(first_year, _FIRST.year)))
    end = min(_LAST, _LAST.replace(year=min(after_year, _LAST.year), month=1))
    changes = tuple(changes_between(place, start, end))
    shifts = [offset_at(place, start), *(change.after for change in changes)]
    moments = np.array([change.at for change in changes], dtype="datetime64[s]")
    steps = np.array([int(s.total_seconds()) for s in shifts], dtype="timedelta64[s]")
    return Offsets(
        moments=moments,
        walls=moments + np.maximum(steps[:-1], steps[1:]),
        shifts=steps,
    )


def _moment_of_change(place: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = offset_at(place, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if offset_at(place, middle) == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
