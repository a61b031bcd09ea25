"""Do the status of cases and the dates of their ends agree?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.eventlog.found import finding
from mersey.vocabulary import Severity
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine
    from mersey.eventlog.eventlog import EndRule
    from mersey.vocabulary import Finding

__all__ = ["findings_of_statuses"]

MANY: Final = 0.2
"""Where a fifth of the cases that are over have no date, durations say little."""


def findings_of_statuses(
    session: Engine, counted: Any, rule: EndRule, column: str | None
) -> Iterator[Finding | None]:
    """Cases over without a date, open ones with a date, and a status that is not used.

    Args:
        session: The engine that holds the tables.
        counted: What `count_statuses` gave.
        rule: The end rule.
        column: The file's column of statuses; None where it has none.
    """
    if column is None or (rule.stated and rule.status_column is None):
        return
    row = session.to_pyarrow(counted).to_pylist()[0]
    n = {name: value or 0 for name, value in row.items()}
    if rule.status_column is None:
        yield _unused(column, n["n_over"] + n["n_going"])
        return
    yield finding(
        "closed_without_date",
        f"{n['n_undated']:,} of {plural(n['n_over'], 'case')} that “{column}” calls over"
        f" {either(n['n_undated'], 'has no date of its end: it is', 'have no date of their end: they are')}"
        " neither open nor given a duration.",
        n=n["n_undated"],
        of=n["n_over"],
        hint="Ask for an extract with the date on which each case was closed.",
        severity=Severity.SERIOUS
        if n["n_undated"] > MANY * n["n_over"]
        else Severity.WARNING,
    )
    yield finding(
        "status_disagrees",
        f"{plural(n['n_reopened'], 'case has a date of its end', 'cases have a date of their end')},"
        f" but “{column}” says that {either(n['n_reopened'], 'it is not over; it counts', 'they are not over; they count')}"
        " as open.",
        n=n["n_reopened"],
        of=n["n_going"],
        hint="Check in the case system which of the two is right.",
        severity=Severity.WARNING,
    )


def _unused(column: str, n: int) -> Finding | None:
    return finding(
        "status_unused",
        f"“{column}” does not say which cases are over: its values and the dates of the"
        " ends do not agree.",
        n=n,
        hint="If it does, say which of its values end a case, with --end.",
    )
