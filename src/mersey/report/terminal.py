"""What `mersey look` prints at a prompt: the same words as the page's first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.report.clock_words import (
    case_word,
    due_said,
    offered_said,
    option_of,
    outlook_said,
    rates_said,
    standing_said,
)
from mersey.report.findings import NOTHING_WRONG, SEVERITY_SAID, rows_said, worst_first
from mersey.report.reading_words import reading_said
from mersey.report.sentences import as_text, lead
from mersey.report.split_words import split_lines
from mersey.report.tiles import tiles

if TYPE_CHECKING:
    from mersey.answer import Answer
    from mersey.eventlog.eventlog import EventLog

TOP_FINDINGS: Final = 5


def terminal_lines(found: Answer) -> tuple[str, ...]:
    """The lead, the tiles, deadlines, the reading and the worst findings; no colours."""
    log, summary = found.log, found.flow
    shown = tiles(log, summary)
    width = max((len(tile.title) for tile in shown), default=0)
    lines = [as_text(lead(log, summary, found.by_opening, found.splits)).strip(), ""]
    lines += [f"  {tile.title:<{width}}  {tile.as_text()}" for tile in shown]
    read = ("", "How the file was read", f"  {reading_said(log)}")
    splits = [line for one in found.splits for line in split_lines(one, found.service)]
    return (*lines, *_deadlines(found), *splits, *read, *_top_findings(log))


def _deadlines(found: Answer) -> tuple[str, ...]:
    """The main deadline in two lines, what was asked for in vain, and what may be asked."""
    lines: list[str] = []
    main, summary = found.leading, found.flow
    if main is not None:
        said = outlook_said(main, case_word(summary))
        lines = [
            "",
            f"Deadline: {main.title}{standing_said(main)}",
            *([f"  {said}"] if said else []),
            f"  {rates_said(main)}",
        ]
    lines += [
        f"Not counted: {gap.title} ({option_of(gap.id)}): {gap.why}."
        for gap in summary.clock_gaps
        if gap.was_asked
    ]
    for offered in (offered_said(summary), due_said(found.log, summary)):
        lines += ["", offered] if offered else []
    return tuple(lines)


def findings_lines(log: EventLog) -> tuple[str, ...]:
    """Every finding with its hint, worst first, and what became of each row."""
    rows = rows_said(log.loading)
    found = worst_first(log.findings)
    if not found:
        return (rows, "", NOTHING_WRONG)
    lines = [rows]
    for row in found:
        lines += ["", f"{SEVERITY_SAID[row.severity]}: {row.message} [{row.id}]"]
        lines += [f"  {row.hint}"] if row.hint else []
    return tuple(lines)


def _top_findings(log: EventLog) -> tuple[str, ...]:
    found = worst_first(log.findings)
    if not found:
        return ("", NOTHING_WRONG)
    lines = [
        f"  {SEVERITY_SAID[row.severity]}: {row.message}"
        for row in found[:TOP_FINDINGS]
    ]
    more = len(found) - TOP_FINDINGS
    if more > 0:
        lines.append(f"  and {more} more, on the page and in `mersey check`")
    return ("", "What is wrong with the data", *lines)
