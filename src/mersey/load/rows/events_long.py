"""Events of a file with a row per event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.load.dates.moments import Moment, as_written
from mersey.load.files.raw import ROW
from mersey.load.rows.accounting import Fault, Kept, account
from mersey.load.rows.case_facts import FactSource, case_table
from mersey.load.rows.names_map import (
    CASE,
    VALUE,
    CaseNames,
    as_text,
    name_cases,
    renamed,
)
from mersey.vocabulary import Role

if TYPE_CHECKING:
    import pyarrow as pa

    from mersey.load.rows.reading_plan import Plan

__all__ = ["NOT_A_DATE", "NO_TIME", "OUT_OF_RANGE", "Events", "long_events"]

NO_TIME: Final = "no time"
NOT_A_DATE: Final = "not a date, or not written like the column's other dates"
OUT_OF_RANGE: Final = "a time before 1900 or after 2100"

_COLUMNS: Final = {
    Role.ACTIVITY: "activity",
    Role.PERSON: "resource",
    Role.TEAM: "team",
    Role.LIFECYCLE: "lifecycle",
}
"""Role → column of the events table, where it holds words."""


@dataclass(frozen=True, kw_only=True)
class Events:
    """Events and cases of a file, and what became of its rows.

    Attributes:
        n_varying: Case-level column → cases in which its rows disagree.
        n_lost_cells: Milestone → dates of a wide file that could not be read.
        n_repeated_cases: Rows of a wide file beyond the first of their case.
        texts: Text column of `events` → every text that it may hold.
    """

    events: Any
    cases: Any
    kept: Kept
    names: CaseNames
    date_only: bool
    n_varying: dict[str, int]
    n_lost_cells: dict[str, int]
    texts: dict[str, pa.Array]
    n_repeated_cases: int = 0


def long_events(plan: Plan) -> Events:
    """The events of the file, one for each of its rows that can be used."""
    mapping = plan.mapping
    case, activity, time = _spine(plan)
    kept = account(plan.raw, plan.profiles, _faults(plan, case, activity, time=time))
    renamed_rows, texts = _renamed(plan, kept.table)
    rows = renamed_rows.mutate(**{VALUE: as_text(renamed_rows[case])})
    names = name_cases(plan.raw.session, rows, key=plan.key, keep_ids=mapping.keep_ids)
    joined = rows.inner_join(names.table, VALUE).drop(VALUE)
    cases, n_varying = case_table(FactSource(plan=plan, rows=joined, names=names))
    columns = [time] + ([mapping.start] if mapping.start else [])
    return Events(
        events=_selected(plan, joined, time=time),
        cases=cases,
        kept=kept,
        names=names,
        date_only=not any(plan.dates[name].style.has_time for name in columns),
        n_varying=n_varying,
        n_lost_cells={},
        texts=texts,
    )


def _spine(plan: Plan) -> tuple[str, str, str]:
    mapping = plan.mapping
    if mapping.case is None or mapping.activity is None or mapping.time is None:
        msg = "a file with a row per event needs a case, an activity and a time"
        raise ValueError(msg)
    return mapping.case, mapping.activity, mapping.time


def _faults(plan: Plan, case: str, activity: str, *, time: str) -> list[Fault]:
    """Only the faults that some row has: most files have none, and pay for none."""
    blanks = {
        "case": plan.blank_fault(case, "case"),
        "activity": plan.blank_fault(activity, "activity"),
    }
    counted = plan.raw.table.aggregate(
        n=plan.raw.table.count(),
        **{name: fault.found.sum() for name, fault in blanks.items()},
    )
    counts = plan.raw.session.to_pyarrow(counted).to_pylist()[0]
    faults = [fault for name, fault in blanks.items() if counts[name]]
    dates = plan.dates[time]
    if dates.n_read < counts["n"]:
        faults += _time_faults(plan, time)
    return faults


def _time_faults(plan: Plan, time: str) -> list[Fault]:
    dates = plan.dates[time]
    column, text = plan.raw.table[time], plan.text(time)
    written = as_written(column, dates.style)
    nothing = text.isnull() | (text.strip() == "")
    if dates.nulls:
        nothing |= text.isin(list(dates.nulls))
    moment = Moment.of(column, dates, plan.mapping.time_zone).utc
    return [
        Fault(column=time, reason=NO_TIME, found=nothing & moment.isnull()),
        Fault(column=time, reason=NOT_A_DATE, found=written.isnull()),
        Fault(column=time, reason=OUT_OF_RANGE, found=moment.isnull()),
    ]


def _renamed(plan: Plan, rows: Any) -> tuple[Any, dict[str, pa.Array]]:
    """The rows, with people hidden and the words of the log made clean; and the words."""
    texts = {}
    for role, rename in _renames(plan).items():
        column = getattr(plan.mapping, role.value)
        if column is not None:
            rows, names = renamed(
                plan.raw, rows, column, rename=rename(column), into=f"__{role.value}"
            )
            texts[_COLUMNS[role]] = names
    return rows, texts


def _selected(plan: Plan, rows: Any, *, time: str) -> Any:
    done = _moment(plan, rows, time)
    start = plan.mapping.start
    cost = plan.mapping.cost
    began = _moment(plan, rows, start).utc if start else ibis.null("timestamp(6)")
    return rows.select(
        case_id=rows[CASE],
        event_id=rows[ROW],
        event_time=done.utc,
        local_date=done.date,
        start_time=began,
        cost=plan.numbers(rows[cost], cost) if cost else ibis.null("float64"),
        **{column: _or_null(rows, role) for role, column in _COLUMNS.items()},
    )


def _renames(plan: Plan) -> dict[Role, Any]:
    return {
        Role.ACTIVITY: plan.safe,
        Role.PERSON: plan.hidden,
        Role.TEAM: plan.hidden if plan.hides_team else plan.safe,
        Role.LIFECYCLE: plan.safe,
    }


def _moment(plan: Plan, rows: Any, name: str) -> Moment:
    return Moment.of(rows[name], plan.dates[name], plan.mapping.time_zone)


def _or_null(rows: Any, role: Role) -> Any:
    name = f"__{role.value}"
    return rows[name] if name in rows.columns else ibis.null("string")
