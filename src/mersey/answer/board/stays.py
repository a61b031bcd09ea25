"""How long do cases stay in each column of a board, and how many leave it a week?

A stay runs from the step that brings a case into a column to the step that takes it out,
or to its end. Those who are still there count for as long as they have been watched
(Kaplan–Meier), and only stays of the last half year: it is about how the team works now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.eventlog.arrays import CLOSED, OPEN
from mersey.flow.time_to_event import kaplan_meier, quantiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.eventlog import EventLog
    from mersey.flow.lead_time_results import Quantile
    from mersey.flow.time_to_event import KaplanMeier

HALF_YEAR_DAYS: Final = 182.0
LATELY_WEEKS: Final = 13
"""A quarter: as for the arrivals and finishes a week that the page tells."""

LEAST_LEFT: Final = 20
"""Fewer that left in that time tell no percentile that a team should act on."""

LEAST_AT_RISK: Final = 3
SHARES: Final = (0.5, 0.85)
_A_DAY: Final = np.timedelta64(86_400_000_000, "us")


@dataclass(frozen=True, kw_only=True)
class Stay:
    """What is known of the time in one column.

    Attributes:
        half, most: Days by which 50 and 85 in 100 leave; None where fewer than 20 left
            within the half year.
        should_days: The mean, were nobody to stay longer than 85 in 100 do now; None
            where that is not known.
        n_left: How many left within the half year. per_week: How many a week, of the last 13.
    """

    half: Quantile | None
    most: Quantile | None
    n_left: int
    per_week: float
    should_days: float | None = None


NOTHING_KNOWN: Final = Stay(half=None, most=None, n_left=0, per_week=0.0)


@dataclass(frozen=True, kw_only=True)
class Stays:
    """By column; and how long each open case has been in its own.

    Attributes:
        columns: Title → stay. days: Pseudonym of an open case → days in its column.
    """

    columns: Mapping[str, Stay]
    days: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Spells:
    """Stays as arrays, one element a stay, in order of case and time.

    Attributes:
        case: Place of the case in the log. column: Code of the column.
        days: From coming to leaving, or to where watching stopped.
        has_left: The leaving was seen. ago: Days from the end of `days` to the as-at.
        is_last: The latest of its case.
    """

    case: Any
    column: Any
    days: Any
    has_left: Any
    ago: Any
    is_last: Any

    def where(self, wanted: Any) -> Spells:
        """Those that are wanted, by a mask."""
        return Spells(**{name: getattr(self, name)[wanted] for name in _EACH})


_EACH: Final = ("case", "column", "days", "has_left", "ago", "is_last")


def stays(log: EventLog, columns: Mapping[str, str]) -> Stays:
    """The time in each column.

    Args:
        log: The log.
        columns: Step → title of the column in which a case stands after it.
    """
    titles = tuple(dict.fromkeys(columns.values()))
    found = _spells(log, columns, titles)
    return Stays(
        columns={
            title: _stay(found.where(found.column == code))
            for code, title in enumerate(titles)
        },
        days=_open_days(log, found),
    )


def _stay(found: Spells) -> Stay:
    """Of one column's stays: those that reach into the last half year, left-truncated."""
    recent = found.where(found.ago < HALF_YEAR_DAYS)
    entry = np.maximum(recent.ago + recent.days - HALF_YEAR_DAYS, 0.0)
    n_left = int(recent.has_left.sum())
    lately = recent.has_left & (recent.ago < 7 * LATELY_WEEKS)
    per_week = float(lately.sum()) / LATELY_WEEKS
    if n_left < LEAST_LEFT:
        return Stay(half=None, most=None, n_left=n_left, per_week=per_week)
    fitted = kaplan_meier(
        recent.days,
        recent.has_left,
        entry_days=entry,
        min_at_risk=LEAST_AT_RISK,
    )
    half, most = quantiles(fitted, SHARES)
    return Stay(
        half=half,
        most=most,
        n_left=n_left,
        per_week=per_week,
        should_days=_mean_until(fitted, most.days),
    )


def _mean_until(fitted: KaplanMeier, days: float | None) -> float | None:
    """The area under the curve up to so many days: the mean, with all longer cut to it."""
    if days is None:
        return None
    before = fitted.days < days
    times = np.concatenate([[0.0], fitted.days[before], [days]])
    heights = np.concatenate([[1.0], fitted.survival[before]])
    return float(np.sum(heights * np.diff(times)))


def _spells(
    log: EventLog, columns: Mapping[str, str], titles: tuple[str, ...]
) -> Spells:
    case, activity, at = log.arrays.events("case_id", "activity", "event_time")
    ids, state, closed, last = log.arrays.cases(
        "case_id", "state", "closed", "last_time"
    )
    as_at = _end_of(log)
    places = {title: code for code, title in enumerate(titles)}
    codes = np.array([places.get(columns.get(v, ""), -1) for v in activity.values])
    column = codes[activity.codes] if len(codes) else np.zeros(0, np.int64)
    at = at.astype("datetime64[us]")
    place = np.searchsorted(ids, case)
    over = np.where(
        state == CLOSED, closed.astype("datetime64[us]"), np.datetime64("NaT")
    )
    is_within = (at <= as_at) & ~(at >= over[place])
    place, column, at = place[is_within], column[is_within], at[is_within]
    begins = np.ones(place.size, bool)
    begins[1:] = (place[1:] != place[:-1]) | (column[1:] != column[:-1])
    place, column, at = place[begins], column[begins], at[begins]
    is_last = np.ones(place.size, bool)
    is_last[:-1] = place[1:] != place[:-1]
    following = np.append(at[1:], np.datetime64("NaT"))
    quiet = np.where(state == OPEN, as_at, last.astype("datetime64[us]"))
    ends = np.where(np.isnat(over), quiet, over)
    left = np.where(is_last, ends[place], following)
    has_left = ~is_last | (state[place] == CLOSED)
    days = np.maximum((left - at) / _A_DAY, 0.0)
    ago = np.maximum((as_at - left) / _A_DAY, 0.0)
    kept = ~np.isnat(left)
    found = Spells(
        case=place,
        column=column,
        days=days,
        has_left=has_left,
        ago=ago,
        is_last=is_last,
    )
    return found.where(kept)


def _end_of(log: EventLog) -> Any:
    """The moment up to which the log is known: the date itself, in a log of dates."""
    facts = log.facts
    known = facts.as_at_date if facts.date_only else facts.as_at
    return np.datetime64(known, "us")


def _open_days(log: EventLog, found: Spells) -> dict[str, float]:
    (ids,) = log.arrays.cases("case_id")
    who = log.arrays.open_cases
    (state,) = log.arrays.cases("state")
    last = found.where(found.is_last & (state[found.case] == OPEN))
    names = dict(zip(who.case_id.tolist(), who.pseudonym.to_pylist(), strict=True))
    return {
        names[case]: days
        for case, days in zip(ids[last.case].tolist(), last.days.tolist(), strict=True)
        if case in names
    }
