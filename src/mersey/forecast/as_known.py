"""The log as it was known at earlier moments: which cases were open, and where they stood.

A backtest is honest only if it knows what was known then. At a moment a case is open if it
had begun and no end of it had been seen; what happened later, an end or being taken up
again, is not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.eventlog.arrays import SILENT
from mersey.vocabulary import ATTRIBUTE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog import EventLog

MICROSECONDS_A_DAY: Final = 86_400e6


@dataclass(frozen=True, kw_only=True)
class CasePaths:
    """Cases and their events as arrays; times are days since 1970, UTC.

    Attributes:
        opened: One element a case. closed: Its last end; NaN where none was seen.
        given_up: When a silent case was last heard of; NaN for others.
        kind: Code of the case's type; all 0 where no type is used.
        case: Place of each event's case, rising. time: Rising within a case.
        stage: Code of each event's activity.
        is_end: True for an event that ends a case.
        stages: Activity by code.
        as_at: Up to when the log is known.
    """

    opened: Any
    closed: Any
    given_up: Any
    kind: Any
    case: Any
    time: Any
    stage: Any
    is_end: Any
    stages: tuple[str, ...]
    as_at: float

    @cached_property
    def first(self) -> Any:
        """Place of each case's first event."""
        return np.searchsorted(self.case, np.arange(len(self.opened)))

    @cached_property
    def in_time(self) -> tuple[Any, Any]:
        """Times of all events, rising, and the case of each."""
        order = np.argsort(self.time, kind="stable")
        return self.time[order], self.case[order]

    def of(self, cases: Any) -> CasePaths:
        """The same log with these cases alone; `cases` are rising places."""
        place = np.full(len(self.opened), -1)
        place[cases] = np.arange(len(cases))
        mine = place[self.case] >= 0
        return CasePaths(
            opened=self.opened[cases],
            closed=self.closed[cases],
            given_up=self.given_up[cases],
            kind=self.kind[cases],
            case=place[self.case][mine],
            time=self.time[mine],
            stage=self.stage[mine],
            is_end=self.is_end[mine],
            stages=self.stages,
            as_at=self.as_at,
        )


@dataclass(frozen=True, kw_only=True)
class States:
    """Open cases at moments: one row is one case at one moment.

    Attributes:
        case: Place of the case. moment: Days since 1970.
        age: Days since it opened. since: Days since its latest event.
        stage: Code of its latest activity; −1 where it had none yet.
        position: Events so far. kind: Code of its type.
        rest: Days until its end, or until it was last watched.
        is_ended: Whether the end was seen.
    """

    case: Any
    moment: Any
    age: Any
    since: Any
    stage: Any
    position: Any
    kind: Any
    rest: Any
    is_ended: Any

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.case)

    def where(self, wanted: Any) -> States:
        """The rows that are wanted, by a mask or by places."""
        return States(**{name: getattr(self, name)[wanted] for name in _COLUMNS})


_COLUMNS: Final = tuple(States.__dataclass_fields__)


def paths_of(log: EventLog, *, kind: str | None = None) -> CasePaths:
    """The paths of a log. `kind` names the case attribute used as type."""
    cases = ("case_id", "opened", "closed", "last_time", "state")
    case_id, opened, closed, last, state = log.arrays.cases(*cases)
    event_case, time, step = log.arrays.events("case_id", "event_time", "activity")
    by_column = log.end_rule.closed_column is not None
    is_end = (
        np.zeros(len(time), bool) if by_column else step.are(log.end_rule.activities)
    )
    return CasePaths(
        opened=_as_days(opened),
        closed=_as_days(closed),
        given_up=np.where(state == SILENT, _as_days(last), np.nan),
        kind=_kinds(log, kind),
        case=np.searchsorted(case_id, event_case),
        time=_as_days(time),
        stage=step.codes.astype(np.int64),
        is_end=is_end,
        stages=step.values,
        as_at=_as_days(np.datetime64(log.facts.as_at, "us")),
    )


def states_at(paths: CasePaths, moments: Any, *, known: float) -> States:
    """Cases open at each moment, with what was known of their ends by `known`.

    Moments rise.
    """
    rows = list(_open_at(paths, moments))
    case, last = (np.concatenate([row[i] for row in rows] or [[]]) for i in (0, 1))
    moment = np.repeat(np.asarray(moments, float), [len(row[0]) for row in rows])
    return _states(paths, case.astype(int), last.astype(int), moment, known=known)


def states_at_events(paths: CasePaths, *, known: float) -> States:
    """Every case just after each of its events but an end, as known by `known`."""
    last = np.flatnonzero((paths.time < known) & ~paths.is_end)
    case = paths.case[last]
    is_watched = paths.time[last] < np.nan_to_num(paths.closed[case], nan=np.inf)
    return _states(
        paths,
        case[is_watched],
        last[is_watched],
        paths.time[last][is_watched],
        known=known,
    )


def _open_at(paths: CasePaths, moments: Any) -> Iterator[tuple[Any, Any]]:
    """At each moment: places of the open cases and of their latest events, −1 for none."""
    times, cases = paths.in_time
    counted = np.zeros(len(paths.opened), np.int64)
    seen = 0
    for moment in moments:
        until = int(np.searchsorted(times, moment, side="right"))
        counted += np.bincount(cases[seen:until], minlength=len(counted))
        seen = until
        last = np.where(counted > 0, paths.first + counted - 1, -1)
        seems_ended = (last >= 0) & paths.is_end[last]
        is_gone = (paths.closed <= moment) | (paths.given_up < moment) | seems_ended
        case = np.flatnonzero((paths.opened <= moment) & ~is_gone)
        yield case, last[case]


def _states(
    paths: CasePaths, case: Any, last: Any, moment: Any, *, known: float
) -> States:
    first = paths.first[case]
    ended, watched = ends_as_known(paths, known)
    has_event = last >= 0
    age = np.maximum(moment - paths.opened[case], 0.0)
    since = np.where(has_event, moment - paths.time[last], age)
    return States(
        case=case,
        moment=moment,
        age=age,
        since=since,
        stage=np.where(has_event, paths.stage[last], -1),
        position=np.where(has_event, last - first + 1, 0),
        kind=paths.kind[case],
        rest=np.maximum(watched[case] - moment, 0.0),
        is_ended=ended[case],
    )


def ends_as_known(paths: CasePaths, known: float) -> tuple[Any, Any]:
    """Whether each case had ended as far as was known, and until when it was watched."""
    n = len(paths.opened)
    counted = np.bincount(paths.case[paths.time <= known], minlength=n)
    last = paths.first + counted - 1
    seems = (counted > 0) & paths.is_end[last]
    is_closed = paths.closed <= known
    end = np.where(is_closed, paths.closed, np.where(seems, paths.time[last], np.nan))
    until = np.where(paths.given_up < known, paths.given_up, known)
    return ~np.isnan(end), np.where(np.isnan(end), until, end)


def _as_days(times: Any) -> Any:
    days = times.astype(np.int64) / MICROSECONDS_A_DAY
    return np.where(np.isnat(times), np.nan, days) if np.ndim(times) else float(days)


def _kinds(log: EventLog, name: str | None) -> Any:
    """Codes of a case attribute; null is a value of its own."""
    if name is None:
        return np.zeros(log.facts.n_cases, np.int64)
    (kinds,) = log.arrays.cases(ATTRIBUTE_PREFIX + name)
    return kinds.codes.astype(np.int64) + 1
