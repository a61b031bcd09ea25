"""Wall-clock time and UTC, as expressions over a whole column.

The engine's own time zones need a plug-in and differ between engines, so the offsets
come from `zoneinfo` and become one chain of comparisons, newest first.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mersey.clocks.zone_changes import Transition, changes_between, offset_at
from mersey.engine.expressions import call, cases, value
from mersey.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine.expressions import Expression

_DOUBT_FROM: Final = datetime(1970, 1, 1)  # noqa: DTZ001  (naive UTC)
_DOUBT_TO: Final = datetime(2040, 1, 1)  # noqa: DTZ001
_MARGIN: Final = timedelta(days=2)  # more than any offset


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
    first = offset = offset_at(place, spans[0][0] - _MARGIN)
    changes: list[Transition] = []
    for start, end in spans:
        begin = start - _MARGIN
        now = offset_at(place, begin)
        if now != offset:
            changes.append(Transition(at=begin, before=offset, after=now))
        changes += changes_between(place, begin, end + _MARGIN)
        offset = changes[-1].after if changes else now
    return first, tuple(changes)


def local_to_utc(
    moment: Expression, first_offset: timedelta, changes: Sequence[Transition]
) -> Expression:
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
    moment: Expression, first_offset: timedelta, changes: Sequence[Transition]
) -> Expression:
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
    for change in changes_between(place, _DOUBT_FROM, _DOUBT_TO):
        hours = twice if change.after < change.before else never
        start = change.at + min(change.before, change.after)
        hours.append(start.replace(minute=0, second=0))
    return twice, never


def _shifted(
    moment: Expression,
    steps: Sequence[tuple[datetime, timedelta]],
    otherwise: timedelta,
) -> Expression:
    """`moment` moved by the shift of the newest step at or before it."""
    if not steps and not otherwise:
        return moment
    branches = [(moment >= value(at), _seconds(by)) for at, by in reversed(steps)]
    shift = cases(branches, otherwise=_seconds(otherwise))
    return moment + call("to_seconds", shift)


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
