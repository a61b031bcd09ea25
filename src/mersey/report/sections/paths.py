"""How cases really move: the map, the slow steps, the paths, rework and handovers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.kinds import process_map
from mersey.report.chart_figures import figure
from mersey.report.page_tables import table_view
from mersey.report.view import Section
from mersey.wording import clip, count, duration, percent, plural, rate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.flow.results import FlowSummary, Handovers, MapEdge, Rework
    from mersey.report.view import Block, PageLimits, TableView

TOP: Final = 10
PERSON: Final = "person"
MOVES: Final = "Every move from step to step"
STEPS: Final = 12
"""Steps of a path that are written out; the rest are counted."""

STEP_CHARACTERS: Final = 40


def map_section(summary: FlowSummary, *, limits: PageLimits) -> Section:
    """The directly-follows map, and the steps that carry most of the waiting."""
    return Section(
        id="map",
        title="How cases really move",
        short="Map of the work",
        fold="phone",
        paragraphs=_waiting_said(summary),
        blocks=_map_blocks(summary, limits),
    )


def variants_section(summary: FlowSummary) -> Section:
    """The paths that cases took, most frequent first, and what was done again."""
    blocks: list[Block] = [_variants(summary)]
    if summary.rework.activities:
        blocks.append(_rework(summary.rework))
    return Section(
        id="paths",
        title="Paths and rework",
        short="Paths and rework",
        fold="detail",
        paragraphs=(_variants_said(summary), _rework_said(summary.rework)),
        blocks=tuple(blocks),
    )


def handovers_section(summary: FlowSummary) -> Section:
    """Work passed between teams or people; never which person passed to which."""
    known = summary.handovers
    said = "Neither teams nor people are in this file, so handovers cannot be counted."
    return Section(
        id="handovers",
        title="Handovers",
        short="Handovers",
        fold="detail",
        paragraphs=(said,) if known is None else _handovers_said(known),
        blocks=() if known is None else _pairs(known),
    )


def _handovers_said(known: Handovers) -> tuple[str, ...]:
    if known.n == 0:
        return (f"No case was passed between {_many(known.between)}.",)
    said = (
        f"{plural(known.n, 'handover')} between {_many(known.between)}: "
        f"{rate(known.per_case)} for each case. A handover is two steps in a row "
        "done by different hands."
    )
    if known.between == PERSON:
        return (said, "This page shows no figures of single members of staff.")
    return (said,)


def _pairs(known: Handovers) -> tuple[Block, ...]:
    if known.between == PERSON or not known.pairs:
        return ()
    rows = [
        (
            clip(pair.source),
            clip(pair.target),
            count(pair.n),
            duration(pair.median_days),
        )
        for pair in known.pairs
    ]
    columns = ("From", "To", "Times", "Typical wait")
    return (
        table_view("Most frequent handovers", columns, rows, limit=TOP, numbers=(2, 3)),
    )


def _many(between: str) -> str:
    return {PERSON: "people"}.get(between, f"{between}s")


def _waiting_said(summary: FlowSummary) -> tuple[str, ...]:
    largest = summary.waiting.largest
    if not largest:
        return (_nothing_waited(summary),)
    first = largest[0]
    between = f"“{clip(first.source)}” and “{clip(first.target)}”"
    if first.source == first.target:
        between = f"one “{clip(first.source)}” and the next"
    return (
        (
            f"The largest part of the waiting is between {between}: "
            f"{percent(first.waiting_share)} of all the time between steps."
        ),
    )


def _nothing_waited(summary: FlowSummary) -> str:
    if summary.process_map.edges:
        return "No time passed between the steps of any case."
    return "No case has more than one dated step, so there is no movement to map."


def _map_blocks(summary: FlowSummary, limits: PageLimits) -> tuple[Block, ...]:
    if not summary.process_map.nodes:
        return ()
    drawn = figure(process_map.draw(summary.process_map), limits=limits)
    blocks: list[Block] = [drawn]
    if summary.waiting.largest:
        slow = summary.waiting.largest
        blocks.append(_edges("Where most of the waiting is", slow, TOP))
    return (*blocks, *_every_edge(summary, limits), _every_step(summary, limits))


def _every_edge(summary: FlowSummary, limits: PageLimits) -> tuple[Block, ...]:
    edges = summary.process_map.edges
    if not edges:
        return ()
    return (_edges(MOVES, edges, limits.rows, summary=MOVES),)


def _edges(
    caption: str, edges: Iterable[MapEdge], limit: int, *, summary: str = ""
) -> TableView:
    rows = [
        (
            clip(edge.source),
            clip(edge.target),
            count(edge.n),
            duration(edge.median_days),
            duration(edge.p85_days),
            percent(edge.waiting_share),
        )
        for edge in edges
    ]
    columns = (
        "From",
        "To",
        "Times",
        "Typical wait",
        "85 in 100 within",
        "Share of all waiting",
    )
    return table_view(
        caption, columns, rows, limit=limit, numbers=(2, 3, 4, 5), summary=summary
    )


def _every_step(summary: FlowSummary, limits: PageLimits) -> TableView:
    timed = any(step.median_days is not None for step in summary.activities)
    rows = [
        (
            clip(step.activity),
            count(step.n_events),
            count(step.n_cases),
            *((_step_time(step.median_days),) if timed else ()),
        )
        for step in summary.activities
    ]
    columns = ("Step", "Times done", "Cases", *(("Typical time",) if timed else ()))
    caption = "Every step"
    return table_view(caption, columns, rows, limit=limits.rows, summary=caption)


def _step_time(days: float | None) -> str:
    return "" if days is None else duration(days)


def _variants_said(summary: FlowSummary) -> str:
    if not summary.variants:
        return "No case has a path."
    first = summary.variants[0]
    if summary.n_variants == 1:
        return "Every case took the same path."
    return (
        f"Cases took {count(summary.n_variants)} different paths. The most frequent "
        f"was taken by {plural(first.n_cases, 'case')}, {percent(first.share)} of all."
    )


def _variants(summary: FlowSummary) -> TableView:
    rows = [
        (_path(variant.path), count(variant.n_cases), percent(variant.share))
        for variant in summary.variants[:TOP]
    ]
    columns = ("Path", "Cases", "Share")
    return table_view("Most frequent paths", columns, rows, limit=TOP)


def _path(steps: tuple[str, ...]) -> str:
    said = " → ".join(clip(step, limit=STEP_CHARACTERS) for step in steps[:STEPS])
    more = len(steps) - STEPS
    return f"{said} → … {count(more)} more" if more > 0 else said


def _rework_said(rework: Rework) -> str:
    if rework.n_cases == 0:
        return "No step was done twice in the same case."
    return (
        f"In {plural(rework.n_cases, 'case')} ({percent(rework.share)}) a step was "
        "done again. That is not always waste, and is always worth a look."
    )


def _rework(rework: Rework) -> TableView:
    rows = [
        (clip(row.activity), count(row.n_cases), count(row.n_repeats))
        for row in rework.activities
    ]
    columns = ("Step done again", "Cases", "Times done again")
    return table_view("Rework", columns, rows, limit=TOP)
