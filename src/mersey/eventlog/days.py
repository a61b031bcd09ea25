"""How far the log goes: its days, its main body, and the moment it is known up to.

A few dates written wrongly (1948 among 2018s, a decision next year) would stretch every
chart and every age; here they are told from the main body of the log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from mersey.engine import query_beside
from mersey.errors import UsageError
from mersey.eventlog.end_of_writing import writing_stops
from mersey.vocabulary import AsAtReason

if TYPE_CHECKING:
    from mersey.engine import Engine, StoredTable

DAYS: Final = query_beside(__file__)
AROUND: Final = query_beside(__file__, "days_around")

TAIL: Final = 0.001
"""Share of events on either side that does not say where the main body lies."""

LEAST_CUT: Final = 3
MOST_TAIL: Final = 0.02
"""In a log of under 3,000 events, up to 3 and up to 2 % of them are put aside."""

LEAST_MARGIN: Final = timedelta(days=730)
"""An event less than two years outside the main body may well be real."""

MARGIN_IN_SPANS: Final = 2
"""A long log may have long tails: up to twice its own length is believed."""


@dataclass(frozen=True, kw_only=True)
class LogDays:
    """Events by local date: one element is one date that has events, in order.

    Attributes:
        dates: The dates. n_events: How many events each has.
        first_times, last_times: Earliest and latest event of each, naive UTC.
        session, events: To look inside a day.
    """

    dates: npt.NDArray[np.datetime64]
    n_events: npt.NDArray[np.int64]
    first_times: tuple[datetime, ...]
    last_times: tuple[datetime, ...]
    session: Engine
    events: StoredTable

    def latest(self, moment: datetime) -> datetime:
        """The time of the last event not after `moment`."""
        if moment >= max(self.last_times):
            return max(self.last_times)
        return cast("datetime", self._around(moment)["latest"])

    def count_after(self, moment: datetime) -> int:
        """How many events are later than `moment`."""
        if moment >= max(self.last_times):
            return 0
        return int(self._around(moment)["n_after"])

    def _around(self, moment: datetime) -> dict[str, Any]:
        tables = {"events": self.events}
        answer = self.session.ask(AROUND, tables=tables, moment=moment)
        found: dict[str, Any] = answer.to_pylist()[0]
        return found

    def middle(self, tail: float) -> tuple[date, date]:
        """First and last date of the log, a share `tail` of events aside at each end.

        In a small log up to three events are put aside all the same.
        """
        reached = np.cumsum(self.n_events)
        n = int(reached[-1])
        cut = max(n * tail, min(LEAST_CUT, n * MOST_TAIL))
        low = np.searchsorted(reached, cut, side="right")
        high = np.searchsorted(reached, n - cut, side="left")
        return self.dates[low].item(), self.dates[high].item()

    def until(self, day: date) -> LogDays:
        """The days up to `day`, itself included."""
        known = self.dates <= np.datetime64(day)
        n = int(known.sum())
        return replace(
            self,
            dates=self.dates[:n],
            n_events=self.n_events[:n],
            first_times=self.first_times[:n],
            last_times=self.last_times[:n],
        )

    def date_of(self, moment: datetime) -> date:
        """The local date of an event's time."""
        spans = zip(self.dates, self.first_times, self.last_times, strict=True)
        found = next(d.item() for d, first, last in spans if first <= moment <= last)
        return cast("date", found)

    def first_from(self, day: date) -> date:
        """The first date with events on or after `day`."""
        return cast("date", self.dates[self.dates >= np.datetime64(day)][0].item())


@dataclass(frozen=True, kw_only=True)
class Extent:
    """From when, and up to when, the log is taken.

    Attributes:
        as_at: Naive UTC; the last moment that belongs to the log.
        as_at_date: Its local date.
        plausible_from: First local date of the main body.
        n_after: Events after `as_at`, set aside.
        n_future: Of those, events after `now`.
        n_far_future: Of those, events too long after the main body to be believed.
        n_far_past: Events before `plausible_from`; they are kept.
        reason: Why the log is known up to `as_at`.
        last_stray: Where its writing stops before its last event: the date of that.
    """

    as_at: datetime
    as_at_date: date
    plausible_from: date
    n_after: int
    n_future: int
    n_far_future: int
    n_far_past: int
    reason: AsAtReason = AsAtReason.LAST_EVENT
    last_stray: date | None = None

    @property
    def n_set_aside(self) -> int:
        """Events that the log's own end leaves out, and neither a person nor the present."""
        return 0 if self.reason is AsAtReason.SAID else self.n_after - self.n_future

    @property
    def believed_from(self) -> date | None:
        """First date of the main body, where events lie before it; else None."""
        return self.plausible_from if self.n_far_past else None


