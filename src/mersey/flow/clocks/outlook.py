"""Which open cases have passed their limit, and which will within ten working days?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.flow.clock_results import CaseDue, Outlook, PastAny

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.flow.clocks.judged import JudgedClock

WINDOW: Final = 10
"""Working days that the outlook looks ahead."""

MOST_CASES: Final = 2_000


@dataclass(frozen=True, kw_only=True)
class LimitsAhead:
    """Open cases with a limit that has passed or soon will, in order, still without names.

    Attributes:
        case_id: The first 2,000 of them. due: Their last local dates in time.
        is_overdue, working_days_left, is_projected: One element each.
        past, soon: Of every case of the log, whether it is open and past its limit, or
            soon will be.
    """

    case_id: Any
    due: Any
    is_overdue: Any
    working_days_left: Any
    is_projected: Any
    n_overdue: int
    n_soon: int
    n_later: int
    n_silent: int
    until: date
    past: Any
    soon: Any


def look_ahead(one: JudgedClock, *, as_at: date, working_days: Any) -> LimitsAhead:
    """Overdue cases first, the longest overdue before the others; then by due date.

    Args:
        one: What one clock says of each case; silent ones are counted apart.
        as_at: The date up to which the log is known.
        working_days: A numpy busdaycalendar.
    """
    today = np.datetime64(as_at, "D")
    until = np.busday_offset(today, 0, roll="backward", busdaycal=working_days)
    until = np.busday_offset(until, WINDOW, busdaycal=working_days)
    due = one.judged.due.astype("datetime64[D]")
    overdue, waiting = one.is_overdue, one.is_in_time
    soon = waiting & (due <= until)
    listed = np.flatnonzero(soon | overdue)
    order = np.lexsort((listed, due[listed], ~overdue[listed]))[:MOST_CASES]
    first = listed[order]
    return LimitsAhead(
        case_id=one.case_id[first],
        due=due[first],
        is_overdue=overdue[first],
        working_days_left=_working_days(today, due[first], working_days),
        is_projected=one.judged.is_projected[first],
        n_overdue=int(overdue.sum()),
        n_soon=int(soon.sum()),
        n_later=int((waiting & ~soon).sum()),
        n_silent=one.n_silent,
        until=until.astype(object),
        past=overdue,
        soon=soon,
    )


def all_due(
    one: JudgedClock, names: Mapping[int, str], *, as_at: date, working_days: Any
) -> tuple[CaseDue, ...]:
    """Every open case with a limit, however far ahead; in the order of the log.

    Args:
        one: What one clock says of each case.
        names: case_id → pseudonym of the open cases.
        as_at: The date up to which the log is known.
        working_days: A numpy busdaycalendar.
    """
    today = np.datetime64(as_at, "D")
    places = np.flatnonzero(one.is_overdue | one.is_in_time)
    due = one.judged.due[places].astype("datetime64[D]")
    return _cases_due(
        names,
        one.case_id[places],
        due,
        one.is_overdue[places],
        _working_days(today, due, working_days),
        one.judged.is_projected[places],
    )


def _working_days(today: Any, due: Any, working_days: Any) -> Any:
    """Working days after today up to the limit; negative: after the limit up to today."""
    ahead = np.maximum(due, today)
    behind = np.minimum(due, today)
    to_come = np.busday_count(today + 1, ahead + 1, busdaycal=working_days)
    gone = np.busday_count(behind + 1, today + 1, busdaycal=working_days)
    return to_come - gone


def past_any(aheads: Sequence[LimitsAhead]) -> PastAny | None:
    """Open cases past any of the limits, each counted once; None without a limit."""
    if not aheads:
        return None
    past = np.logical_or.reduce([ahead.past for ahead in aheads])
    soon = np.logical_or.reduce([ahead.soon for ahead in aheads]) & ~past
    return PastAny(
        n=int(past.sum()),
        n_soon=int(soon.sum()),
        n_limits=sum(bool(ahead.n_overdue) for ahead in aheads),
        working_days=WINDOW,
        until=max(ahead.until for ahead in aheads),
    )


def names_of(log: EventLog, aheads: Iterable[LimitsAhead]) -> dict[int, str]:
    """case_id → pseudonym of every case to be listed; no query where there is none."""
    wanted = {int(case) for ahead in aheads for case in ahead.case_id}
    return log.arrays.names(wanted) if wanted else {}


def as_outlook(ahead: LimitsAhead, names: Mapping[int, str]) -> Outlook:
    """The outlook with the cases' pseudonyms."""
    return Outlook(
        cases=_cases_due(
            names,
            ahead.case_id,
            ahead.due,
            ahead.is_overdue,
            ahead.working_days_left,
            ahead.is_projected,
        ),
        n_overdue=ahead.n_overdue,
        n_soon=ahead.n_soon,
        n_later=ahead.n_later,
        n_silent=ahead.n_silent,
        working_days=WINDOW,
        until=ahead.until,
    )


def _cases_due(names: Mapping[int, str], *columns: Any) -> tuple[CaseDue, ...]:
    """From arrays of case_id, limit, whether it passed, working days and projection."""
    return tuple(
        CaseDue(
            pseudonym=names[case],
            due=due,
            is_overdue=is_overdue,
            working_days_left=left,
            is_projected=is_projected,
        )
        for case, due, is_overdue, left, is_projected in zip(
            *(column.tolist() for column in columns), strict=True
        )
    )
