"""The page of an experiment that has not begun: what is planned, and what it could see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.charts.kinds import power as power_chart
from mersey.evidence.experiment import Experiment, LookKind
from mersey.evidence.states import State, milestones
from mersey.report.evidence_plan_words import milestone_words, plan_rows
from mersey.report.evidence_power_words import power_sentence, rescue_words
from mersey.report.evidence_sections import drawn_figure
from mersey.report.view import (
    ChecksView,
    CheckView,
    EvidenceView,
    NoteView,
    Section,
    TermsView,
)
from mersey.wording import day, humanise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mersey.evidence.experiment import Idea
    from mersey.evidence.kept import Kept
    from mersey.evidence.outcome import Outcome
    from mersey.evidence.plan_checks import Remark
    from mersey.evidence.power import Power

LOOK_NAMES: Final[Mapping[LookKind, str]] = {
    LookKind.FIRST: "First look",
    LookKind.BETWEEN: "Look",
    LookKind.LAST: "Last look",
}


FIELD_WORDS: Final[Mapping[str, str]] = {
    "baseline": "Before",
    "data_protection_note": "Data protection",
    "equality_note": "Equality",
    "fidelity": "We see that we did it",
    "review_by": "Decided by",
}
"""Part of a plan's file → its name on pages, where that is another."""


@dataclass(frozen=True, kw_only=True)
class Unstarted:
    """An idea, a plan, or a frozen plan whose start has not come.

    Attributes:
        remarks: What stands against freezing it, and what is stated with it.
        power: What its looks could see; None where it is not known.
        why_not: Why it is not known; empty where it is, or of an idea.
    """

    plan: Experiment | Idea
    kept: Kept
    as_at: date
    outcome: Outcome | None = None
    remarks: Sequence[Remark] = ()
    power: Power | None = None
    why_not: str = ""

    @property
    def counted(self) -> Experiment | Idea:
        """The plan that counts: the frozen one where there is one."""
        return self.kept.frozen.plan if self.kept.frozen else self.plan


def unstarted_view(
    found: Unstarted, *, titles: Mapping[str, str], case_word: str
) -> EvidenceView:
    """The page.

    Args:
        found: What there is.
        titles: Id of a step → its name for people.
        case_word: What a case is called.
    """
    tag, figure, sentences = _standing(found)
    outcome = found.outcome
    return EvidenceView(
        title=found.counted.title,
        about=f"Outcome: {outcome.title}" if outcome else "An experiment",
        way=_way(found),
        tag=tag,
        mark="improved",
        figure="",
        figure_rest=figure,
        sentences=sentences,
        gone=0,
        to_go=0,
        lead_figure=None,
        sections=(
            *power_section(found.counted, found.power, case_word=case_word),
            *_unknown_power(found),
            *remark_sections(found.remarks),
            _plan(found, titles),
        ),
        notes=(),
        version=__version__,
    )


def _standing(found: Unstarted) -> tuple[str, str, tuple[str, ...]]:
    """Tag, what is large, and the sentences below it."""
    plan = found.counted
    if not isinstance(plan, Experiment):
        said = "It has words and no numbers: nothing can be frozen or judged yet."
        return "Idea", "No plan yet", (plan.change, said)
    if not found.kept.versions:
        said = "Until somebody else has read it and frozen it, anything may change."
        when = f"The change is to start on {day(plan.start)}."
        return "Planned", "Not frozen yet", (when, said)
    look = f" The first look is on {day(plan.first_look)}." if plan.first_look else ""
    said = (
        "What was promised is kept as it was. A change to it is a new version, and stays"
        " on this page with its reason."
    )
    return (
        "Frozen",
        f"The change starts on {day(plan.start)}",
        (f"{look} {said}".strip(),),
    )