def read_days(session: Engine, events: StoredTable) -> LogDays:
    """Events counted by local date."""
    found = session.ask(DAYS, tables={"events": events})
    return LogDays(
        dates=found["local_date"].to_numpy().astype("datetime64[D]"),
        n_events=found["n"].to_numpy(),
        first_times=tuple(found["first_time"].to_pylist()),
        last_times=tuple(found["last_time"].to_pylist()),
        session=session,
        events=events,
    )


def extent_of(
    days: LogDays, *, as_at: date | None, now: datetime, time_zone: str, date_only: bool
) -> Extent:
    """The log's extent, as of `as_at`, or else of where its writing stops.

    Args:
        days: Events by local date.
        as_at: Last local date that counts; None for the last event not after `now`, a few
            stray dates aside.
        now: The present; naive means UTC.
        time_zone: The log's zone.
        date_only: True where days have no times.

    Raises:
        UsageError: `as_at` is in the future, or no event happened by then.
    """
    present = _naive_utc(now)
    today = present.replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone)).date()
    lower, upper = _believable(days, today)
    stop = None
    if as_at is not None:
        _check_as_at(as_at, today=today, first=days.dates[0].item())
        edge = _midnight(as_at) if date_only else end_of_day(as_at, time_zone)
    else:
        known = days.until(min(today, upper))
        stop = writing_stops(known.dates, known.n_events)
        edge = days.latest(min(present, end_of_day(stop or upper, time_zone)))
    return Extent(
        as_at=edge,
        as_at_date=as_at or days.date_of(edge),
        plausible_from=days.first_from(lower),
        n_after=days.count_after(edge),
        n_future=days.count_after(present),
        n_far_future=days.count_after(end_of_day(upper, time_zone)),
        n_far_past=int(days.n_events[days.dates < np.datetime64(lower)].sum()),
        reason=_reason(as_at, stop),
        last_stray=known.dates[-1].item() if stop else None,
    )


def _reason(as_at: date | None, stop: date | None) -> AsAtReason:
    if as_at is not None:
        return AsAtReason.SAID
    return AsAtReason.LAST_EVENT if stop is None else AsAtReason.WRITING_STOPS


def end_of_day(day: date, time_zone: str) -> datetime:
    """The last microsecond of a local date, in naive UTC."""
    try:
        tomorrow = datetime.combine(
            day + timedelta(days=1), time(), ZoneInfo(time_zone)
        )
    except OverflowError:
        return datetime.max  # noqa: DTZ901  (naive UTC, as all times of a log)
    return tomorrow.astimezone(UTC).replace(tzinfo=None) - timedelta(microseconds=1)


def _believable(days: LogDays, today: date) -> tuple[date, date]:
    known = days.until(today)
    if not known.dates.size:
        raise UsageError(
            "Every event of the log lies in the future.",
            next_step="Check how its dates are written, and the date of this computer.",
        )
    first, last = known.middle(TAIL)
    margin = max(LEAST_MARGIN, MARGIN_IN_SPANS * (last - first))
    return _shifted(first, -margin), _shifted(last, margin)


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _check_as_at(as_at: date, *, today: date, first: date) -> None:
    if as_at > today:
        raise UsageError(
            f"The as-at date {as_at} is in the future.",
            next_step=f"Give a date no later than today, {today}.",
        )
    if as_at < first:
        raise UsageError(
            f"No event of the log happened by the as-at date {as_at}.",
            next_step=f"Give a date no earlier than its first event, {first}.",
        )


def _naive_utc(now: datetime) -> datetime:
    return now if now.tzinfo is None else now.astimezone(UTC).replace(tzinfo=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
