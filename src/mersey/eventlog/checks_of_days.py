"""What is odd about a log's dates: too early, too late, missing weeks, no times."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import ibis
import numpy as np

from mersey.eventlog.days import TAIL
from mersey.eventlog.found import finding
from mersey.eventlog.holidays import has_christmas
from mersey.vocabulary import Severity
from mersey.wording import day, either, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine
    from mersey.eventlog.days import Days, Extent
    from mersey.eventlog.eventlog import LogFacts
    from mersey.vocabulary import Finding

__all__ = ["findings_of_days", "findings_of_first_days"]

BUSY_WEEK: Final = 10
"""Between weeks of 10 events an empty week is no chance: exp(−10) < 1 in 10⁴."""

LONG_TAIL: Final = 0.25
"""The last 1 in 1,000 events stretch over a quarter of the log: a thin end."""

FIRST_SHARE: Final = 0.1
"""The part of the log's span in which cut-off cases would show."""

USUAL_START: Final = 0.01
"""An activity with which 1 in 100 later cases begins is a usual first one."""

ODD_SHARE: Final = 0.2
ODD_RATIO: Final = 3
LEAST_ODD: Final = 5
"""At least 5 early cases, 1 in 5 of them, and 3 times the later share, begin oddly."""


def findings_of_days(
    days: Days, extent: Extent, facts: LogFacts
) -> Iterator[Finding | None]:
    """Findings about when events happened."""
    n = int(days.n_events.sum())
    yield finding(
        "far_past_events",
        f"{_lie(extent.n_far_past)} years before the main body of the log, which"
        f" begins in {extent.plausible_from:%B %Y}; the earliest is of"
        f" {days.first_times[0]:%Y}.",
        n=extent.n_far_past,
        of=n,
        hint="They are kept, but no series begins with them; correct their dates.",
        severity=Severity.WARNING,
    )
    yield finding(
        "far_future_events",
        f"{_lie(extent.n_far_future)} years after the main body of the log.",
        n=extent.n_far_future,
        of=n,
        hint="They are set aside; correct their dates.",
        severity=Severity.WARNING,
    )
    yield from _after_the_log(extent, n)
    yield from _between(days, extent, facts)


def _after_the_log(extent: Extent, n: int) -> Iterator[Finding | None]:
    """About events that are set aside."""
    yield finding(
        "future_events",
        f"{_lie(extent.n_future)} in the future.",
        n=extent.n_future,
        of=n,
        hint="Plans are no events, so this is set aside. Check how dates are written.",
        severity=Severity.WARNING,
    )
    strays = extent.n_after - extent.n_future if extent.last_stray else 0
    yield finding(
        "writing_stops",
        f"The log is taken as at {day(extent.as_at_date)}, where its writing stops: of {n:,}"
        f" events {strays:,} {either(strays, 'is', 'are')} later, the last of"
        f" {extent.last_stray}.",
        n=strays,
        of=n,
        hint="They count among the events of the log and in no other figure: one stray date"
        " would make every open case weeks older. If the extract was made later, say when"
        " with --as-at.",
        severity=Severity.WARNING,
    )
    n_after = 0 if extent.last_stray else extent.n_after - extent.n_future
    yield finding(
        "after_as_at",
        f"{_lie(n_after)} after the as-at date, {day(extent.as_at_date)}.",
        n=n_after,
        of=n,
        hint="This is set aside, and so is a case with no other event.",
    )


def _lie(n: int) -> str:
    return plural(n, "event lies", "events lie")


