"""Wall-clock time and UTC, as expressions over a whole column.

The engine's own time zones need a plug-in and differ between engines, so the offsets
come from `zoneinfo` and become one chain of comparisons, newest first. A local hour
that comes twice (autumn) means its first coming, and a local hour that never was
(spring) is read with the offset before the change: `fold=0` of PEP 495.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import ibis

from mersey.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "Transition",
    "doubtful_hours",
    "local_to_utc",
    "transitions",
    "utc_to_local",
    "zone",
]

_UTC: Final = ZoneInfo("UTC")
_STEP: Final = timedelta(days=7)  # no zone changes twice in a week
_DOUBT_FROM: Final = datetime(1970, 1, 1)  # noqa: DTZ001  (naive UTC)
_DOUBT_TO: Final = datetime(2040, 1, 1)  # noqa: DTZ001
_MARGIN: Final = timedelta(days=2)  # more than any offset


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


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of that name.

    Raises:
        UnknownName: There is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        known = ("Europe/London", "Europe/Dublin", "UTC")
        raise UnknownName.of(
            "time zone", name, known, nearest="Europe/London"
        ) from error


def transitions(
    place: ZoneInfo, spans: Sequence[tuple[datetime, datetime]]
) -> tuple[timedelta, tuple[Transition, ...]]:
    """The offset at the start, and every change within the spans, oldest first.

    A stray date of 1948 in a log of the 2020s would else cost all changes in between:
    a jump from one span to the next is told as one change.

    Args:
        place: The zone.
        spans: First and last moment of each stretch of time that matters; naive, local
            or UTC; in order, and more than a few days apart.
    """
    if not spans:
        return timedelta(0), ()
    first = offset = _offset(place, spans[0][0] - _MARGIN)
    changes: list[Transition] = []
    for start, end in spans:
        begin = start - _MARGIN
        now = _offset(place, begin)
        if now != offset:
            changes.append(Transition(at=begin, before=offset, after=now))
        changes += _changes(place, begin, end + _MARGIN)
        offset = changes[-1].after if changes else now
    return first, tuple(changes)


def local_to_utc(
    moment: Any, first_offset: timedelta, changes: Sequence[Transition]
) -> Any:
    """Naive UTC of naive local `moment`, given its zone's offsets."""
    return _shifted(
        moment,
        [
            (change.at + max(change.before, change.after), -change.after)
            for change in changes
        ],
        -first_offset,
    )


def utc_to_local(
    moment: Any, first_offset: timedelta, changes: Sequence[Transition]
) -> Any:
    """Naive local time of naive UTC `moment`, given the zone's offsets."""
    return _shifted(
        moment, [(change.at, change.after) for change in changes], first_offset
    )


@cache
def doubtful_hours(place: ZoneInfo) -> tuple[list[datetime], list[datetime]]:
    """Local hours that came twice, and local hours that never were, 1970 to 2040.

    Each is the hour's start. A zone that moves its clocks by half an hour, or not on the
    hour, has its whole hour here.
    """
    twice: list[datetime] = []
    never: list[datetime] = []
    for change in _changes(place, _DOUBT_FROM, _DOUBT_TO):
        hours = twice if change.after < change.before else never
        start = change.at + min(change.before, change.after)
        hours.append(start.replace(minute=0, second=0))
    return twice, never


def _offset(place: ZoneInfo, moment: datetime) -> timedelta:
    return moment.replace(tzinfo=_UTC).astimezone(place).utcoffset() or timedelta(0)


def _changes(place: ZoneInfo, start: datetime, end: datetime) -> Iterator[Transition]:
    low, before = start, _offset(place, start)
    while low < end:
        high = low + _STEP
        after = _offset(place, high)
        if after != before:
            yield Transition(
                at=_moment_of_change(place, low, high), before=before, after=after
            )
        low, before = high, after


def _moment_of_change(place: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _offset(place, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if _offset(place, middle) == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def _shifted(
    moment: Any, steps: Sequence[tuple[datetime, timedelta]], otherwise: timedelta
) -> Any:
    """`moment` moved by the shift of the newest step at or before it."""
    if not steps:
        return _moved(moment, otherwise)
    branches = [
        (moment >= ibis.timestamp(at), _moved(moment, by)) for at, by in reversed(steps)
    ]
    return ibis.cases(*branches, else_=_moved(moment, otherwise))


def _moved(moment: Any, by: timedelta) -> Any:
    seconds = int(by.total_seconds())
    return moment + ibis.interval(seconds=seconds) if seconds else moment
