"""What the log says of every case and every step that some clock asks for, as arrays.

Two queries, whatever the number of clocks; times are local, as clocks run on the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import ibis
import numpy as np

from mersey.flow.clocks.local_times import to_local
from mersey.vocabulary import ATTRIBUTE_PREFIX, DUE_PREFIX, CaseState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mersey.eventlog import EventLog

__all__ = ["CaseRecords", "Coded", "StepRecords", "case_records", "step_records"]

STATES: Final = (CaseState.OPEN, CaseState.CLOSED, CaseState.SILENT)
OPEN, CLOSED, SILENT = range(3)

FIXED: Final = ("case_id", "state", "opened", "closed", "last")


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A text column: `values[codes]`, and code −1 for null."""

    codes: Any
    values: tuple[str, ...]


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
    texts: Mapping[str, Coded]

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
    cases = log.cases
    dues = [c for c in columns if f"{DUE_PREFIX}{c}" in cases.columns]
    texts = _text_columns(log, columns)
    state = ibis.cases(
        *((cases.state == name.value, place) for place, name in enumerate(STATES)),
        else_=OPEN,
    ).cast("int8")
    asked: dict[str, Any] = dict(
        zip(
            FIXED,
            (cases.case_id, state, cases.opened, cases.closed, cases.last_time),
            strict=True,
        )
    )
    asked |= {f"due_{i}": cases[f"{DUE_PREFIX}{c}"] for i, c in enumerate(dues)}
    asked |= {
        f"text_{i}": cases[name].cast("string") for i, name in enumerate(texts.values())
    }
    table = _sorted(cases.select(**asked).to_pyarrow())
    states = _array(table["state"])
    return CaseRecords(
        case_id=_array(table["case_id"]),
        is_open=states == OPEN,
        is_closed=states == CLOSED,
        opened=_local(table["opened"], log),
        closed=_local(table["closed"], log),
        last=_local(table["last"], log),
        dues={c: _local(table[f"due_{i}"], log) for i, c in enumerate(dues)},
        texts={c: _coded(table[f"text_{i}"]) for i, c in enumerate(texts)},
    )


def step_records(
    log: EventLog, cases: CaseRecords, steps: Mapping[str, str]
) -> StepRecords:
    """The steps of the log that are events of the pack.

    Args:
        log: The log.
        cases: Its cases.
        steps: Activity → event id. Without any, no query is asked.
    """
    events = tuple(sorted(set(steps.values())))
    if not events:
        none = np.empty(0, dtype=np.int64)
        at = np.empty(0, dtype="datetime64[us]")
        return StepRecords(case=none, at=at, event=none.astype(np.int16), events=())
    asked = log.events.filter(log.events.activity.isin(sorted(steps)))
    named = [[a for a in sorted(steps) if steps[a] == event] for event in events]
    event = ibis.cases(
        *((asked.activity.isin(names), place) for place, names in enumerate(named)),
        else_=-1,
    )
    table = asked.select(
        case_id=asked.case_id, at=asked.event_time, event=event.cast("int16")
    ).to_pyarrow()
    case = np.searchsorted(cases.case_id, _array(table["case_id"]))
    at, event = _local(table["at"], log), _array(table["event"])
    if _is_sorted(case, at):
        return StepRecords(case=case, at=at, event=event, events=events)
    order = np.lexsort((event, at, case))
    return StepRecords(
        case=case[order], at=at[order], event=event[order], events=events
    )


def _text_columns(log: EventLog, columns: Collection[str]) -> dict[str, str]:
    """Column of the file → column of the cases table, of those that hold words."""
    outcome = log.loading.mapping.get("columns", {}).get("outcome")
    of_file = {name: f"{ATTRIBUTE_PREFIX}{name}" for name in log.attributes}
    if isinstance(outcome, str):
        of_file.setdefault(outcome, "outcome")
    return {name: of_file[name] for name in columns if name in of_file}


def _is_sorted(case: Any, at: Any) -> bool:
    step = np.diff(case)
    same_case = np.diff(at).astype(np.int64)[step == 0]
    return bool((step >= 0).all() and (same_case > 0).all())


def _sorted(table: Any) -> Any:
    """In order of case_id, which the engine keeps but does not promise."""
    case_id = _array(table["case_id"])
    if (np.diff(case_id) > 0).all():
        return table
    return table.take(np.argsort(case_id, kind="stable"))


def _local(column: Any, log: EventLog) -> Any:
    """Local times in microseconds; dates as midnight, and never shifted."""
    times = _array(column)
    if times.dtype == object or np.datetime_data(times.dtype)[0] == "D":
        return times.astype("datetime64[D]")
    times = times.astype("datetime64[us]")
    return times if log.facts.date_only else to_local(times, log.facts.time_zone)


def _coded(column: Any) -> Coded:
    chunk = column.combine_chunks().dictionary_encode()
    codes = _array(chunk.indices.fill_null(-1))
    return Coded(codes=codes, values=tuple(chunk.dictionary.to_pylist()))


def _array(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False)
