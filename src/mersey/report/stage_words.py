"""Stages in the service's own words: "Waiting for assessment", not the step before it.

A step that is an event of the pack stands for the stage that the pack has it in; one that
is none keeps the file's word. Page, terminal and what-if name stages by this alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mersey.vocabulary import BEGUN
from mersey.wording import humanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.flow.results import Ageing, FlowSummary, MapEdge, Stage
    from mersey.services import ServiceUse


@dataclass(frozen=True, kw_only=True)
class StageNames:
    """How the stages after a log's steps are called.

    Attributes:
        use: The pack in use; None without one.
    """

    use: ServiceUse | None

    @property
    def are_the_services(self) -> bool:
        """Whether stages have names of their own, not those of the steps before."""
        return self.use is not None and bool(self.use.events)

    def of(self, activity: str) -> str:
        """The stage that a case is in after a step."""
        known = self.use.events if self.use else {}
        step = activity if activity in known else activity.removesuffix(BEGUN)
        if self.use is None or step not in known:
            return activity if not self.are_the_services else humanise(activity)
        event = self.use.service.event_ids()[known[step]]
        titles = {stage.id: stage.title for stage in self.use.service.stages}
        return titles.get(event.stage, event.title)

    def order(self, activities: Iterable[str]) -> tuple[str, ...]:
        """The stages in the order of the steps, each once."""
        return tuple(dict.fromkeys(self.of(name) for name in activities))

    def steps(
        self, factors: Mapping[str, float], activities: Iterable[str]
    ) -> dict[str, float]:
        """Step → factor, for factors of stages or of steps; a stage is all its steps.

        Names that are neither stay as they are.
        """
        known = list(activities)
        found: dict[str, float] = {}
        for name, factor in factors.items():
            steps = [one for one in known if self.of(one).lower() == name.lower()]
            found |= dict.fromkeys(steps or [name], factor)
        return found

    def merged(self, stages: Sequence[Stage]) -> tuple[Stage, ...]:
        """Steps of one stage as one; longest first, as they were."""
        found: dict[str, Stage] = {}
        for stage in stages:
            name = self.of(stage.activity)
            found[name] = _joined(found.get(name), stage, name)
        ranked = sorted(found.values(), key=lambda one: one.activity)
        return tuple(sorted(ranked, key=lambda one: (-one.days_per_case, -one.n_open)))

    def aged(self, ageing: Ageing) -> Ageing:
        """Open cases by the stage that they are in."""
        cases = (
            replace(case, last_activity=self.of(case.last_activity))
            for case in ageing.cases
        )
        return replace(ageing, cases=tuple(cases))


def stage_names(use: ServiceUse | None) -> StageNames:
    """The names by the pack in use, if there is one."""
    return StageNames(use=use)


def in_the_packs_words(summary: FlowSummary) -> FlowSummary:
    """Map, waits, paths and steps with each step as the pack calls it.

    A step keeps the file's word where the pack has none, or where it has one word for
    several steps of the file: they would be taken for one.
    """
    words = _step_words(summary.service)
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


def _step_words(use: ServiceUse | None) -> dict[str, str]:
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


def _joined(known: Stage | None, stage: Stage, name: str) -> Stage:
    if known is None:
        return replace(stage, activity=name)
    return replace(
        known,
        n_visits=known.n_visits + stage.n_visits,
        days_per_case=known.days_per_case + stage.days_per_case,
        share=known.share + stage.share,
        n_open=known.n_open + stage.n_open,
        n_older=known.n_older + stage.n_older,
    )
