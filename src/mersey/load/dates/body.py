"""Which dates of a column lie together, which lie far apart, and which mean "never"?

The body is what the middle nine tenths of the dates reach without a gap as long as they
themselves are (two years at least): a date of 1948 in a log of the 2020s is a slip or a
stand-in. 9999-12-31 and its like are stand-ins wherever they lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  (naive, as the column is)
_DAY: Final = 86_400_000_000  # microseconds
_YEAR_DAYS: Final = 365
_TAIL: Final = 0.05  # of the dates on either side, which the body need not start from
_FEWEST: Final = 5  # dates below which none can be told apart
_SHORTEST_GAP: Final = 2 * _YEAR_DAYS * _DAY
_NEVER: Final = tuple(
    date(*parts)
    for parts in (
        (1, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1),
        (2099, 12, 31), (2100, 1, 1), (2100, 12, 31), (2199, 12, 31), (2999, 12, 31),
        (3000, 1, 1), (9999, 1, 1), (9999, 12, 31),
    )
)  # fmt: skip
_NEVER_DAYS: Final = tuple((day - date(1970, 1, 1)).days for day in _NEVER)
_EARLIEST: Final = (date(1900, 1, 1) - date(1970, 1, 1)).days * _DAY
_LATEST: Final = (date(2101, 1, 1) - date(1970, 1, 1)).days * _DAY
_LAST_SHARE: Final = 0.05  # of the dates that one last moment must hold
_LAST_LEAST: Final = 10
_LAST_TIMES: Final = 5  # as often as the most frequent hour besides
_OTHER_HOURS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Hours:
    """The dates of a column by the hour; all arrays in order of `hour`.

    Attributes:
        hour: Start of each hour, microseconds since 1970.
        n: Dates in it.
        first: Earliest of them.
        last: Latest of them.
    """

    hour: np.ndarray
    n: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def where(self, kept: np.ndarray) -> Hours:
        """The hours that are kept."""
        return Hours(
            hour=self.hour[kept],
            n=self.n[kept],
            first=self.first[kept],
            last=self.last[kept],
        )


@dataclass(frozen=True, kw_only=True)
class Body:
    """Where the dates of a column lie; see DateColumn for the names."""

    placeholders: tuple[date, ...] = ()
    n_placeholders: int = 0
    plausible: tuple[datetime, datetime] | None = None
    n_stray: int = 0
    placeholder_last: datetime | None = None
    n_placeholder_last: int = 0

    @property
    def never_days(self) -> list[int]:
        """The placeholders, as days since 1970."""
        return [(day - date(1970, 1, 1)).days for day in self.placeholders]


def body_of(hours: Hours) -> Body:
    """The body of a column's dates."""
    is_never = np.isin(hours.hour // _DAY, _NEVER_DAYS)
    inside = (hours.hour >= _EARLIEST) & (hours.hour < _LATEST)
    read = hours.where(inside & ~is_never)
    low, high = _ends(read)
    outside = (read.hour < low) | (read.hour > high)
    zero = outside & (read.hour // _DAY == 0)  # 1970 for want of a date
    never = hours.where(is_never)
    days = {int(day) for day in never.hour // _DAY} | ({0} if zero.any() else set())
    last, n_last = _last(read.where(~outside))
    return Body(
        placeholders=tuple(
            date(1970, 1, 1) + timedelta(days=day) for day in sorted(days)
        ),
        n_placeholders=int(never.n.sum() + read.n[zero].sum()),
        plausible=(_moment(low), _moment(high)) if read.n.size else None,
        n_stray=int(read.n[outside & ~zero].sum()),
        placeholder_last=last,
        n_placeholder_last=n_last,
    )


def _ends(hours: Hours) -> tuple[int, int]:
    """First and last hour of the body."""
    if not hours.n.size:
        return 0, 0
    reached = np.cumsum(hours.n)
    total = int(reached[-1])
    if total < _FEWEST:
        return int(hours.hour[0]), int(hours.hour[-1])
    tail = max(1, int(total * _TAIL))
    start = int(np.searchsorted(reached, tail, side="right"))
    end = int(np.searchsorted(reached, total - tail, side="left"))
    span = int(hours.hour[end] - hours.hour[start])
    gaps = np.diff(hours.hour) > max(span, _SHORTEST_GAP)
    before, after = np.flatnonzero(gaps[:start]), np.flatnonzero(gaps[end:])
    low = hours.hour[before[-1] + 1] if before.size else hours.hour[0]
    high = hours.hour[end + after[0]] if after.size else hours.hour[-1]
    return int(low), int(high)


def _last(hours: Hours) -> tuple[datetime | None, int]:
    """The last moment and how often it comes, where it stands for "so far"."""
    if hours.n.size <= _OTHER_HOURS or hours.first[-1] != hours.last[-1]:
        return None, 0
    n, others = int(hours.n[-1]), int(hours.n[:-1].max())
    least = max(_LAST_LEAST, _LAST_SHARE * int(hours.n.sum()), _LAST_TIMES * others)
    return (_moment(int(hours.last[-1])), n) if n >= least else (None, 0)


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
