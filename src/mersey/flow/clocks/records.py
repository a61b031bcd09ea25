"""What the log says of every case and every step that some clock asks for, as arrays.

Times are local, as clocks run on the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mersey.eventlog.arrays import CLOSED, OPEN
from mersey.vocabulary import ATTRIBUTE_PREFIX, DUE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mersey.eventlog import EventLog
    from mersey.eventlog.arrays import CodedColumn


@dataclass(frozen=True, kw_only=True)
class CaseRecords:
    """Every case of the log, one element each, in order of case_id.

    Attributes:
        case_id: The log's own numbers, rising.
        is_open, is_closed: As the log has it; a case that is neither is silent.
        opened, closed, last: Local times; not a time where unknown.
        dues: Column of the file → each case's own date; a whole day where the column
            has no times.
        texts: Column of the file → its values.
    """

    case_id: Any
    is_open: Any
    is_closed: Any
    opened: Any
    closed: Any
    last: Any
    dues: Mapping[str, Any]
    texts: Mapping[str, CodedColumn]

    @property
    def n(self) -> int:
        """How many cases there are."""
        return int(self.case_id.size)


@dataclass(frozen=True, kw_only=True)
class StepRecords:
    """Every step that some clock asks for, sorted by case and time.

    Attributes:
        case: Place of its case in `CaseRecords`. at: Local time.
        event: Place of its event id in `events`.
        events: Event ids of the pack.
    """

    case: Any
    at: Any
    event: Any
    events: tuple[str, ...]

    def are(self, ids: Collection[str]) -> Any:
        """Which steps are one of these events."""
        is_wanted = np.array([*(event in ids for event in self.events), False])
        return is_wanted[self.event]


def case_records(log: EventLog, columns: Collection[str]) -> CaseRecords:
    """The cases with those of the file's columns that the log kept."""
    dues = [c for c in columns if c in log.due_columns]
    texts = _text_columns(log, columns)
    fixed = ("case_id", "state", "opened", "closed", "last_time")
    asked = (*fixed, *(DUE_PREFIX + name for name in dues), *texts.values())
    found = dict(zip(asked, log.arrays.cases(*asked), strict=True))
    return CaseRecords(
        case_id=found["case_id"],
        is_open=found["state"] == OPEN,
        is_closed=found["state"] == CLOSED,
        opened=log.arrays.local(found["opened"]),
        closed=log.arrays.local(found["closed"]),
        last=log.arrays.local(found["last_time"]),
        dues={c: log.arrays.local(found[DUE_PREFIX + c]) for c in dues},
        texts={name: found[column] for name, column in texts.items()},
    )


def step_records(
    log: EventLog, cases: CaseRecords, steps: Mapping[str, str]
) -> StepRecords:
    """The steps of the log that are events of the pack.

    Args:
        log: The log.
        cases: Its cases.
        steps: Activity → event id. Without any, no event is looked at.
    """
    events = tuple(sorted(set(steps.values())))
    if not events:
        none = np.empty(0, dtype=np.int64)
        at = np.empty(0, dtype="datetime64[us]")
        return StepRecords(case=none, at=at, event=none.astype(np.int16), events=())
    case_id, times, activity = log.arrays.events("case_id", "event_time", "activity")
    place = {event: at for at, event in enumerate(events)}
    places = [place[steps[name]] if name in steps else -1 for name in activity.values]
    event = np.array([*places, -1], dtype=np.int16)[activity.codes]
    wanted = np.flatnonzero(event >= 0)
    case = np.searchsorted(cases.case_id, case_id[wanted])
    at, event = log.arrays.local(times[wanted]), event[wanted]
    if _is_sorted(case, at):
        return StepRecords(case=case, at=at, event=event, events=events)
    order = np.lexsort((event, at, case))
    return StepRecords(
        case=case[order], at=at[order], event=event[order], events=events
    )


def _text_columns(log: EventLog, columns: Collection[str]) -> dict[str, str]:
    """Column of the file → column of the cases table, of those that hold words."""
    outcome = log.loading.mapping.outcome
    of_file = {name: f"{ATTRIBUTE_PREFIX}{name}" for name in log.attributes}
    if outcome is not None:
        of_file.setdefault(outcome, "outcome")
    return {name: of_file[name] for name in columns if name in of_file}


def _is_sorted(case: Any, at: Any) -> bool:
    step = np.diff(case)
    same_case = np.diff(at).astype(np.int64)[step == 0]
    return bool((step >= 0).all() and (same_case > 0).all())