def _between(days: Days, extent: Extent, facts: LogFacts) -> Iterator[Finding | None]:
    """About the days of the log itself."""
    n = int(days.n_events.sum())
    known = days.until(extent.as_at_date)
    thin_days = _thin_end(known, extent)
    yield finding(
        "thin_end",
        f"The last 1 in 1,000 events stretch over the {plural(thin_days, 'day')} up to"
        f" {day(extent.as_at_date)}, which is taken as the day the extract was made.",
        n=thin_days,
        hint="If it was made earlier, say when with --as-at; open cases are aged to it.",
        severity=Severity.WARNING,
    )
    n_empty = _empty_weeks(known)
    yield finding(
        "gaps",
        f"{plural(n_empty, 'whole week')} in the middle of the log"
        f" {either(n_empty, 'has', 'have')} no event at all.",
        n=n_empty,
        hint="Ask whether part of the extract is missing.",
        severity=Severity.WARNING,
    )
    midnight = facts.date_only or _midnights_alone(days, facts.time_zone)
    yield finding(
        "midnight_only",
        "No event has a time of day, so durations are whole days and the order within a"
        " day is that of the file.",
        n=n if midnight else 0,
        of=n,
    )


def findings_of_first_days(
    session: Engine, cases: Any, facts: LogFacts
) -> Iterator[Finding | None]:
    """Whether cases at the start of the log have lost their first events."""
    span = facts.as_at_date - facts.plausible_from
    early_until = facts.plausible_from + timedelta(days=int(span.days * FIRST_SHARE))
    early = cases.opened_date < ibis.literal(early_until)
    counted = cases.group_by("first_activity").aggregate(
        early=early.sum(), later=(~early).sum()
    )
    found = session.to_pyarrow(counted.order_by("first_activity"))
    n_early, n_later = found["early"].to_numpy(), found["later"].to_numpy()
    odd = n_later < USUAL_START * max(n_later.sum(), 1)
    n_odd = int(n_early[odd].sum())
    share = n_odd / max(int(n_early.sum()), 1)
    later_share = int(n_later[odd].sum()) / max(int(n_later.sum()), 1)
    is_cut = (
        n_odd >= LEAST_ODD and share >= ODD_SHARE and share >= ODD_RATIO * later_share
    )
    yield finding(
        "opened_cut_off",
        f"{plural(n_odd, 'case')} at the start of the log {either(n_odd, 'begins', 'begin')} with an"
        " activity that later cases do not begin with: the first events seem to be missing.",
        n=n_odd if is_cut and n_later.sum() else 0,
        of=facts.n_cases,
        hint="Ask for all events of every case in the extract; their durations are too"
        " short as it is.",
        severity=Severity.WARNING,
    )


def _empty_weeks(days: Days) -> int:
    """Weeks without events between two busy weeks, those with Christmas aside.

    Weeks here begin on a Thursday, as 1970 did.
    """
    week_of = days.dates.astype("datetime64[W]").astype(np.int64)
    filled, where = np.unique(week_of, return_inverse=True)
    n_events = np.bincount(where, weights=days.n_events.astype(np.float64))
    is_busy = n_events >= BUSY_WEEK  # or its neighbour, as it may be half a week
    before = is_busy[:-1] | np.r_[False, is_busy[:-2]]
    after = is_busy[1:] | np.r_[is_busy[2:], False]
    empty = [
        week
        for place in np.flatnonzero(before & after)
        for week in range(int(filled[place]) + 1, int(filled[place + 1]))
    ]
    starts = (np.datetime64(week, "W").astype("datetime64[D]") for week in empty)
    return sum(not has_christmas(day.item(), 7) for day in starts)


def _thin_end(days: Days, extent: Extent) -> int:
    """Days of a thin end; 0 where the log ends as it went on."""
    first, last = days.middle(TAIL)
    tail = (extent.as_at_date - last).days
    return tail if tail > LONG_TAIL * max((last - first).days, 1) else 0


def _midnights_alone(days: Days, time_zone: str) -> bool:
    zone = ZoneInfo(time_zone)
    spans = zip(days.dates, days.first_times, days.last_times, strict=True)
    return all(
        first == last == _midnight(date.item(), zone) for date, first, last in spans
    )


def _midnight(day: Any, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, time(), zone)
    return local.astimezone(UTC).replace(tzinfo=None)
