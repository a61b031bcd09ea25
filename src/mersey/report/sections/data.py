"""What is wrong with the data, and how the file was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from mersey.charts.words import count, plural
from mersey.report.findings import NOTHING_WRONG, SEVERITY_SAID, rows_said, worst_first
from mersey.report.tables import table_view
from mersey.report.view import FindingsView, FindingView, Section
from mersey.report.wording import clip, local_day
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.report.view import Block, Limits, TableView

__all__ = ["findings_section", "reading_section"]

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
"""Keys of the mapping as data, in the order of the table, and what each means."""

_REASON_OF: Final = {"milestones": Role.MILESTONE, "attributes": Role.ATTRIBUTE}

MANY: Final = 12
"""Columns of one role that are named; the rest are counted."""

RULE: Final = 600
"""Characters of the end rule; a log may have very many ends."""


def findings_section(log: EventLog, *, limits: Limits) -> Section:
    """Findings, worst first, in words."""
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
        short="Data problems",
        paragraphs=() if rows else (NOTHING_WRONG,),
        blocks=(FindingsView(rows=rows),) if rows else (),
    )


def reading_section(log: EventLog, *, limits: Limits) -> Section:
    """The mapping with its reasons, the end rule, and what became of each row."""
    blocks: list[Block] = [_roles(log.loading.mapping, limits)]
    dates = _dates(log.loading.mapping, limits)
    dropped = _dropped(log.loading.mapping, limits)
    blocks += [table for table in (dates, dropped) if table is not None]
    return Section(
        id="reading",
        title="How the file was read",
        short="How it was read",
        paragraphs=(
            rows_said(log.loading),
            _spread(log),
            clip(log.end_rule.text, limit=RULE),
            _states(log),
        ),
        blocks=tuple(blocks),
    )


def _spread(log: EventLog) -> str:
    facts = log.facts
    first = local_day(facts.first_event, time_zone=facts.time_zone)
    last = local_day(facts.last_event, time_zone=facts.time_zone)
    return (
        f"{plural(facts.n_cases, 'case')}, {plural(facts.n_events, 'event')}, "
        f"{plural(facts.n_activities, 'kind')} of step; the first event is of {first}, "
        f"the last of {last}. Times are those of {facts.time_zone}."
    )


def _states(log: EventLog) -> str:
    facts = log.facts
    return (
        f"So {count(facts.n_open)} of {plural(facts.n_cases, 'case')} are open, "
        f"{count(facts.n_closed)} closed and {count(facts.n_silent)} silent."
    )


def _roles(mapping: Mapping[str, Any], limits: Limits) -> TableView:
    reasons = _mapping(mapping.get("reasons"))
    rows = [
        (said, _columns(mapping.get(key)), *_reason(reasons, key))
        for key, said in ROLES.items()
        if mapping.get(key) or key == "case"
    ]
    columns = ("What it tells", "Column of the file", "Why", "How sure")
    return table_view(
        "What each column was taken for", columns, rows, limit=limits.rows, numbers=()
    )


def _reason(reasons: Mapping[str, Any], key: str) -> tuple[str, str]:
    reason = _mapping(reasons.get(_REASON_OF.get(key, key)))
    if not reason:
        return "", ""
    return str(reason.get("text", "")), _sure(float(reason.get("confidence", 0.0)))


def _sure(confidence: float) -> str:
    """A confidence in words: certain only where a person or the format said so."""
    if confidence >= 1:
        return "Stated"
    words = (
        "Sure" if confidence >= 0.9 else "Likely" if confidence >= 0.7 else "A guess"
    )
    return f"{words} ({confidence * 100:.0f}%)"


def _dates(mapping: Mapping[str, Any], limits: Limits) -> TableView | None:
    styles = _mapping(mapping.get("dates"))
    rows = [
        (clip(str(column)), str(style.get("said") or style.get("format", "")))
        for column, style in styles.items()
    ]
    if not rows:
        return None
    caption = "How dates are written"
    columns = ("Column of the file", "Its dates")
    return table_view(
        caption, columns, rows, limit=limits.rows, numbers=(), summary=caption
    )


def _dropped(mapping: Mapping[str, Any], limits: Limits) -> TableView | None:
    left_out = _mapping(mapping.get("dropped"))
    rows = [(clip(str(column)), str(why)) for column, why in left_out.items()]
    if not rows:
        return None
    caption = "Columns left out"
    columns = ("Column of the file", "Why")
    return table_view(
        caption, columns, rows, limit=limits.rows, numbers=(), summary=caption
    )


def _columns(value: Any) -> str:
    if not value:
        return "none: each row is a case"
    if isinstance(value, str):
        return clip(value)
    names = [clip(str(name)) for name in value]
    said = ", ".join(names[:MANY])
    more = len(names) - MANY
    return f"{said} and {count(more)} more" if more > 0 else said


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
