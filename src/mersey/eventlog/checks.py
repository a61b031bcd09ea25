"""What is odd about a prepared log: a few counts over its tables, put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.eventlog.found import finding
from mersey.vocabulary import CaseState, Severity
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine
    from mersey.eventlog.eventlog import EndRule, LogFacts
    from mersey.vocabulary import Finding

__all__ = ["Counts", "count_all", "findings_of_cases", "findings_of_events"]

MOST_ACTIVITIES: Final = 500
"""Beyond this, or beyond half of all events, activities are rather free text."""

NOTABLE_TIES: Final = 0.01
"""Below 1 % of events, ties do not change what the paths look like."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What one pass over events and one over cases count.

    Attributes:
        n_repeated: Events directly followed by the same activity at the same time.
        n_ties: Events at the same time as the one before in their case.
        n_reversed_spans: Events whose start is after their completion.
        n_reversed_cases: Cases that close before they open.
        n_same_day: Cases that close on the date they open.
        n_reopened: Cases in which an end was followed by ordinary work.
        n_late_opened: Cases stated to open after their last event.
    """

    n_repeated: int
    n_ties: int
    n_reversed_spans: int
    n_reversed_cases: int
    n_same_day: int
    n_reopened: int
    n_late_opened: int


def count_all(session: Engine, *, events: Any, cases: Any, paths: Any) -> Counts:
    """The counts behind the findings, from the prepared tables.

    `paths` has one row per path, with n_cases and reopened.
    """
    is_tie = events.next_time == events.event_time
    is_closed = cases.state == CaseState.CLOSED.value
    return Counts(
        **_one_row(
            session,
            events.aggregate(
                n_repeated=(is_tie & (events.next_activity == events.activity)).sum(),
                n_ties=is_tie.sum(),
                n_reversed_spans=(events.start_time > events.event_time).sum(),
            ),
        ),
        **_one_row(
            session,
            cases.aggregate(
                n_reversed_cases=(is_closed & _is_reversed(cases)).sum(),
                n_same_day=(cases.closed_date == cases.opened_date).sum(),
                n_late_opened=(cases.opened > cases.last_time).sum(),
            ),
        ),
        **_one_row(
            session,
            paths.aggregate(n_reopened=paths.reopened.ifelse(paths.n_cases, 0).sum()),
        ),
    )


def _is_reversed(cases: Any) -> Any:
    """Closed before it opened; or begun with its end, where a row is a case."""
    is_end_first = cases.days.isnull() & (cases.opened == cases.closed)
    return (cases.closed < cases.opened) | (
        is_end_first & (cases.last_time > cases.closed)
    )


def _one_row(session: Engine, expression: Any) -> dict[str, Any]:
    row = session.to_pyarrow(expression).to_pylist()[0]
    return {name: value or 0 for name, value in row.items()}


def findings_of_events(counts: Counts, facts: LogFacts) -> Iterator[Finding | None]:
    """Findings about single events."""
    n = facts.n_events
    yield finding(
        "reversed_spans",
        f"{plural(counts.n_reversed_spans, 'event starts after it was', 'events start after they were')}"
        " completed.",
        n=counts.n_reversed_spans,
        of=n,
        hint="Check that the columns of start and completion are not swapped.",
        severity=Severity.WARNING,
    )
    yield finding(
        "repeated_activity_at_once",
        f"{plural(counts.n_repeated, 'event repeats the activity before it', 'events repeat the activity before them')}"
        " at the very same time.",
        n=counts.n_repeated,
        of=n,
        hint="An event may have been recorded twice; it counts as rework.",
    )
    ties = counts.n_ties if counts.n_ties >= NOTABLE_TIES * n else 0
    yield finding(
        "ties",
        f"{plural(ties, 'event')} happened at the same time as the one before in the"
        f" case; {either(ties, 'its', 'their')} order is that of the file.",
        n=ties,
        of=n,
    )
    constant = n if facts.n_activities == 1 else 0
    yield finding(
        "constant_activity",
        "Every event has the same activity, so there is no path to see.",
        n=constant,
        of=n,
        hint="Name the column that says what was done, with --activity.",
        severity=Severity.WARNING,
    )
    many = facts.n_activities > min(MOST_ACTIVITIES, max(n / 2, 20))
    yield finding(
        "many_activities",
        f"There are {facts.n_activities:,} activities, so the map shows only the most"
        " frequent.",
        n=facts.n_activities if many else 0,
        hint="Name a column with fewer, broader steps, with --activity.",
        severity=Severity.WARNING,
    )


def findings_of_cases(
    counts: Counts, facts: LogFacts, rule: EndRule
) -> Iterator[Finding | None]:
    """Findings about cases and how they end."""
    n = facts.n_cases
    yield finding(
        "reversed_cases",
        f"{_close(counts.n_reversed_cases)}; {either(counts.n_reversed_cases, 'it is', 'they are')}"
        " left out of every duration.",
        n=counts.n_reversed_cases,
        of=n,
        hint="Check both dates in the case system.",
        severity=Severity.WARNING,
    )
    yield finding(
        "impossible_order",
        f"{plural(counts.n_late_opened, 'case is stated to open after its', 'cases are stated to open after their')}"
        " last event.",
        n=counts.n_late_opened,
        of=n,
        hint="Check which column states when a case opened, and say it with --opened.",
        severity=Severity.WARNING,
    )
    yield finding(
        "reopened",
        f"{plural(counts.n_reopened, 'case')} went on with ordinary work after an end.",
        n=counts.n_reopened,
        of=n,
        hint="Such a case closes at the last end that no ordinary work follows.",
    )
    yield finding(
        "single_case",
        "The log holds one case.",
        n=int(n == 1),
        of=n,
        severity=Severity.WARNING,
    )
    yield from _about_ends(counts, facts, rule)


def _close(n: int) -> str:
    return plural(n, "case closes before it opens", "cases close before they open")


def _about_ends(
    counts: Counts, facts: LogFacts, rule: EndRule
) -> Iterator[Finding | None]:
    n = facts.n_cases
    has_rule = bool(rule.activities or rule.closed_column or rule.status_column)
    is_undated = rule.status_column is not None and facts.n_silent > 0
    yield finding(
        "missing_ends",
        "No activity and no column says when a case is over, so none counts as closed.",
        n=0 if has_rule else n,
        of=n,
        hint="Say which activity ends a case, with --end, or which column, with --closed.",
        severity=Severity.SERIOUS,
    )
    yield finding(
        "every_case_open",
        "No case has come to its end by the as-at date.",
        n=n if has_rule and not facts.n_closed and not is_undated else 0,
        of=n,
        hint="Check the end rule, and say the right end with --end.",
        severity=Severity.SERIOUS,
    )
    same_day = facts.n_closed > 1 and counts.n_same_day == facts.n_closed
    yield finding(
        "all_closed_same_day",
        "Every closed case closed on the day it opened.",
        n=facts.n_closed if same_day else 0,
        of=n,
        hint="Check that the dates of opening and closing are not one and the same.",
        severity=Severity.WARNING,
    )
