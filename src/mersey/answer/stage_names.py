"""What the stages of a log are called: by the pack, or by the steps before them.

A step that is an event of the pack stands for the stage that the pack has it in; one that
is none keeps the file's word. On a board the pack may say it nearer to the work: "Waiting
for an officer", where the stage is "Publicity and consultation".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mersey.vocabulary import BEGUN
from mersey.wording import humanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.flow.results import Ageing, Stage
    from mersey.services import ServiceUse
    from mersey.services.service import EventType


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
        event = self.event(activity)
        if self.use is None or event is None:
            return activity if not self.are_the_services else humanise(activity)
        titles = {stage.id: stage.title for stage in self.use.service.stages}
        return titles.get(event.stage, event.title)

    def event(self, activity: str) -> EventType | None:
        """The pack's event that a step is; None where it is none."""
        known = self.use.events if self.use else {}
        step = activity if activity in known else activity.removesuffix(BEGUN)
        if self.use is None or step not in known:
            return None
        return self.use.service.event_ids()[known[step]]

    def stands(self, activity: str) -> str:
        """Where a case stands after a step, as a team would say it; else the stage."""
        event = self.event(activity)
        return (event.stands if event else "") or self.of(activity)

    def board_order(self, activities: Sequence[str]) -> tuple[str, ...]:
        """The steps in the order of the pack's stages, those of none of them last.

        Args:
            activities: In the order in which people usually meet them.
        """
        if self.use is None:
            return tuple(activities)
        service = self.use.service
        stages = {stage.id: place for place, stage in enumerate(service.stages)}
        events = {event.id: place for place, event in enumerate(service.events)}

        def place(activity: str) -> tuple[int, int]:
            event = self.event(activity)
            if event is None:
                return len(stages), 0
            return stages.get(event.stage, len(stages)), events[event.id]

        return tuple(sorted(activities, key=place))

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
