"""Which rows tell no event, and which of them tell nothing at all and are rejected?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import call, column, never
from mersey.engine.queries import query
from mersey.load.dates.date_reading import as_written
from mersey.load.dates.moments import is_dated, not_happened
from mersey.load.rows.accounting import Fault
from mersey.load.shapes.mapping import Shape

if TYPE_CHECKING:
    from mersey.engine.expressions import Expression
    from mersey.load.rows.reading_plan import ReadingPlan

NO_TIME: Final = "no time"
NOT_A_DATE: Final = "not a date, or not written like the column's other dates"
OUT_OF_RANGE: Final = "a time before 1900 or after 2100"


@dataclass(frozen=True, kw_only=True)
class RowGaps:
    """What is missing in the rows of a file.

    Attributes:
        faults: Reasons to reject a row that tells of no case that can be placed in time.
        any_without_event: Whether a row that is kept may tell no event.
    """

    faults: list[Fault]
    any_without_event: bool


def find_gaps(plan: ReadingPlan, case: str, activity: str, *, time: str) -> RowGaps:
    """Only the faults that some row has: most files have none, and pay for none."""
    blanks = {
        "case": plan.blank_fault(case, "case"),
        "activity": plan.blank_fault(activity, "activity"),
    }
    counted = query(
        "SELECT count(*) AS n, {blanks} FROM {rows}",
        blanks={
            name: call("count_if", fault.found).cast("BIGINT")
            for name, fault in blanks.items()
        },
        rows=plan.raw.table,
    )
    counts = plan.raw.session.to_pyarrow(counted).to_pylist()[0]
    faults = [blanks["case"]] if counts["case"] else []
    stepless, timeless = counts["activity"], plan.dates[time].n_read < counts["n"]
    known = _is_placed(plan)
    if stepless and plan.mapping.shape is not Shape.CHANGE:
        fault = blanks["activity"]
        faults.append(_unless(fault, known))
    if timeless:
        no_time, *others = _time_faults(plan, time)
        faults += [_unless(no_time, known), *others]  # an unread end is no open work
    return RowGaps(faults=faults, any_without_event=bool(stepless or timeless))


def _is_placed(plan: ReadingPlan) -> Expression | None:
    """Whether a row says otherwise when its case began: by its start, or its opening."""
    named = [n for n in (plan.mapping.start, plan.mapping.opened) if n]
    if not named:
        return None
    found = never()
    for name in named:
        found |= is_dated(column(name), plan.dates[name])
    return found


def _unless(fault: Fault, known: Expression | None) -> Fault:
    if known is None:
        return fault
    return Fault(column=fault.column, reason=fault.reason, found=fault.found & ~known)


def _time_faults(plan: ReadingPlan, time: str) -> list[Fault]:
    dates = plan.dates[time]
    cell = column(time)
    written = as_written(cell, dates.style)
    nothing = not_happened(cell, dates)
    undated = ~is_dated(cell, dates)
    return [
        Fault(column=time, reason=NO_TIME, found=nothing & undated),
        Fault(column=time, reason=NOT_A_DATE, found=written.isnull() & ~nothing),
        Fault(column=time, reason=OUT_OF_RANGE, found=undated & ~nothing),
    ]
