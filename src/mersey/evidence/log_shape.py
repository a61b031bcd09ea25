"""What a log tells of itself before an experiment is planned: sizes, pace, steps, names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.engine import query_beside
from mersey.evidence.log_names import names_in_log
from mersey.evidence.named import NOTHING_KNOWN, Known
from mersey.flow.time_to_event import days_until, kaplan_meier
from mersey.vocabulary import ATTRIBUTE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

CASES: Final = query_beside(__file__, "log_cases_told")
STEPS: Final = query_beside(__file__, "log_steps")
"""Of each step its cases, its mean place, and mean days before it; in order of place."""

A_DAY: Final = timedelta(days=1)
MOST_VALUES: Final = 50
"""A column with more is no group that anybody would be compared by."""


@dataclass(frozen=True, kw_only=True)
class StepSeen:
    """A step of the log.

    Attributes:
        name: Event id of the pack where it has one, else the log's own word.
        n_cases: Cases that have it. place: Where it stands in a case, on average.
        days: Mean days from the step before it.
    """

    name: str
    n_cases: int
    place: float
    days: float


@dataclass(frozen=True, kw_only=True)
class LogShape:
    """What a proposal is made from.

    Attributes:
        first_day, last_day: Between which the log is known.
        opened: Day on which each case opened. days: To its end, or so far.
        is_ended: Whether the end was seen.
        steps: In the order in which cases mostly come to them.
        n_with: Outcome or step → cases that came to it.
        values: Column or field of the pack → its words, where there are few.
        known: All names, to check a plan against.
        n_teams: Teams that work on the cases.
    """

    first_day: date
    last_day: date
    opened: npt.NDArray[np.datetime64]
    days: npt.NDArray[np.float64]
    is_ended: npt.NDArray[np.bool_]
    steps: tuple[StepSeen, ...] = ()
    n_with: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Known = NOTHING_KNOWN
    n_teams: int = 0

    def n_between(self, first: date, last: date) -> int:
        """Cases opened from one day to another, both counted."""
        low, high = np.datetime64(first, "D"), np.datetime64(last, "D")
        return int(((self.opened >= low) & (self.opened <= high)).sum())

    def days_until(self, share: float, *, first: date, last: date) -> float | None:
        """Days within which that share of the cases of a window ended; None: not known."""
        low, high = np.datetime64(first, "D"), np.datetime64(last, "D")
        which = (self.opened >= low) & (self.opened <= high)
        fitted = kaplan_meier(self.days[which], self.is_ended[which])
        return days_until(fitted, share)


def log_shape(log: EventLog, use: ServiceUse | None) -> LogShape:
    """What the log tells of itself, in four queries."""
    columns = [f"{ATTRIBUTE_PREFIX}{name}" for name in log.attributes]
    table = log.ask(CASES, names={"attributes": columns})
    events = use.events if use else {}
    seen = [
        StepSeen(
            name=events.get(row["activity"], row["activity"]),
            n_cases=row["n_cases"],
            place=row["place"],
            days=row["days"],
        )
        for row in log.ask(STEPS).to_pylist()
    ]
    return LogShape(
        first_day=log.facts.plausible_from,
        last_day=log.facts.as_at_date,
        opened=_array(table["opened_date"]).astype("datetime64[D]"),
        days=_array(table["days"]),
        is_ended=_array(table["is_ended"]),
        steps=tuple(seen),
        n_with=_counts(table["outcome"]) | {step.name: step.n_cases for step in seen},
        values=_values(table, log, use),
        known=names_in_log(log, use),
        n_teams=log.facts.n_teams,
    )


def _counts(column: Any) -> dict[str, int]:
    counted = column.value_counts().to_pylist()
    return {str(one["values"]): one["counts"] for one in counted if one["values"]}


def _values(
    table: Any, log: EventLog, use: ServiceUse | None
) -> dict[str, tuple[str, ...]]:
    found = {
        name: _words(table[f"{ATTRIBUTE_PREFIX}{name}"]) for name in log.attributes
    }
    fields = use.fields if use else {}
    found |= {
        field_id: found[heading]
        for field_id, heading in fields.items()
        if heading in found
    }
    return {name: words for name, words in found.items() if len(words) <= MOST_VALUES}


def _words(column: Any) -> tuple[str, ...]:
    return tuple(sorted(str(v) for v in column.unique().to_pylist() if v is not None))


def _array(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False)