def _way(found: Unstarted) -> tuple[tuple[str, str, str], ...]:
    kept = found.kept
    way = [
        one
        for one in milestones(
            found.plan, versions=kept.versions, trail=kept.trail, as_at=found.as_at
        )
        if one.state is not State.SHARED
    ]
    n_past = sum(one.is_past for one in way)
    plan = found.counted
    looks = (
        sorted(plan.looks, key=lambda one: one.on)
        if isinstance(plan, Experiment)
        else []
    )
    names = iter([LOOK_NAMES[one.kind] for one in looks])
    told = []
    for n, one in enumerate(way):
        name, on = milestone_words(one)
        if one.state is State.VERDICT:
            name = next(names, name)
        stands = "now" if n == n_past - 1 else "past" if one.is_past else "ahead"
        told.append((name, on, stands))
    return tuple(told)


def power_section(
    plan: Experiment | Idea, power: Power | None, *, case_word: str
) -> tuple[Section, ...]:
    """What each look could see beside the prediction, and what could see more."""
    if power is None or not isinstance(plan, Experiment):
        return ()
    last = power.looks[-1]
    counts = [
        (one, one.smallest if one is last else one.smallest_safe) for one in power.looks
    ]
    seen = [(one, smallest) for one, smallest in counts if smallest is not None]
    kinds = {one.on: LOOK_NAMES[one.kind] for one in plan.looks}
    blocks = []
    if seen:
        shown = power_chart.PowerShown(
            looks=[
                power_chart.LookAhead(
                    title=f"{kinds[one.on]}, {day(one.on)}",
                    n=round(one.n),
                    smallest=smallest,
                )
                for one, smallest in seen
            ],
            prediction=(plan.prediction.low, plan.prediction.high),
            unit=plan.measure.unit,
            better=plan.measure.better,
            n_word=f"{case_word}s" if seen[0][0].horizon_days else "periods",
        )
        blocks.append(drawn_figure(power_chart.draw(shown)))
    rescues = [rescue_words(one) for one in power.rescues]
    more = (
        (NoteView(text=f"What could see it: {'; '.join(rescues)}."),) if rescues else ()
    )
    return (
        Section(
            id="foreseen",
            title="If our prediction is right, will we see it?",
            short="Power",
            paragraphs=(power_sentence(plan, power),),
            blocks=(*blocks, *more),
        ),
    )


def _unknown_power(found: Unstarted) -> tuple[Section, ...]:
    if not found.why_not:
        return ()
    return (
        Section(
            id="foreseen",
            title="If our prediction is right, will we see it?",
            short="Power",
            blocks=(NoteView(text=f"Not known: {found.why_not}"),),
        ),
    )


def field_words(field: str) -> str:
    """A place of a plan's file as a page says it: "Guardrail “Refused”, margin"."""
    part, _, rest = field.partition("[")
    named, _, below = rest.partition("]")
    first, *inner = [*part.split("."), *below.split(".")]
    said = FIELD_WORDS.get(first, humanise(first).capitalize())
    if named and not named.isdecimal():
        said = f"{said.removesuffix('s')} “{named}”"
    return ", ".join((said, *(humanise(one) for one in inner if one)))


def remark_sections(told: Sequence[Remark]) -> tuple[Section, ...]:
    """What stands against freezing a plan, and what is stated with it."""
    against = [one for one in told if one.is_refused]
    stated = [one for one in told if not one.is_refused]
    named = (
        ("against", "Against freezing it", "failed", "In the way", against),
        ("stated", "Stated with it", "doubtful", "Mind this", stated),
    )
    return tuple(
        Section(
            id=name,
            title=title,
            short=title,
            blocks=(
                ChecksView(
                    rows=tuple(
                        CheckView(
                            standing=standing,
                            mark=mark,
                            start=f"{field_words(one.field)}:",
                            rest=f"{one.text.rstrip('.')}.",
                        )
                        for one in remarks
                    )
                ),
            ),
        )
        for name, title, mark, standing, remarks in named
        if remarks
    )


def _plan(found: Unstarted, titles: Mapping[str, str]) -> Section:
    versions = found.kept.versions
    rows = plan_rows(found.counted, titles=titles, versions=versions)
    title = "The plan, frozen" if versions else "The plan"
    if not isinstance(found.counted, Experiment):
        title = "The idea"
    return Section(id="plan", title=title, short="Plan", blocks=(TermsView(rows=rows),))
