"""The cases of a log as an experiment needs them: when each came, ended, reached a step.

The columns are those of `log.arrays`; what was known on an earlier day is worked out on
them, so that a look tells what it told on its day, however much has happened since.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mersey.errors import EvidenceError, UnknownName
from mersey.eventlog.arrays import CLOSED
from mersey.eventlog.migration import are_timed
from mersey.services.word_forms import words_of
from mersey.vocabulary import ATTRIBUTE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.evidence.lots import ByLot
    from mersey.services import ServiceUse

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Dates = npt.NDArray[np.datetime64]
    Codes = npt.NDArray[np.int64]

NONE: Final = -1
"""The code of a value that is not there."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A word for each case: `values[codes]`, and −1 where there is none."""

    codes: Codes
    values: tuple[str, ...]

    def place(self, word: str) -> tuple[int, ...]:
        """The codes of a word, letter case aside; none where nobody wrote it."""
        folded = word.casefold()
        return tuple(
            code for code, value in enumerate(self.values) if value.casefold() == folded
        )

    def are(self, words: Collection[str]) -> Flags:
        """Which cases have one of the words, letter case aside."""
        codes = [code for word in words for code in self.place(word)]
        return np.isin(self.codes, codes)

    def taken(self, which: Any) -> Coded:
        """Those of some cases."""
        return Coded(codes=self.codes[which], values=self.values)


@dataclass(frozen=True, kw_only=True)
class LogCases:
    """Every case whose time from opening is known, the first opened first.

    Attributes:
        opened: Local day. at: Local moment of opening, in days since 1970.
        days: To its end, or to where watching stopped. is_ended: The end was seen.
        outcome: How it ended; −1 where that is not seen or not recorded.
        attributes: Heading of the file → its words.
        steps: Name asked for → days from opening until it was first done; NaN where it
            was not.
        known_until: The last local day that is known.
        date_only: True where moments are whole days.
        by_lot: How those with the change are told from those without; None: by time.
    """

    opened: Dates
    at: Floats
    days: Floats
    is_ended: Flags
    outcome: Coded
    attributes: Mapping[str, Coded]
    steps: Mapping[str, Floats]
    known_until: date
    date_only: bool
    by_lot: ByLot | None = None

    @property
    def n(self) -> int:
        """How many cases there are."""
        return int(self.opened.size)

    def opened_between(self, first: date, last: date) -> LogCases:
        """The cases opened from one day to another, both counted."""
        low, high = np.datetime64(first, "D"), np.datetime64(last, "D")
        return self.where((self.opened >= low) & (self.opened <= high))

    def where(self, which: Any) -> LogCases:
        """Some of the cases."""
        return replace(
            self,
            opened=self.opened[which],
            at=self.at[which],
            days=self.days[which],
            is_ended=self.is_ended[which],
            outcome=self.outcome.taken(which),
            attributes={k: v.taken(which) for k, v in self.attributes.items()},
            steps={k: v[which] for k, v in self.steps.items()},
        )

    def known_on(self, day: date) -> LogCases:
        """What was known at the end of an earlier day.

        Raises:
            EvidenceError: The log is not known up to that day.
        """
        if day > self.known_until:
            msg = (
                f"The log is known up to {self.known_until}, and the look is of {day}."
            )
            raise EvidenceError(msg, next_step="Export the log again, and look then.")
        came = self.where(self.opened <= np.datetime64(day, "D"))
        until = np.datetime64(day, "D").astype(float) + (0 if came.date_only else 1)
        watched = np.minimum(came.days, until - came.at)
        is_ended = came.is_ended & (came.days <= until - came.at)
        return replace(
            came,
            days=watched,
            is_ended=is_ended,
            outcome=replace(
                came.outcome, codes=np.where(is_ended, came.outcome.codes, NONE)
            ),
            steps={
                name: np.where(after <= until - came.at, after, np.nan)
                for name, after in came.steps.items()
            },
            known_until=day,
        )


