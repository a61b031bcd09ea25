"""Stages in the service's own words: "Waiting for assessment", not the step before it.

A step that is an event of the pack stands for the stage that the pack has it in; one that
is none keeps the file's word. Page, terminal and what-if name stages by this alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mersey.answer.stage_names import stage_names
from mersey.forecast.results import RiskList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import FlowSummary, MapEdge, Stage
    from mersey.forecast import ForecastSummary
    from mersey.services import ServiceUse


def in_the_packs_words(summary: FlowSummary) -> FlowSummary:
    """Map, waits, paths and steps with each step as the pack calls it.

    A step keeps the file's word where the pack has none, or where it has one word for
    several steps of the file: they would be taken for one.
    """
    words = step_words(summary.service)
    if not words:
        return summary

    def said(name: str) -> str:
        return words.get(name, name)

    def edges(of: Sequence[MapEdge]) -> tuple[MapEdge, ...]:
        return tuple(
            replace(one, source=said(one.source), target=said(one.target)) for one in of
        )

    drawn, again = summary.process_map, summary.rework
    waiting = (
        replace(case, last_activity=said(case.last_activity))
        for case in summary.ageing.cases
    )
    steps = (replace(one, activity=said(one.activity)) for one in summary.activities)
    redone = (replace(one, activity=said(one.activity)) for one in again.activities)
    return replace(
        summary,
        process_map=replace(
            drawn,
            nodes=tuple(replace(n, activity=said(n.activity)) for n in drawn.nodes),
            edges=edges(drawn.edges),
        ),
        waiting=replace(summary.waiting, largest=edges(summary.waiting.largest)),
        variants=tuple(
            replace(one, path=tuple(map(said, one.path))) for one in summary.variants
        ),
        rework=replace(again, activities=tuple(redone)),
        ageing=replace(summary.ageing, cases=tuple(waiting)),
        activities=tuple(steps),
    )


def in_stages(found: ForecastSummary, use: ServiceUse | None) -> ForecastSummary:
    """The forecast with each open case in the stage that the pack has its last step in."""
    risks, names = found.risks, stage_names(use)
    if not isinstance(risks, RiskList):
        return found
    cases = tuple(
        replace(case, stage=case.stage and names.of(case.stage)) for case in risks.cases
    )
    return replace(found, risks=replace(risks, cases=cases))


def step_words(use: ServiceUse | None) -> dict[str, str]:
    """Step of the file → what the pack calls it, where it is the only one called so."""
    if use is None:
        return {}
    times = Counter(use.events.values())
    titles = {one.id: one.title for one in use.service.events}
    others = {name for name in use.events if times[use.events[name]] > 1}
    taken = {*others, *use.suggested, *use.unknown}
    return {
        name: titles[event]
        for name, event in use.events.items()
        if name not in others and titles[event] not in taken
    }


def worked_stages(summary: FlowSummary) -> tuple[Stage, ...]:
    """The stages in which somebody waits for work: not those after people were served.

    Shares are of the time without those.
    """
    done = summary.served.steps if summary.served else ()
    left = [stage for stage in summary.stages if stage.activity not in done]
    idle = sum(stage.share for stage in summary.stages if stage.activity in done)
    if idle >= 1:
        return tuple(left)
    return tuple(replace(stage, share=stage.share / (1 - idle)) for stage in left)
