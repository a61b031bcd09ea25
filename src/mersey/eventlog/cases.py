"""One row per case: when it opened and closed, how it stands, and how long it took."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from mersey.engine import AskedQuery, query_beside
from mersey.vocabulary import ATTRIBUTE_PREFIX, CASES_COLUMNS, DUE_PREFIX

if TYPE_CHECKING:
    from mersey.engine import Engine, NewStore, StoredTable
    from mersey.eventlog.days import Extent
    from mersey.eventlog.eventlog import EndRule

CASE_CATEGORIES: Final = {"first_activity": "activity", "last_activity": "activity"}
"""Column of the cases table → the column of events whose texts it shares."""

CLOSINGS: Final = query_beside(__file__, "closings")
CASES: Final = query_beside(__file__)


def closings(
    session: Engine,
    *,
    events: StoredTable,
    facts: StoredTable,
    paths: StoredTable,
    stated: StoredTable,
    rule: EndRule,
) -> StoredTable:
    """Facts of each case with its path, what the file states of it, and its ending.

    Args:
        session: The engine that holds the tables.
        events: The events as written.
        facts: See `case_facts`.
        paths: See `path_facts`.
        stated: Cases as the file states them: pseudonym, opened, closed, opening_lost,
            outcome, status, is_over and attributes, with their dates.
        rule: When a case is closed.

    Returns:
        Beside their columns `ending` and `ending_date`: when the case ended, whatever its
        status says; null where it did not. `is_over`: what its status says of it, null
        where that cannot be told.
    """
    return session.keep(
        "closings",
        CLOSINGS,
        tables={"events": events, "facts": facts, "paths": paths, "stated": stated},
        ends=list(rule.activities),
        has_ends=bool(rule.activities),
        has_closing=rule.closed_column is not None,
        names_over=bool(rule.over_values),
        over=list(rule.over_values),
    )


def write_cases(
    store: NewStore,
    closings: StoredTable,
    stated: StoredTable,
    *,
    rule: EndRule,
    extent: Extent,
    said: dict[str, bool],
) -> StoredTable:
    """The cases table: CASES_COLUMNS, attributes and due dates, sorted by case_id.

    Args:
        store: Where it goes.
        closings: See `closings`.
        stated: See `closings`.
        rule: When a case is closed, and when silent.
        extent: Up to when the log is known.
        said: `date_only`: dates are subtracted instead of times. `is_wide`: a row is a
            case, and its milestones have no order of their own.
    """
    question = cases_question(closings, stated, rule=rule, extent=extent, said=said)
    return store.write(
        "cases",
        question,
        types=CASES_COLUMNS,
        categories=CASE_CATEGORIES,
        unlike=("pseudonym",),
    )


def cases_question(
    closings: StoredTable,
    stated: StoredTable,
    *,
    rule: EndRule,
    extent: Extent,
    said: dict[str, bool],
) -> AskedQuery:
    """What `write_cases` writes."""
    known = (ATTRIBUTE_PREFIX, DUE_PREFIX)
    attributes = [name for name in stated.columns if name.startswith(known)]
    return AskedQuery(
        query=CASES,
        tables={"closings": closings, "cases": stated},
        names={"attributes": attributes, "columns": [*CASES_COLUMNS, *attributes]},
        values={
            **said,
            **_quiet(rule, extent, date_only=said["date_only"]),
            "as_at": extent.as_at,
            "as_at_date": extent.as_at_date,
            "believed_from": extent.believed_from,
            "has_closing": rule.closed_column is not None,
            "has_several_ends": len(rule.activities) > 1,
            "has_status": rule.status_column is not None,
        },
    )


def _quiet(rule: EndRule, extent: Extent, *, date_only: bool) -> dict[str, Any]:
    """Since when a case has rested for longer than cases do where it stands.

    A case that was last heard of before that moment is silent, unless it is waiting.
    """

    def since(days: float | None) -> datetime:
        quiet = timedelta(days=days or 0.0)
        if date_only:
            return datetime.combine(extent.as_at_date - quiet, time())
        return extent.as_at - quiet

    may_be_silent = rule.silent_after_days is not None
    at = rule.silent_after_at if may_be_silent else ()
    return {
        "may_be_silent": may_be_silent,
        "quiet_since": since(rule.silent_after_days),
        "steps": [step for step, _ in at],
        "moments": [since(days) for _, days in at],
        "waiting": list(rule.waiting),
    }
