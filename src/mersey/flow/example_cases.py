"""Which few cases show how the file was read? Enough to be checked against the file.

The first closed case of the file, the first open one, and one more: the first silent one,
or else the first with several steps. They are no sample: nothing is counted from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.engine import query_beside
from mersey.eventlog.arrays import STATES
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from mersey.eventlog import EventLog

STEPS: Final = query_beside(__file__)

MOST: Final = 3
MOST_TOLD: Final = 5
"""Steps of a case that are told, the last among them; the rest are counted."""

SEVERAL: Final = 3
"""Steps from which a case is worth showing for them."""

_FACTS: Final = (
    "case_id",
    "state",
    "opened_date",
    "closed_date",
    "last_date",
    "days",
    "n_events",
)


@dataclass(frozen=True, kw_only=True)
class ExampleStep:
    """A step of a case, and the local date on which it was done."""

    activity: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ExampleCase:
    """A case as it was read.

    Attributes:
        record: Which row of the file it begins in, 1 for the first below the headings.
        closed: Local date of its end; None where no end was seen.
        last: Local date of its last event.
        days: Opening to end, or to where watching stopped; None where it ended before it
            opened.
        n_steps: How many it has in all.
        steps: At most `MOST_TOLD` of them: the first, and the last.
    """

    pseudonym: str
    record: int
    state: CaseState
    opened: date
    closed: date | None
    last: date
    days: float | None
    n_steps: int
    steps: tuple[ExampleStep, ...]


def example_cases(log: EventLog) -> tuple[ExampleCase, ...]:
    """Up to three cases, closed before open before others; fewer in a small log."""
    chosen = _chosen(_candidates(log))
    ids = [case["case_id"] for case in chosen]
    steps = log.ask(STEPS, case_ids=ids, most=MOST_TOLD).to_pylist()
    return tuple(
        _example(log, case, [row for row in steps if row["case_id"] == case["case_id"]])
        for case in chosen
    )


def _candidates(log: EventLog) -> list[dict[str, Any]]:
    """The first cases of the file, and the first of each state, with few steps or several.

    Cases are numbered as they come in the file.
    """
    case_id, state, n_events = log.arrays.cases("case_id", "state", "n_events")
    kind = state * 2 + (n_events >= SEVERAL)
    firsts = np.unique(kind, return_index=True)[1]
    places = np.union1d(firsts, np.flatnonzero(case_id < MOST))
    columns = (one[places].tolist() for one in log.arrays.cases(*_FACTS))
    return [
        dict(zip(_FACTS, row, strict=True)) | {"state": STATES[row[1]].value}
        for row in zip(*columns, strict=True)
    ]


def _chosen(candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cases to show: one of each state, then others, those with several steps first."""
    found = [
        next(case for case in candidates if case["state"] == state)
        for state in _in_order(case["state"] for case in candidates)
    ]
    for least in (SEVERAL, 1):
        found += [
            case
            for case in candidates
            if case not in found and case["n_events"] >= least
        ]
    return found[:MOST]


def _in_order(states: Iterable[str]) -> list[str]:
    known, met = (CaseState.CLOSED, CaseState.OPEN, CaseState.SILENT), set(states)
    return [state.value for state in known if state.value in met]


def _example(
    log: EventLog, case: dict[str, Any], steps: list[dict[str, Any]]
) -> ExampleCase:
    return ExampleCase(
        pseudonym=steps[0]["pseudonym"],
        record=_record(log, steps[0]["event_id"]),
        state=CaseState(case["state"]),
        opened=case["opened_date"],
        closed=case["closed_date"],
        last=case["last_date"],
        days=None if np.isnan(case["days"]) else case["days"],
        n_steps=case["n_events"],
        steps=tuple(
            ExampleStep(activity=row["activity"], on=row["local_date"]) for row in steps
        ),
    )


def _record(log: EventLog, event: int) -> int:
    """The row of the file that tells an event, from the event's number."""
    mapping = log.loading.mapping
    if mapping.milestones:
        return int(event) // len(mapping.milestones)
    is_reversed = mapping.newest_first
    return log.loading.n_read + 1 - int(event) if is_reversed else int(event)
