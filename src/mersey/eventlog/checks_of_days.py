"""What is odd about a log's dates: too early, too late, missing weeks, no times."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from mersey.eventlog.days import TAIL
from mersey.eventlog.holidays import has_christmas
from mersey.findings.about_the_log import days as of_days
from mersey.findings.about_the_log.extract import OPENED_CUT_OFF
from mersey.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.days import Extent, LogDays
    from mersey.eventlog.eventlog import LogFacts
    from mersey.vocabulary import Finding

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
    days: LogDays, extent: Extent, facts: LogFacts
) -> Iterator[Finding | None]:
    """Findings about when events happened."""
    n = int(days.n_events.sum())
    yield of_days.FAR_PAST_EVENTS.found_in(
        extent.n_far_past,
        of=n,
        begins=extent.plausible_from,
        earliest=days.first_times[0],
    )
    yield of_days.FAR_FUTURE_EVENTS.found_in(extent.n_far_future, of=n)
    yield from _after_the_log(extent, n)
    yield from _between(days, extent, facts)


def _after_the_log(extent: Extent, n: int) -> Iterator[Finding | None]:
    """About events that are set aside."""
    yield of_days.FUTURE_EVENTS.found_in(extent.n_future, of=n)
    n_after = extent.n_after - extent.n_future
    as_at = day(extent.as_at_date)
    if extent.last_stray:
        yield of_days.WRITING_STOPS.found_in(
            n_after, of=n, as_at=as_at, n_events=n, last=day(extent.last_stray)
        )
    else:
        yield of_days.AFTER_AS_AT.found_in(n_after, of=n, as_at=as_at)


def _between(
    days: LogDays, extent: Extent, facts: LogFacts
) -> Iterator[Finding | None]:
    """About the days of the log itself."""
    n = int(days.n_events.sum())
    known = days.until(extent.as_at_date)
    yield of_days.THIN_END.found_in(
        _thin_end(known, extent), as_at=day(extent.as_at_date)
    )
    yield of_days.GAPS.found_in(_empty_weeks(known))
    midnight = facts.date_only or _midnights_alone(days, facts.time_zone)
    yield of_days.MIDNIGHT_ONLY.found_in(n if midnight else 0, of=n)


def findings_of_first_days(
    arrays: LogArrays, facts: LogFacts
) -> Iterator[Finding | None]:
    """Whether cases at the start of the log have lost their first events."""
    span = facts.as_at_date - facts.plausible_from
    early_until = facts.plausible_from + timedelta(days=int(span.days * FIRST_SHARE))
    opened, first = arrays.cases("opened_date", "first_activity")
    n, is_known = len(first.values), ~np.isnat(opened)
    is_early = is_known & (opened < np.datetime64(early_until))
    n_early = np.bincount(first.codes[is_early], minlength=n)
    n_later = np.bincount(first.codes[is_known & ~is_early], minlength=n)
    odd = n_later < USUAL_START * max(n_later.sum(), 1)
    n_odd = int(n_early[odd].sum())
    share = n_odd / max(int(n_early.sum()), 1)
    later_share = int(n_later[odd].sum()) / max(int(n_later.sum()), 1)
    is_cut = (
        n_odd >= LEAST_ODD and share >= ODD_SHARE and share >= ODD_RATIO * later_share
    )
    yield OPENED_CUT_OFF.found_in(
        n_odd if is_cut and n_later.sum() else 0, of=facts.n_cases
    )


def _empty_weeks(days: LogDays) -> int:
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


def _thin_end(days: LogDays, extent: Extent) -> int:
    """Days of a thin end; 0 where the log ends as it went on."""
    first, last = days.middle(TAIL)
    tail = (extent.as_at_date - last).days
    return tail if tail > LONG_TAIL * max((last - first).days, 1) else 0


def _midnights_alone(days: LogDays, time_zone: str) -> bool:
    zone = ZoneInfo(time_zone)
    spans = zip(days.dates, days.first_times, days.last_times, strict=True)
    return all(
        first == last == _midnight(date.item(), zone) for date, first, last in spans
    )


def _midnight(day: Any, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, time(), zone)
    return local.astimezone(UTC).replace(tzinfo=None)
