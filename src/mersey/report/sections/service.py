"""What kind of service the file was read as: its words, its steps, and its traps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.report.clock_words import offered_said
from mersey.report.page_tables import table_view
from mersey.report.view import NoteView, Section
from mersey.services import words_of
from mersey.wording import clip, day, joined, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import FlowSummary
    from mersey.report.view import Block, TableView
    from mersey.services import Service, ServiceUse

STEPS: Final = 60


def section(log: EventLog, summary: FlowSummary) -> Section | None:
    """The pack in use; None without one."""
    use = summary.service
    if use is None:
        return None
    return Section(
        id="service",
        title=f"Read as: {use.service.name}",
        short="What it was read as",
        fold="detail",
        paragraphs=_paragraphs(summary, use),
        blocks=tuple(_blocks(log, use)),
    )


def _paragraphs(summary: FlowSummary, use: ServiceUse) -> tuple[str, ...]:
    service = use.service
    checked = (
        f"last checked as a whole on {day(service.checked_on)}"
        if service.checked_on
        else "not yet checked as a whole against its sources"
    )
    told = (
        f"{service.summary} {use.why} The definitions are those of the service pack "
        f"“{service.id}”, version {service.version}, {checked}. Two councils that use "
        "this version measure the same thing."
    )
    said = [told]
    if equity := _equity(use):
        said.append(
            f"To ask whether it is the same for everybody, split the cases (⟦by⟧ COLUMN): "
            f"this file has {equity}."
        )
    said += [text for text in (_perhaps(use), _offered(summary)) if text]
    return tuple(said)


def _perhaps(use: ServiceUse) -> str:
    """Columns that may be facts the pack knows, and what to write to confirm them."""
    if not use.fields_suggested:
        return ""
    titles = {field.id: field.title for field in use.service.fields}
    near = sorted(use.fields_suggested.items())
    said = joined([f"“{name}” the {titles[field]}" for name, (field, _) in near])
    lines = ", ".join(f'"{name}" = "{field}"' for name, (field, _) in near)
    return (
        f"It may be that {said}. No clock reads that until you say so in a map "
        f"(⟦write_map⟧), under [fields]: {lines}."
    )


def _offered(summary: FlowSummary) -> str:
    """Limits to turn on, where no section of deadlines says so."""
    offered = offered_said(summary)
    return f"{offered}." if offered and not summary.clocks else ""


def _blocks(log: EventLog, use: ServiceUse) -> Iterator[Block]:
    for text in _gotchas(log, use.service):
        yield NoteView(text=text)
    if use.events or use.suggested or use.unknown:
        yield _steps(use)


def _equity(use: ServiceUse) -> str:
    titles = {field.id: field.title for field in use.service.fields}
    known = [name for name in use.service.equity if name in use.fields]
    return joined([f"{titles.get(n, n).lower()} (“{use.fields[n]}”)" for n in known])


def _gotchas(log: EventLog, service: Service) -> Iterator[str]:
    """What misleads in the columns that this file has."""
    there = {words_of(name) for name in _headings(log)}
    for gotcha in service.gotchas:
        found = [name for name in gotcha.columns if words_of(name) in there]
        if found:
            yield f"Careful with {joined([f'“{name}”' for name in found])}: {gotcha.text}"


def _headings(log: EventLog) -> Iterator[str]:
    """Every heading of the file that has a role, and those left out."""
    yield from log.loading.mapping.headings()


def _steps(use: ServiceUse) -> TableView:
    events = use.service.event_ids()
    stages = {stage.id: stage.title for stage in use.service.stages}
    order = {event: place for place, event in enumerate(events)}
    rows = [
        (clip(step), events[event].title, stages.get(events[event].stage, ""))
        for step, event in sorted(
            use.events.items(), key=lambda pair: (order[pair[1]], pair[0])
        )
    ]
    rows += [
        (clip(step), f"perhaps “{events[event].title}” ({percent(alike)} alike)", "")
        for step, (event, alike) in sorted(use.suggested.items())
    ]
    rows += [(clip(step), "none of the pack’s steps", "") for step in use.unknown]
    outside = len(use.suggested) + len(use.unknown)
    left = f"; {plural(outside, 'step')} in no clock" if outside else ""
    return table_view(
        "What each step was taken for",
        ("Step in the file", "Taken for", "Stage"),
        rows,
        limit=STEPS,
        numbers=(),
        summary=f"See what each step was taken for{left}",
    )
