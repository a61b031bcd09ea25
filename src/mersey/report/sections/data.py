"""What is wrong with the data, and how the file was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.report.findings import NOTHING_WRONG, SEVERITY_SAID, rows_said, worst_first
from mersey.report.page_tables import table_view
from mersey.report.reading_options import options_said
from mersey.report.reading_words import example_said, left_out_said, reading_said
from mersey.report.view import FindingsView, FindingView, ReadingView, Section
from mersey.shell_words import as_argument
from mersey.vocabulary import AsAtReason, Role, Severity
from mersey.wording import clip, count, day, local_day, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.eventlog.eventlog import EventLog, LoadingReport
    from mersey.flow.example_cases import ExampleCase
    from mersey.load.shapes.mapping import ColumnMapping
    from mersey.report.view import Block, PageLimits, TableView
    from mersey.vocabulary import Finding

ROLES: Final = {
    "case": "Names the case",
    "activity": "Names the step",
    "time": "When the step was done",
    "start": "When work on the step began",
    "milestones": "A date for each step",
    "opened": "When the case opened",
    "closed": "When the case closed",
    "person": "Who did it (replaced by a pseudonym)",
    "team": "Which team",
    "cost": "What it cost",
    "lifecycle": "Where the step is in its life",
    "outcome": "How the case ended",
    "attributes": "Facts about the case",
}
"""Roles of columns in the mapping as data, as the table has them, and their meaning."""

_REASON_OF: Final = {"milestones": Role.MILESTONE, "attributes": Role.ATTRIBUTE}

MANY: Final = 12
"""Columns of one role that are named; the rest are counted."""

RULE: Final = 600
"""Characters of the end rule; a log may have very many ends."""


def findings_section(log: EventLog, *, limits: PageLimits) -> Section:
    """Findings, worst first, in words; folded on a phone unless one is serious."""
    found = worst_first(log.findings)
    rows = tuple(
        FindingView(
            severity=SEVERITY_SAID[row.severity],
            name=row.id,
            message=clip(row.message, limit=RULE),
            hint=clip(row.hint, limit=RULE),
        )
        for row in found[: limits.rows]
    )
    return Section(
        id="data",
        title="What is wrong with the data",
        short="Faults in the data",
        fold="" if _is_serious(found) or not rows else "phone",
        paragraphs=() if rows else (NOTHING_WRONG,),
        blocks=(FindingsView(rows=rows),) if rows else (),
    )


def _is_serious(found: Sequence[Finding]) -> bool:
    return any(row.severity is Severity.SERIOUS for row in found)


def reading_section(
    log: EventLog, *, limits: PageLimits, examples: Sequence[ExampleCase] = ()
) -> Section:
    """How to check the reading, the mapping with its reasons, and how dates are written.

    `examples` are the cases that are walked through.
    """
    loading = log.loading
    folded = (
        _dates(loading, limits),
        _nulls(loading, limits),
        _kept_text(loading, limits),
        _dropped(loading, limits),
    )
    blocks: list[Block] = [_reading(log, examples), _roles(loading, limits)]
    blocks += [table for table in folded if table is not None]
    return Section(
        id="reading",
        title="How the file was read",
        short="How the file was read",
        fold="detail",
        blocks=tuple(blocks),
    )


def _reading(log: EventLog, examples: Sequence[ExampleCase]) -> ReadingView:
    return ReadingView(
        sentence=reading_said(log),
        examples=tuple(example_said(case, log) for case in examples),
        left_out=left_out_said(log.loading),
        more=(
            rows_said(log.loading),
            _spread(log),
            clip(log.end_rule.text, limit=RULE),
            _states(log),
        ),
        command=f"mersey look {as_argument(log.facts.name)}",
        options=tuple((other.option, other.says) for other in options_said(log)),
    )


def _spread(log: EventLog) -> str:
    facts = log.facts
    first = local_day(facts.first_event, time_zone=facts.time_zone)
    last = local_day(facts.last_event, time_zone=facts.time_zone)
    n_later = facts.n_set_aside
    are = "is" if n_later == 1 else "are"
    later = f" ({count(n_later)} of them {are} set aside as later)" if n_later else ""
    return (
        f"{plural(facts.n_cases, 'case')}, {plural(facts.n_events, 'event')}{later}, "
        f"{plural(facts.n_activities, 'kind')} of step; the first event is of {first}, "
        f"the last of {last}. {_as_at(log)} Times are those of {facts.time_zone}."
    )


def _as_at(log: EventLog) -> str:
    on = day(log.facts.as_at_date)
    match log.facts.as_at_reason:
        case AsAtReason.SAID:
            why = "as you said"
        case AsAtReason.LAST_EVENT:
            why = "the day of its last event"
        case AsAtReason.WRITING_STOPS:
            why = "the day on which its writing stops"
    return f"It is taken as at {on}, {why}."


def _states(log: EventLog) -> str:
    facts = log.facts
    if not log.knows_open_cases:
        return (
            f"So {count(facts.n_closed)} of {plural(facts.n_cases, 'case')} are closed."
        )
    return (
        f"So {count(facts.n_open)} of {plural(facts.n_cases, 'case')} are open, "
        f"{count(facts.n_closed)} closed and {count(facts.n_silent)} silent."
    )


def _roles(loading: LoadingReport, limits: PageLimits) -> TableView:
    played = loading.mapping.by_role()
    rows = [
        (said, _names(played[role]), *_reason(loading.mapping, role))
        for role, said in ROLES.items()
        if played[role] or role == "case"
    ]
    headings = ("What it tells", "Column of the file", "Why", "How sure")
    return table_view(
        "What each column was taken for", headings, rows, limit=limits.rows, numbers=()
    )


def _reason(mapping: ColumnMapping, role: str) -> tuple[str, str]:
    # A part such as `due` is no role of its own, and has no reason.
    part, reasons = _REASON_OF.get(role, role), mapping.reasons
    reason = next((why for known, why in reasons.items() if known == part), None)
    if reason is None:
        return "", ""
    return reason.text, _sure(reason.confidence)


def _sure(confidence: float) -> str:
    """A confidence in words: certain only where a person or the format said so."""
    if confidence >= 1:
        return "Stated"
    words = (
        "Sure" if confidence >= 0.9 else "Likely" if confidence >= 0.7 else "A guess"
    )
    return f"{words} ({confidence * 100:.0f}%)"


def _dates(loading: LoadingReport, limits: PageLimits) -> TableView | None:
    rows = {
        column: style.said or style.format
        for column, style in loading.mapping.dates.items()
    }
    return _folded("How dates are written", "Its dates", rows, limits)


def _nulls(loading: LoadingReport, limits: PageLimits) -> TableView | None:
    rows = {
        column: ", ".join(f"“{text}”" for text in texts)
        for column, texts in loading.mapping.nulls.items()
    }
    return _folded("What was read as blank", "Read as blank", rows, limits)


def _kept_text(loading: LoadingReport, limits: PageLimits) -> TableView | None:
    return _folded(
        "Columns that were kept as they are", "Why", loading.mapping.keep, limits
    )


def _dropped(loading: LoadingReport, limits: PageLimits) -> TableView | None:
    return _folded("Columns left out", "Why", loading.mapping.dropped, limits)


def _folded(
    caption: str, heading: str, rows: Mapping[str, str], limits: PageLimits
) -> TableView | None:
    """A fact for each column, folded away; None where there is none."""
    if not rows:
        return None
    return table_view(
        caption,
        ("Column of the file", heading),
        [(clip(column), fact) for column, fact in rows.items()],
        limit=limits.rows,
        numbers=(),
        summary=caption,
    )


def _names(value: Any) -> str:
    if not value:
        return "none: each row is a case"
    if isinstance(value, str):
        return clip(value)
    names = [clip(str(name)) for name in value]
    said = ", ".join(names[:MANY])
    more = len(names) - MANY
    return f"{said} and {count(more)} more" if more > 0 else said