def read_log_cases(
    log: EventLog,
    use: ServiceUse | None = None,
    *,
    attributes: Collection[str] = (),
    steps: Collection[str] = (),
    ways: Collection[str] = (),
) -> LogCases:
    """The cases of a log, with the attributes and steps that are asked for.

    Args:
        log: The log.
        use: The pack it is read by: a step may be an event of it.
        attributes: Headings of the file, or fields of the pack.
        steps: Steps by the file's own words, or events of the pack.
        ways: Outcomes of the log, or else steps.

    Raises:
        UnknownName: The log has no such attribute, outcome or step.
    """
    columns = [ATTRIBUTE_PREFIX + _heading(name, log, use) for name in attributes]
    fixed = ("case_id", "opened", "opened_date", "days", "state", "outcome")
    case_id, opened, dates, days, state, outcome, *words = log.arrays.cases(
        *fixed, *columns
    )
    at = _moments(opened, log)
    timed = np.flatnonzero(are_timed(log))
    order = timed[np.lexsort((case_id[timed], at[timed]))]
    ended_as = Coded(codes=outcome.codes, values=outcome.values)
    asked = {*steps, *(name for name in ways if not ended_as.place(name))}
    reached = _steps(log, use, sorted(asked), case_id=case_id, at=at)
    return LogCases(
        opened=dates[order],
        at=at[order],
        days=days[order],
        is_ended=state[order] == CLOSED,
        outcome=ended_as.taken(order),
        attributes={
            name: Coded(codes=column.codes, values=column.values).taken(order)
            for name, column in zip(attributes, words, strict=True)
        },
        steps={name: after[order] for name, after in reached.items()},
        known_until=log.facts.as_at_date,
        date_only=log.facts.date_only,
    )


def activities_of(
    name: str, known: Iterable[str], use: ServiceUse | None
) -> tuple[str, ...]:
    """The activities of a log that a step of a plan means, sorted.

    Args:
        name: An activity, by its words, or an event id of the pack.
        known: Every activity of the log.
        use: The pack.

    Raises:
        UnknownName: It is neither.
    """
    activities = tuple(known)
    of_pack = {} if use is None else use.events
    found = [a for a in activities if words_of(a) == words_of(name)]
    found = found or [a for a in activities if of_pack.get(a) == name]
    if not found:
        names = sorted({*activities, *of_pack.values()})
        raise UnknownName.of("step", name, names)
    return tuple(sorted(found))


def _heading(name: str, log: EventLog, use: ServiceUse | None) -> str:
    """The heading of a column, named by itself or as a field of the pack."""
    fields = {} if use is None else use.fields
    heading = fields.get(name, name)
    if heading not in log.attributes:
        raise UnknownName.of("column", name, (*log.attributes, *fields))
    return heading


def _steps(
    log: EventLog,
    use: ServiceUse | None,
    steps: Collection[str],
    *,
    case_id: Any,
    at: Floats,
) -> dict[str, Floats]:
    """Name → days from opening until the step was first done, as `case_id` stands."""
    if not steps:
        return {}  # and no event is fetched
    of_case, times, activity = log.arrays.events("case_id", "event_time", "activity")
    case, moments = np.searchsorted(case_id, of_case), _moments(times, log)
    found: dict[str, Floats] = {}
    for name in steps:
        is_step = activity.are(activities_of(name, activity.values, use))
        first = np.full(case_id.size, np.inf)
        np.minimum.at(first, case[is_step], moments[is_step])
        found[name] = np.where(np.isfinite(first), first - at, np.nan)
    return found


def _moments(times: Any, log: EventLog) -> Floats:
    """Local moments, in days since 1970; dates are whole days, and never shifted."""
    local = log.arrays.local(times).astype("datetime64[us]")
    microseconds: Floats = local.astype("int64").astype(float)
    return microseconds / 86_400e6
