"""The limit of every case: by the law alone, and with pauses and agreed extensions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks import due_dates
from mersey.clocks.clock import CountFrom, Duration, TimeUnit
from mersey.flow.clocks.dating import first_times, pauses_of
from mersey.flow.clocks.pausing import paused_days, paused_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.clocks.clock import Clock, Extension
    from mersey.flow.clocks.dating import CaseDates
    from mersey.flow.clocks.records import CaseRecords, StepRecords

MOMENT: Final = "datetime64[us]"


@dataclass(frozen=True, kw_only=True)
class CaseLimits:
    """One element per case.

    Attributes:
        due: The last time at which a case is in time, with agreed extensions; a date,
            or a moment where the clock runs in hours or the file states moments.
        plain: The same without extensions.
        is_projected: `due` lies beyond the calendar's horizon.
        is_extended: An extension moved the limit; None where the file cannot tell.
    """

    due: Any
    plain: Any
    is_projected: Any
    is_extended: Any | None


def comparable(times: Any, limit: Any) -> Any:
    """Times in the unit of the limit: a stop on the last day is in time all day."""
    return times.astype(limit.dtype)


def limits_of(
    clock: Clock,
    cases: CaseRecords,
    steps: StepRecords,
    *,
    dates: CaseDates,
    columns: Mapping[str, str],
    as_at: Any,
) -> CaseLimits:
    """The limits that `clock` sets.

    Args:
        clock: One version of a clock.
        cases: The cases of the log.
        steps: Their steps that are events of the pack.
        dates: When each case's clock started and stopped.
        columns: Field of the pack → column of the file.
        as_at: Local moment up to which the log is known; open pauses run until then.
    """
    if clock.due_field:
        plain = cases.dues[columns[clock.due_field]]
        plain = np.where(np.isnat(dates.start), np.datetime64("NaT"), plain).astype(
            plain.dtype
        )
        is_projected = np.zeros(cases.n, dtype=bool)
    else:
        plain, is_projected = _counted(clock, steps, dates=dates, as_at=as_at)
    due, known = plain, False
    for extension in clock.extensions:
        later = _extended(extension, clock, cases, steps, plain=plain, columns=columns)
        if later is not None:
            due, known = np.fmax(due, later), True
    due = np.where(np.isnat(plain), plain, due)
    return CaseLimits(
        due=due,
        plain=plain,
        is_projected=is_projected,
        is_extended=due > plain if known else None,
    )


def _counted(
    clock: Clock, steps: StepRecords, *, dates: CaseDates, as_at: Any
) -> tuple[Any, Any]:
    """The limit by counting days, hours or months, pauses left out."""
    found = due_dates(clock, dates.start)
    unit = _unit(clock)
    due, is_projected = found.due.astype(unit), found.projected
    spent = np.zeros(dates.start.size, dtype=np.int64)
    for rule in clock.pauses:
        pauses = pauses_of(rule, dates, steps)
        if pauses.case.size and unit == MOMENT:
            due = due + paused_time(pauses, dates, due=due, as_at=as_at)
        elif pauses.case.size:
            spent += paused_days(clock, pauses, dates, due=due, as_at=as_at)
            held = np.flatnonzero(spent)
            again = due_dates(clock, dates.start[held], paused_days=spent[held])
            due, is_projected = due.copy(), is_projected.copy()
            due[held], is_projected[held] = again.due.astype(unit), again.projected
    return due, is_projected


def _unit(clock: Clock) -> str:
    is_hours = clock.duration is not None and clock.duration.unit is TimeUnit.HOURS
    return MOMENT if is_hours else "datetime64[D]"


def _extended(
    extension: Extension,
    clock: Clock,
    cases: CaseRecords,
    steps: StepRecords,
    *,
    plain: Any,
    columns: Mapping[str, str],
) -> Any | None:
    """Each case's limit under an extension; not a time without one. None: not known."""
    said = None
    if extension.event in steps.events:
        said = first_times(steps, steps.are((extension.event,)), n=cases.n)
    if extension.field:
        column = columns.get(extension.field, "")
        if column not in cases.dues:
            return None
        later = comparable(cases.dues[column], plain)
    elif extension.duration is not None and said is not None:
        later = _longer(clock, extension.duration, plain)
    else:
        return None
    if said is None:
        return later
    is_agreed = ~np.isnat(said)
    if extension.before_due:
        is_agreed &= ~(comparable(said, plain) > plain)
    return np.where(is_agreed, later, np.datetime64("NaT")).astype(plain.dtype)


def _longer(clock: Clock, duration: Duration, plain: Any) -> Any:
    """The limit, that much later."""
    more = clock.model_copy(
        update={
            "duration": duration,
            "due_field": "",
            "count_from": CountFrom.DAY_AFTER,
            "start": clock.start.model_copy(update={"cut_off": None}),
        }
    )
    return due_dates(more, plain.astype("datetime64[us]")).due.astype(plain.dtype)
