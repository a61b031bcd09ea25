"""Do the status of cases and the dates of their ends agree?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.findings.about_the_log.cases import (
    CLOSED_WITHOUT_DATE,
    STATUS_DISAGREES,
    STATUS_UNUSED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from mersey.engine import Engine, StoredTable
    from mersey.eventlog.eventlog import EndRule
    from mersey.vocabulary import Finding

STATUSES: Final = query_beside(__file__, "statuses_and_dates")


def findings_of_statuses(
    session: Engine,
    closings: StoredTable,
    rule: EndRule,
    *,
    column: str | None,
    as_at: datetime,
) -> Iterator[Finding | None]:
    """Cases over without a date, open ones with a date, and a status that is not used.

    Args:
        session: The engine that holds the tables.
        closings: See `closings`.
        rule: The end rule.
        column: The file's column of statuses; None where it has none.
        as_at: Up to when the log is known.
    """
    if column is None or (rule.stated and rule.status_column is None):
        return
    (n,) = session.ask(STATUSES, tables={"closings": closings}, as_at=as_at).to_pylist()
    if rule.status_column is None:
        yield STATUS_UNUSED.found_in(n["n_over"] + n["n_going"], column=column)
        return
    n_over = n["n_over"]
    yield CLOSED_WITHOUT_DATE.found_in(
        n["n_undated"], of=n_over, n_over=n_over, column=column
    )
    yield STATUS_DISAGREES.found_in(n["n_reopened"], of=n["n_going"], column=column)
