"""What is odd about a prepared log: a few counts over its tables, put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.engine import query_beside
from mersey.eventlog.arrays import CLOSED
from mersey.findings.about_the_log import cases as of_cases
from mersey.findings.about_the_log import events as of_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine, StoredTable
    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.eventlog import EndRule, LogFacts
    from mersey.eventlog.facts import EventCounts
    from mersey.vocabulary import Finding

REOPENED: Final = query_beside(__file__, "reopened")

MOST_ACTIVITIES: Final = 500
"""Beyond this, or beyond half of all events, activities are rather free text."""

NOTABLE_TIES: Final = 0.01
"""Below 1 % of events, ties do not change what the paths look like."""


@dataclass(frozen=True, kw_only=True)
class CaseCounts:
    """What one pass over the cases counts.

    Attributes:
        n_reversed_cases: Cases that close before they open.
        n_same_day: Cases that close on the date they open.
        n_reopened: Cases in which an end was followed by ordinary work.
        n_late_opened: Cases stated to open after their last event.
    """

    n_reversed_cases: int
    n_same_day: int
    n_reopened: int
    n_late_opened: int


def count_cases(session: Engine, arrays: LogArrays, paths: StoredTable) -> CaseCounts:
    """The counts behind the findings about cases.

    `paths` has one row per path, with n_cases and reopened.
    """
    state, days, opened, closed = arrays.cases("state", "days", "opened", "closed")
    last, opened_date, closed_date = arrays.cases(
        "last_time", "opened_date", "closed_date"
    )
    # Closed before it opened; or begun with its end, where a row is a case.
    is_end_first = np.isnan(days) & (opened == closed) & (last > closed)
    is_reversed = (closed < opened) | is_end_first
    (row,) = session.ask(REOPENED, tables={"paths": paths}).to_pylist()
    return CaseCounts(
        n_reversed_cases=int(((state == CLOSED) & is_reversed).sum()),
        n_same_day=int((closed_date == opened_date).sum()),
        n_reopened=row["n"],
        n_late_opened=int((opened > last).sum()),
    )


def findings_of_events(
    counts: EventCounts, facts: LogFacts
) -> Iterator[Finding | None]:
    """Findings about single events."""
    n = facts.n_events
    yield of_events.REVERSED_SPANS.found_in(counts.n_reversed_spans, of=n)
    yield of_events.REPEATED_ACTIVITY_AT_ONCE.found_in(counts.n_repeated, of=n)
    ties = counts.n_ties if counts.n_ties >= NOTABLE_TIES * n else 0
    yield of_events.TIES.found_in(ties, of=n)
    yield of_events.CONSTANT_ACTIVITY.found_in(
        n if facts.n_activities == 1 else 0, of=n
    )
    many = facts.n_activities > min(MOST_ACTIVITIES, max(n / 2, 20))
    yield of_events.MANY_ACTIVITIES.found_in(facts.n_activities if many else 0)


def findings_of_cases(
    counts: CaseCounts, facts: LogFacts, rule: EndRule
) -> Iterator[Finding | None]:
    """Findings about cases and how they end."""
    n = facts.n_cases
    yield of_cases.REVERSED_CASES.found_in(counts.n_reversed_cases, of=n)
    yield of_cases.IMPOSSIBLE_ORDER.found_in(counts.n_late_opened, of=n)
    yield of_cases.REOPENED.found_in(counts.n_reopened, of=n)
    yield of_cases.SINGLE_CASE.found_in(int(n == 1), of=n)
    yield from _about_ends(counts, facts, rule)


def _about_ends(
    counts: CaseCounts, facts: LogFacts, rule: EndRule
) -> Iterator[Finding | None]:
    n = facts.n_cases
    has_rule = bool(rule.activities or rule.closed_column or rule.status_column)
    is_undated = rule.status_column is not None and facts.n_silent > 0
    is_open = has_rule and not facts.n_closed and not is_undated
    same_day = facts.n_closed > 1 and counts.n_same_day == facts.n_closed
    yield of_cases.MISSING_ENDS.found_in(0 if has_rule else n, of=n)
    yield of_cases.EVERY_CASE_OPEN.found_in(n if is_open else 0, of=n)
    yield of_cases.ALL_CLOSED_SAME_DAY.found_in(facts.n_closed if same_day else 0, of=n)
