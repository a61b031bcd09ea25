"""The list of open cases to work through: as a table, as lines and as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mersey.answer.stage_names import stage_names
from mersey.charts.chart import Table
from mersey.report.case_names import case_name
from mersey.report.plain import WIDTH, table_lines
from mersey.report.plain_data import as_plain
from mersey.wording import count, day, days_short, either, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.answer import Worklist
    from mersey.answer.worklist import CaseLimit, OpenWork
    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

SCHEMA: Final = "mersey.cases/1"

LISTED: Final = 20
"""Cases on the screen; all are in the CSV and in the JSON."""

COLUMNS: Final = (
    "case",
    "opened",
    "days open",
    "older than usual",
    "stage",
    "days in stage",
    "team",
    "limit",
    "due",
    "working days left",
    "limits passed",
    "risk of passing its limit",
)


def case_list_csv(found: Worklist, log: EventLog, use: ServiceUse | None) -> str:
    """Every open case, a row each, the most pressing first; empty where not known."""
    raw = tuple(
        tuple(value.isoformat() if isinstance(value, date) else value for value in row)
        for row in case_rows(found, log, use)
    )
    return Table(columns=COLUMNS, rows=(), raw=raw).csv()


def case_rows(
    found: Worklist, log: EventLog, use: ServiceUse | None
) -> tuple[tuple[Any, ...], ...]:
    """The cells of every open case, in the order of `COLUMNS`; None where not known."""
    stages = stage_names(use)
    return tuple(
        _row(one, log, stages.of(one.case.last_activity)) for one in found.work
    )


def _row(one: OpenWork, log: EventLog, stage: str) -> tuple[Any, ...]:
    case, first = one.case, _first(one)
    return (
        case_name(case.pseudonym, log),
        case.opened,
        case.days,
        "yes" if case.older_than_usual else "no",
        stage,
        case.days_in_stage,
        case.team,
        first and first.title,
        first and first.due.due,
        first and first.due.working_days_left,
        sum(limit.due.is_overdue for limit in one.limits),
        one.risk,
    )


def case_list_lines(
    found: Worklist, log: EventLog, use: ServiceUse | None, *, width: int = WIDTH
) -> tuple[str, ...]:
    """How many there are, and the most pressing ones as a table."""
    return tuple(_lines(found, log, use, width))


def _lines(
    found: Worklist, log: EventLog, use: ServiceUse | None, width: int
) -> Iterator[str]:
    n = len(found.work)
    cases = plural(n, "open case") if n else "No open case"
    said = f"{cases} as at {day(found.as_at)}"
    has_limits = any(one.limits for one in found.work)
    if has_limits:
        past = count(found.n_past) if found.n_past else "none"
        said = f"{said}, {past} of them past a limit" if n > 1 else said
    yield f"{said}."
    if not n:
        return
    yield ""
    yield from table_lines(_table(found.work[:LISTED], log, use), width=width)
    if not has_limits:
        yield ""
        yield "No limit is counted for them."
    if n > LISTED:
        more = n - LISTED
        yield ""
        yield f"{plural(more, 'more case')} {either(more, 'is', 'are')} in the list that ⟦csv⟧ prints."
    if found.risk_basis:
        yield ""
        yield f"Risk of passing a limit: {found.risk_basis}"
    if found.no_risk:
        yield ""
        yield f"Risk of passing a limit: not foretold. {found.no_risk}"


def _table(work: tuple[OpenWork, ...], log: EventLog, use: ServiceUse | None) -> Table:
    stages = stage_names(use)
    rows = tuple(
        (
            case_name(one.case.pseudonym, log),
            stages.of(one.case.last_activity),
            days_short(one.case.days),
            _due_said(_first(one)),
            "" if one.risk is None else percent(one.risk),
        )
        for one in work
    )
    columns = ("case", "stage", "open", "due", "risk")
    told = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    shown = tuple(tuple(row[at] for at in told) for row in rows)
    return Table(columns=tuple(columns[at] for at in told), rows=shown, raw=shown)


def _due_said(first: CaseLimit | None) -> str:
    if first is None:
        return ""
    said = day(first.due.due)
    return f"{said}, past" if first.due.is_overdue else said


def _first(one: OpenWork) -> CaseLimit | None:
    return one.limits[0] if one.limits else None


def case_list_json(
    found: Worklist, log: EventLog, use: ServiceUse | None
) -> dict[str, Any]:
    """The list as plain data, with every limit of each case; schema `mersey.cases/1`."""
    stages = stage_names(use)
    data = {
        "schema": SCHEMA,
        "as_at": found.as_at,
        "open": len(found.work),
        "past_any_limit": found.n_past,
        "risk_basis": found.risk_basis or None,
        "risk_refused": found.no_risk or None,
        "cases": [
            {
                "pseudonym": case_name(one.case.pseudonym, log),
                "opened": one.case.opened,
                "days": one.case.days,
                "older_than_usual": one.case.older_than_usual,
                "stage": stages.of(one.case.last_activity),
                "days_in_stage": one.case.days_in_stage,
                "team": one.case.team,
                "risk": one.risk,
                "limits": [_limit(limit) for limit in one.limits],
            }
            for one in found.work
        ],
    }
    return as_plain(data)


def _limit(limit: CaseLimit) -> dict[str, Any]:
    return {
        "clock": limit.clock,
        "title": limit.title,
        "due": limit.due.due,
        "is_overdue": limit.due.is_overdue,
        "working_days_left": limit.due.working_days_left,
        "is_projected": limit.due.is_projected,
    }
