"""Deadlines: who is past one, who soon will be, and two honest rates of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.report.case_names import case_name
from mersey.report.clock_words import (
    case_word,
    coverage_said,
    due_said,
    is_official,
    main_clock,
    offered_said,
    outlook_said,
    published_rules_said,
    published_said,
    rates_said,
    unchecked_said,
)
from mersey.report.page_tables import table_view
from mersey.report.sections.deadline_tables import (
    gaps_table,
    sources_table,
    statuses_table,
)
from mersey.report.view import NoteView, Section
from mersey.wording import clip, count, day, either, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.clock_results import AsExperienced, CaseDue, ClockResult
    from mersey.flow.results import FlowSummary
    from mersey.report.view import Block, PageLimits, TableView

LISTED: Final = 12
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def section(
    log: EventLog, summary: FlowSummary, *, limits: PageLimits
) -> Section | None:
    """The deadlines of the service; None where there is nothing to say of any."""
    main = main_clock(summary)
    if main is None:
        return _in_vain(summary) or _unnamed(log, summary)
    return Section(
        id="deadlines",
        title="Deadlines",
        short="Deadlines",
        paragraphs=_paragraphs(summary, main),
        blocks=tuple(_blocks(log, summary, limits)),
    )


def _in_vain(summary: FlowSummary) -> Section | None:
    """Why no case is judged, where some should be, or where somebody asked for it."""
    missed = [gap for gap in summary.clock_gaps if gap.was_asked or gap.n_undated]
    if not missed:
        return None
    said = " ".join(f"{gap.title}: {gap.why}." for gap in missed)
    return Section(
        id="deadlines",
        title="Deadlines",
        short="Deadlines",
        paragraphs=(f"No case could be judged by a deadline. {said}",),
        blocks=(gaps_table(summary),),
    )


def _unnamed(log: EventLog, summary: FlowSummary) -> Section | None:
    """That the file states limits which nobody named; None where it states none."""
    said = due_said(log, summary)
    if not said:
        return None
    return Section(
        id="deadlines", title="Deadlines", short="Deadlines", paragraphs=(f"{said}.",)
    )


def _paragraphs(summary: FlowSummary, main: ClockResult) -> tuple[str, ...]:
    word = case_word(summary)
    first = f"{main.title}: {_small(rates_said(main))}"
    silent = main.outlook.n_silent if main.outlook else 0
    parts = [outlook_said(main, word)]
    if silent:
        have = "has" if silent == 1 else "have"
        parts.append(
            f"{plural(silent, word)} more {have} passed it and gone silent: nothing has"
            " been recorded for so long that an end may be missing."
        )
    if gaps := coverage_said(main, word):
        parts.append(gaps)
    parts.append(_so_far(main))
    if main.target is not None:
        by = f" ({main.target_by})" if main.target_by else ""
        parts.append(f"{percent(main.target)} in time is asked for{by}.")
    if summary.past and summary.past.n > main.n_overdue:
        parts.append(_past_any(summary.past.n, word))
    said = (first, " ".join(part for part in parts if part))
    offered = offered_said(summary)
    return (*said, *_uncovered(summary, word), *([f"{offered}."] if offered else []))


def _uncovered(summary: FlowSummary, word: str) -> Iterator[str]:
    """Deadlines of which too little could be dated to speak of them at the top."""
    for result in summary.clocks:
        if not result.covers_most and result.id != "file.deadline":
            yield (
                f"{result.title}: {_small(coverage_said(result, word))} That is too few to "
                "speak for the service, so the top of this page does not speak of it."
            )


def _past_any(n: int, word: str) -> str:
    """How many are past any limit, each counted once."""
    have = "has" if n == 1 else "have"
    return (
        f"By all deadlines together {plural(n, f'open {word}')} {have} passed a limit."
    )


def _so_far(main: ClockResult) -> str:
    """All that ended since the log began; and with those who wait counted too."""
    if main.late_share is None:
        return ""
    met = main.experienced_in_all
    said = (
        f"Since the log began {_of(main.n_late, main.n_ended)} that "
        f"{either(main.n_ended, 'was', 'were')} judged came late "
        f"({percent(main.late_share)})"
    )
    if met.share is None:
        return f"{said}."
    return f"{said}; with open ones counted it is {percent(1 - met.share)}."


def _of(n: int, all_of_them: int) -> str:
    """`none of 57`, `all 40`, `3 of 40`."""
    if n == all_of_them:
        return either(n, "the one", f"all {count(n)}")
    return f"{count(n) if n else 'none'} of {count(all_of_them)}"


def _blocks(log: EventLog, summary: FlowSummary, limits: PageLimits) -> Iterator[Block]:
    yield _two_rates(summary)
    yield from _due(log, summary, limits)
    n_projected = sum(result.n_projected for result in summary.clocks)
    if n_projected:
        yield NoteView(
            text=f"{plural(n_projected, 'limit')} lie beyond the years for which bank "
            "holidays are known. They are projected from weekends and known holidays, "
            "and nobody is called late by them."
        )
    yield statuses_table(summary)
    yield sources_table(summary)
    if summary.clock_gaps:
        yield gaps_table(summary)


def _two_rates(summary: FlowSummary) -> TableView:
    rows = [
        (
            clip(result.title),
            published_said(result.published),
            _share(result.experienced),
            _between(result.experienced),
            count(result.published.n),
            count(result.experienced.n),
            _share(result.experienced_in_all),
        )
        for result in summary.clocks
    ]
    columns = (
        "In time",
        "By the official rule" if _has_official(summary) else "Closed ones alone",
        "As people met it",
        "likely between",
        "Closed in the year",
        "Started in the year",
        "As people met it, since the log began",
    )
    table = table_view("In time, counted in two ways", columns, rows, limit=len(rows))
    said = (
        _meaning(summary),
        published_rules_said(summary),
        unchecked_said(summary),
    )
    return replace(table, note=" ".join(filter(None, said)))


def _has_official(summary: FlowSummary) -> bool:
    return any(is_official(result) for result in summary.clocks)


def _meaning(summary: FlowSummary) -> str:
    period = summary.clocks[0].published
    year = f"The year is {day(period.period_start)} to {day(period.period_end)}."
    rule = (
        "The official rule takes what was closed in it, leaves out what it may, and "
        "counts agreed later dates."
        if _has_official(summary)
        else "Closed ones alone are those that were closed in it."
    )
    if not summary.knows_open_cases and _is_met_unknown(summary):
        return (
            f"{year} {rule} How many of all who asked were in time cannot be told here."
        )
    return (
        f"{year} {rule} As people met it takes all in this file who started in it, makes "
        "no exception, takes no later date as in time, and lets open ones count for as "
        "long as they have waited (Kaplan–Meier)."
    )


def _is_met_unknown(summary: FlowSummary) -> bool:
    return all(result.experienced_in_all.share is None for result in summary.clocks)


def _due(
    log: EventLog, summary: FlowSummary, limits: PageLimits
) -> Iterator[TableView]:
    """Open cases past a limit, and those soon to pass one, over all deadlines."""
    found = [
        (case.due, result.title, case.pseudonym, case)
        for result in summary.clocks
        for case in (result.outlook.cases if result.outlook else ())
    ]
    if not found:
        return
    found.sort(key=lambda row: row[:3])
    several = len({title for _, title, _, _ in found}) > 1
    window = next(r.outlook.working_days for r in summary.clocks if r.outlook)
    for caption, is_overdue in (
        ("Open, and past the limit", True),
        (f"Due in the next {window} working days", False),
    ):
        rows = [
            (
                clip(case_name(case.pseudonym, log)),
                day(case.due).replace(" ", NO_BREAK),
                _left(case),
                *([clip(title)] if several else []),
            )
            for _, title, _, case in found
            if case.is_overdue is is_overdue
        ]
        if rows:
            yield table_view(
                caption,
                ("Case", "Last day in time", "Working days", "Deadline")[: 3 + several],
                rows,
                limit=min(LISTED, limits.rows),
                numbers=(),
            )


def _left(case: CaseDue) -> str:
    left = case.working_days_left
    projected = " (projected)" if case.is_projected else ""
    if case.is_overdue:
        return f"{count(-left)} over" if left < 0 else "over"
    return (f"{count(left)} left" if left else "today") + projected


def _share(met: AsExperienced) -> str:
    return "not yet known" if met.share is None else percent(met.share)


def _between(met: AsExperienced) -> str:
    if met.lower is None or met.upper is None:
        return ""
    return f"{percent(met.lower)} and {percent(met.upper)}"


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
