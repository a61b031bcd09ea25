"""What a what-if needs of a log: who did which step of which case, from when to when.

Times are the local wall's, in seconds since Monday 5 January 1970, 00:00, so that an hour
of the week is a remainder. A change of the clocks shifts an hour here and there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mersey.errors import DataError
from mersey.eventlog.arrays import OPEN, CodedColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.eventlog import EventLog

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

FIRST_MONDAY: Final = np.datetime64("1970-01-05T00:00:00", "us")
NOBODY: Final = ""

ENDED: Final = (
    "Every case of this file has ended and later ones are not in it, so what follows is of"
    " the service as it was then."
)


@dataclass(frozen=True, kw_only=True)
class WorkLog:
    """Steps, one element each, sorted by case, then start; and cases.

    Attributes:
        case: Number of the case, from 0, in the order of their first step.
        activity, resource, team: Positions in the names; −1 where not known.
        start: When work began; where that is not recorded, the same as `end`.
        end: When it was done.
        closed: For each case, whether it ended within the log.
        activities, resources, teams: The names.
        has_starts: True where the log records when work on a step began.
        until: The last moment that the log covers.
    """

    case: Integers
    activity: Integers
    resource: Integers
    team: Integers
    start: Floats
    end: Floats
    closed: Flags
    activities: tuple[str, ...]
    resources: tuple[str, ...]
    teams: tuple[str, ...]
    has_starts: bool
    until: float

    @property
    def n_cases(self) -> int:
        """How many cases there are."""
        return int(self.closed.size)

    @property
    def first(self) -> Integers:
        """Where the steps of each case begin; one more at the end."""
        return np.searchsorted(self.case, np.arange(self.n_cases + 1))

    @property
    def opened(self) -> Floats:
        """When the first step of each case began."""
        return self.start[self.first[:-1]]

    @property
    def ended(self) -> Floats:
        """When the last step of each case was done, so far."""
        return np.maximum.reduceat(self.end, self.first[:-1])


def work_log(  # noqa: PLR0913  (the columns of a log)
    case: Sequence[Any],
    activity: Sequence[str] | CodedColumn,
    *,
    end: Any,
    start: Any = None,
    resource: Sequence[str] | CodedColumn | None = None,
    team: Sequence[str] | CodedColumn | None = None,
    closed: Any = None,
    until: Any = None,
) -> WorkLog:
    """The same rows as a log of work; their order does not matter.

    Args:
        case: Reference of each row's case.
        activity: The step.
        end: When it was done: numpy datetimes of the local wall.
        start: When it began; None where the log does not say.
        resource: The person who did it; "" or null for nobody known.
        team: Their team; "" or null for none known.
        closed: Whether the row's case ended within the log; None: all did.
        until: The last moment covered. [the last end]

    Raises:
        DataError: There is no row.
    """
    ends = _seconds(end)
    if ends.size == 0:
        msg = "The log has no step with a time."
        raise DataError(msg, next_step="Look at it first: mersey check FILE.")
    starts = ends if start is None else np.fmin(_seconds(start), ends)
    starts = np.where(np.isnan(starts), ends, starts)
    steps, activities = _numbered(activity, n=ends.size)
    people, resources = _numbered(resource, n=ends.size)
    groups, teams = _numbered(team, n=ends.size)
    names, codes = np.unique(np.asarray(case), return_inverse=True)
    opened = np.full(names.size, np.inf)
    np.minimum.at(opened, codes, starts)
    place = np.empty(names.size, dtype=np.int64)
    place[np.lexsort((names, opened))] = np.arange(names.size)
    cases = place[codes]
    order = np.lexsort((people, steps, ends, starts, cases))
    is_closed = np.ones(names.size, dtype=np.bool_)
    if closed is not None:
        is_closed[cases] = np.asarray(closed, dtype=np.bool_)
    return WorkLog(
        case=cases[order],
        activity=steps[order],
        resource=people[order],
        team=groups[order],
        start=starts[order],
        end=ends[order],
        closed=is_closed,
        activities=activities,
        resources=resources,
        teams=teams,
        has_starts=start is not None,
        until=float(ends.max()) if until is None else float(_seconds(until)),
    )


def check_extract(log: EventLog) -> str:
    """What an answer from this file has to say first; empty where it holds open cases.

    A cohort that has wholly ended lacks none of its own cases, but is not of today.

    Raises:
        DataError: The file holds closed cases only.
    """
    if log.holds_closed_only:
        raise DataError(
            "No what-if is given: this file holds closed cases only. Those that were still"
            " waiting are not in it, so neither is how busy everybody was.",
            next_step="Ask for an extract of all cases opened in a period, open ones"
            " included.",
        )
    return ENDED if log.is_finished_cohort else ""


def to_work_log(log: EventLog) -> WorkLog:
    """The steps of a prepared log, of cases from the main body of its dates.

    Silent cases count as closed: nothing more is expected of them.
    """
    case_id, state = log.arrays.cases("case_id", "state")
    case, activity, end = log.arrays.events("case_id", "activity", "event_time")
    start, resource, team = log.arrays.events("start_time", "resource", "team")
    as_at = np.array([log.facts.as_at], dtype="datetime64[us]")
    local = log.arrays.local
    found = work_log(
        case,
        activity,
        end=local(end),
        start=local(start) if log.facts.has_start_times else None,
        resource=resource,
        team=team,
        closed=(state != OPEN)[np.searchsorted(case_id, case)],
        until=local(as_at)[0],
    )
    plain = float(_seconds(np.datetime64(log.facts.plausible_from, "us")))
    if found.opened.min() >= plain:
        return found
    return part_of(found, since=plain, until=found.until)


def from_day(log: WorkLog, day: date) -> WorkLog:
    """The cases that came on that day or later.

    Raises:
        DataError: There is none.
    """
    since = float(_seconds(np.datetime64(day, "us")))
    if log.opened.max() < since:
        msg = f"No case came on or after {day.isoformat()}."
        raise DataError(msg, next_step="Learn from an earlier day.")
    return part_of(log, since=since, until=log.until)


def part_of(log: WorkLog, *, since: float, until: float) -> WorkLog:
    """What was known at `until` of the cases that opened from `since` on.

    Steps that were not done by then are left out, and their cases are open.
    """
    wanted = (log.opened >= since) & (log.opened < until)
    kept = wanted[log.case] & (log.end <= until)
    has_any = np.zeros(log.n_cases, dtype=np.bool_)
    has_any[log.case[kept]] = True
    number = np.cumsum(has_any) - 1
    closed = log.closed & (log.ended <= until)
    return WorkLog(
        case=number[log.case[kept]],
        activity=log.activity[kept],
        resource=log.resource[kept],
        team=log.team[kept],
        start=log.start[kept],
        end=log.end[kept],
        closed=closed[has_any],
        activities=log.activities,
        resources=log.resources,
        teams=log.teams,
        has_starts=log.has_starts,
        until=until,
    )


def _seconds(times: Any) -> Floats:
    """Seconds since the first Monday; NaN where there is no time."""
    span = np.asarray(times, dtype="datetime64[us]") - FIRST_MONDAY
    seconds = span / np.timedelta64(1, "s")
    return np.asarray(seconds, dtype=np.float64)


def _numbered(words: Any, *, n: int) -> tuple[Integers, tuple[str, ...]]:
    """The position of each of `n` words among the sorted words; −1 for none."""
    if words is None:
        return np.full(n, -1), ()
    told, codes = _told(words)
    names = sorted(name for name in set(told) if name != NOBODY)
    place = {name: at for at, name in enumerate(names)}
    places = np.array([*(place.get(name, -1) for name in told), -1])
    return places[codes], tuple(names)


def _told(words: Any) -> tuple[list[str], Any]:
    """The different words, and which each element is; −1 for null."""
    if not isinstance(words, CodedColumn):
        names, codes = np.unique(np.asarray(words).astype(str), return_inverse=True)
        return names.tolist(), codes
    is_met = np.bincount(words.codes[words.codes >= 0], minlength=len(words.values)) > 0
    pairs = zip(words.values, is_met.tolist(), strict=True)
    return [name if is_told else NOBODY for name, is_told in pairs], words.codes
