"""Do the status of cases and the dates of their ends agree?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.findings.about_the_log.cases import (
    CLOSED_WITHOUT_DATE,
    STATUS_DISAGREES,
    STATUS_UNUSED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine
    from mersey.eventlog.eventlog import EndRule
    from mersey.vocabulary import Finding


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
        yield STATUS_UNUSED.found_in(n["n_over"] + n["n_going"], column=column)
        return
    n_over = n["n_over"]
    yield CLOSED_WITHOUT_DATE.found_in(
        n["n_undated"], of=n_over, n_over=n_over, column=column
    )
    yield STATUS_DISAGREES.found_in(n["n_reopened"], of=n["n_going"], column=column)
