"""Names that a plan uses, and those that a log, its pack and mersey have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from mersey.evidence.experiment import Experiment
    from mersey.evidence.measured import Definition


class NameKind(StrEnum):
    """What a name stands for."""

    STEP = "step"
    END = "step or outcome"
    FIELD = "column or field"
    CLOCK = "clock"
    MEASURE = "measure of flow"
    DESIGN = "design"


@dataclass(frozen=True, kw_only=True)
class Known:
    """Names that there are; None where nobody knows, and nothing is checked.

    Attributes:
        steps: Of the log and its pack. outcomes: Of the log.
        fields: Columns of the log and fields of its pack.
        clocks: Of the pack. measures: Of flow. designs: From the registry.
        first_day: The first day of the log; None where there is no log: then steps,
            outcomes and columns that are not known may still be in it.
    """

    steps: frozenset[str] | None = None
    outcomes: frozenset[str] | None = None
    fields: frozenset[str] | None = None
    clocks: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    designs: frozenset[str] | None = None
    first_day: date | None = None

    def of(self, kind: NameKind) -> Collection[str] | None:
        """The names of this kind; None where nobody knows them."""
        if kind is NameKind.END:
            if self.steps is None:
                return None
            return self.steps | (self.outcomes or frozenset())
        by_kind = {
            NameKind.STEP: self.steps,
            NameKind.FIELD: self.fields,
            NameKind.CLOCK: self.clocks,
            NameKind.MEASURE: self.measures,
            NameKind.DESIGN: self.designs,
        }
        return by_kind[kind]

    def settles(self, kind: NameKind) -> bool:
        """Whether a name that is not there is nowhere: a log may have its own words."""
        own_words = (NameKind.STEP, NameKind.END, NameKind.FIELD)
        return self.first_day is not None or kind not in own_words

    def has(self, kind: NameKind, name: str) -> bool:
        """Whether the name is one of this kind: by its words, letter case aside."""
        return words_of(name) in {words_of(one) for one in self.of(kind) or ()}


NOTHING_KNOWN: Final = Known()

PARAMETERS: Final[Mapping[str, NameKind]] = {
    "ends": NameKind.END,
    "of": NameKind.END,
    "among": NameKind.END,
    "from_step": NameKind.STEP,
    "to_step": NameKind.STEP,
    "attribute": NameKind.FIELD,
    "clock": NameKind.CLOCK,
    "measure": NameKind.MEASURE,
}
"""Parameters of measures that are names, and what they stand for."""

Named = tuple[str, NameKind, str]


def names_of(plan: Experiment) -> Iterator[Named]:
    """Every name that the plan uses: its place, what it stands for, and the name."""
    yield "design.name", NameKind.DESIGN, plan.design.name
    yield from measure_names("measure", plan.measure)
    for place, step in _of_steps(plan):
        yield place, NameKind.STEP, step
    for guard in plan.guardrails:
        yield from measure_names(f"guardrails[{guard.name}].measure", guard.measure)
    for one in plan.secondary:
        yield from measure_names(f"secondary[{one.name}].measure", one.measure)
    if plan.stop_rule:
        yield from measure_names("stop_rule.measure", plan.stop_rule.measure)


def _of_steps(plan: Experiment) -> Iterator[tuple[str, str]]:
    if plan.fidelity:
        yield "fidelity.from_step", plan.fidelity.from_step
        yield "fidelity.to_step", plan.fidelity.to_step
    if plan.steps:
        yield from (("steps.must_move", step) for step in plan.steps.must_move)
        for span in plan.steps.must_not_move:
            yield from (("steps.must_not_move", step) for step in span)


def measure_names(place: str, measure: Definition) -> Iterator[Named]:
    """Every name that a measure uses; see `names_of`."""
    for key, kind in PARAMETERS.items():
        said = getattr(measure, key, ())
        for name in (said,) if isinstance(said, str) else said:
            if name:
                yield f"{place}.{key}" if place else key, kind, name
