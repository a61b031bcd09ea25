"""The tables behind the deadlines: what became of each case, and where rules come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.clocks import ClockStatus
from mersey.report.clock_words import (
    authority_said,
    case_word,
    checked_said,
    source_said,
)
from mersey.report.page_tables import table_view
from mersey.wording import clip, count, percent, plural

if TYPE_CHECKING:
    from mersey.flow.clock_results import ClockResult
    from mersey.flow.results import FlowSummary
    from mersey.report.view import TableView

STATUS_SAID: Final = {
    "on_time": "In time",
    "late": "Late",
    "open_not_due": "Open, not due",
    "open_overdue": "Open, overdue",
    "exempt": "Exempt",
    "not_applicable": "Not under it",
    "undatable": "No usable dates",
}
"""In the order of the table."""

OVERDUE_SILENT: Final = "Silent, past it"
"""Past the limit, and quiet for so long that the log calls them silent."""


def statuses_table(summary: FlowSummary) -> TableView:
    """Every status, never folded into another, and how often a later date was agreed."""
    word = case_word(summary)
    has_silent = any(_silent(result) for result in summary.clocks)
    rows = [
        (
            clip(result.title),
            *(count(n) for n in _counts(result)),
            *([count(_silent(result))] if has_silent else []),
            _known(result.extensions_share),
        )
        for result in summary.clocks
    ]
    return table_view(
        f"What became of every {word}",
        (
            "Deadline",
            *_headings(summary),
            *([OVERDUE_SILENT] if has_silent else []),
            "With a later date agreed",
        ),
        rows,
        limit=len(rows),
        summary=f"See what became of every {word}, deadline by deadline",
    )


def _counts(result: ClockResult) -> list[int]:
    """Cases of each status; the silent ones, counted apart, are not open."""
    return [
        result.n_overdue
        if status is ClockStatus.OPEN_OVERDUE
        else result.statuses[status]
        for status in _order(result)
    ]


def _silent(result: ClockResult) -> int:
    return result.outlook.n_silent if result.outlook else 0


def _order(result: ClockResult) -> list[ClockStatus]:
    by_name = {str(status): status for status in result.statuses}
    return [by_name[name] for name in STATUS_SAID if name in by_name]


def _headings(summary: FlowSummary) -> list[str]:
    """Those of open cases are not there where none is known."""
    there = {str(status) for result in summary.clocks for status in result.statuses}
    return [said for name, said in STATUS_SAID.items() if name in there]


def sources_table(summary: FlowSummary) -> TableView:
    """Whose rule each is, where it is written, and whether somebody has read it."""
    rows = [
        (
            clip(result.title),
            result.limit or "stated for each",
            authority_said(result),
            f"{source_said(result)} ({checked_said(result)})",
            f"“{result.source.words}”" if result.source.words else "",
            " ".join((result.note, result.published.note, *result.basis)).strip(),
        )
        for result in summary.clocks
    ]
    return table_view(
        "Where each limit comes from",
        ("Deadline", "Limit", "Whose rule", "Source", "Words that count", "Notes"),
        rows,
        limit=len(rows),
        numbers=(),
        summary="See where each limit comes from, and whether it was checked",
    )


def gaps_table(summary: FlowSummary) -> TableView:
    """Deadlines of the pack that this file cannot tell."""
    return table_view(
        "Deadlines that could not be worked out",
        ("Deadline", "Why not"),
        [(clip(gap.title), gap.why) for gap in summary.clock_gaps],
        limit=len(summary.clock_gaps),
        numbers=(),
        summary=f"{plural(len(summary.clock_gaps), 'more deadline')} could not be "
        "worked out: see why",
    )


def _known(share: float | None) -> str:
    return "not recorded" if share is None else percent(share)
