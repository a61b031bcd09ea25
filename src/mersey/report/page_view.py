"""The page in order: first screen, then sections with more and more detail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.answer.stage_names import stage_names
from mersey.charts import usual_order
from mersey.charts.kinds import stage_strip
from mersey.report.case_names import NAMES_STAY
from mersey.report.chart_figures import figure
from mersey.report.sections import (
    ahead,
    data,
    deadlines,
    demand,
    groups,
    method,
    movement,
    paths,
    service,
    signals,
    times,
    waiting,
)
from mersey.report.sentences import lead
from mersey.report.stage_words import in_the_packs_words, worked_stages
from mersey.report.tiles import tiles
from mersey.report.view import PageView
from mersey.wording import clip, day

if TYPE_CHECKING:
    from mersey.answer import Answer
    from mersey.charts import Chart
    from mersey.eventlog import EventLog
    from mersey.flow.results import FlowSummary
    from mersey.report.view import Block, PageLimits, Section

BRIEF: Final = {
    "deadlines": (0, 0),
    "groups": (1, 1),
    "signals": (1, 1),
    "waiting": (1, 1),
    "ahead": (2, 0),
}
"""Sections of the short form: paragraphs (0: all), and blocks, of each."""


def page_view(
    found: Answer, *, title: str, limits: PageLimits, is_brief: bool = False
) -> PageView:
    """All that the template sets, within the limits; of the short form what goes there."""
    log, summary = found.log, found.flow
    sections = _sections(found, limits)
    return PageView(
        title=clip(title),
        as_at=day(log.facts.as_at_date),
        lead=lead(log, summary, found.by_opening, found.splits),
        tiles=tiles(log, summary),
        overview=_overview(log, summary, limits),
        sections=_briefly(sections) if is_brief else sections,
        keeps_ids=log.loading.keeps_ids,
        names_stay=NAMES_STAY,
        is_cut=limits.is_cut,
        is_brief=is_brief,
        version=__version__,
        log_version=log.facts.log_version,
    )


def _overview(
    log: EventLog, summary: FlowSummary, limits: PageLimits
) -> tuple[Block, ...]:
    """One picture of where time goes, one of change."""
    blocks: list[Block] = []
    if summary.stages:
        blocks.append(figure(_strip(log, summary), limits=limits))
    if movement.has_series(summary) and summary.knows_open_cases:
        blocks.append(movement.in_and_out(summary, limits=limits))
    return tuple(blocks)


def _strip(log: EventLog, summary: FlowSummary) -> Chart:
    """Where the time goes until people were served; the wait for a close is left out."""
    names, done = stage_names(summary.service), summary.served
    chart = stage_strip.draw(
        names.merged(worked_stages(summary)),
        order=names.order(usual_order(summary.process_map)),
        has_open=summary.knows_open_cases,
        in_days=log.facts.date_only,
        are_stages=names.are_the_services,
    )
    if done is None:
        return chart
    said = f"Left out: the wait after “{clip(done.title)}”, which is no work."
    return replace(chart, subtitle=f"{chart.subtitle} {said}")


def _briefly(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of the short form: what matters, without tables, nothing folded."""
    kept = [(one, BRIEF[one.id]) for one in sections if one.id in BRIEF]
    return tuple(
        replace(
            one,
            fold="",
            paragraphs=one.paragraphs[: n_said or None],
            blocks=tuple(each for each in one.blocks if each.block == "figure")[
                :n_shown
            ],
        )
        for one, (n_said, n_shown) in kept
    )


def _sections(found: Answer, limits: PageLimits) -> tuple[Section, ...]:
    log, summary = found.log, found.flow
    worded = in_the_packs_words(summary)
    told = (
        deadlines.section(log, summary, limits=limits),
        times.section(log, summary, limits=limits),
        *groups.sections(found, limits=limits),
        waiting.section(log, summary, limits=limits),
        movement.section(log, summary, limits=limits),
        signals.section(found.signals, found.by_opening, limits=limits),
        ahead.section(log, found.forecast, found.service, limits=limits),
        paths.map_section(worded, limits=limits),
        paths.variants_section(worded),
        paths.handovers_section(summary),
        demand.section(summary),
        service.section(log, summary),
        data.findings_section(log, limits=limits),
        data.reading_section(log, limits=limits, examples=summary.examples),
        method.section(log),
    )
    return tuple(section for section in told if section is not None)
