"""The page of an experiment: sealed until its first look, then the verdict and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.charts.gains import gain_words
from mersey.charts.kinds import (
    effect,
    guardrails,
    power,
)
from mersey.evidence.experiment import LookKind
from mersey.evidence.states import State, milestones
from mersey.evidence.verdict import VerdictKind
from mersey.report.evidence_plan_words import milestone_words, plan_rows
from mersey.report.evidence_sections import (
    drawn_figure,
    reasons_sections,
    steps_section,
)
from mersey.report.evidence_verdict_words import (
    TAGS,
    figure_words,
    secondary_words,
    value_words,
    verdict_lines,
)
from mersey.report.view import (
    ChecksView,
    CheckView,
    EvidenceView,
    NoteView,
    Section,
    TermsView,
)
from mersey.wording import count, day, in_100, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mersey.evidence import Verdict
    from mersey.evidence.frozen import Frozen
    from mersey.evidence.kept import Kept
    from mersey.evidence.looking import Looked
    from mersey.evidence.outcome import Outcome
    from mersey.evidence.sealed import Sealed

_MARKS: Final[Mapping[VerdictKind, str]] = {
    VerdictKind.TOO_EARLY: "early",
    VerdictKind.IMPROVED: "improved",
    VerdictKind.NO_WORTHWHILE_CHANGE: "improved",
    VerdictKind.WORSE: "worse",
    VerdictKind.NOT_YET_KNOWN: "not-yet",
}


def verdict_view(
    looked: Looked,
    *,
    outcome: Outcome | None,
    kept: Kept,
    titles: Mapping[str, str],
    case_word: str,
) -> EvidenceView:
    """The page of one look.

    Args:
        looked: What the look found.
        outcome: The outcome that the experiment serves; None where it is not at hand.
        kept: The frozen versions and the trail.
        titles: Id of a step → its name for people.
        case_word: What a case is called.
    """
    verdict = looked.verdict
    prediction = (looked.plan.prediction.low, looked.plan.prediction.high)
    said = figure_words(verdict)
    return EvidenceView(
        title=looked.plan.title,
        about=_about(outcome),
        way=_way(kept, looked, as_at=verdict.look.on),
        tag=TAGS[verdict.kind],
        mark=_MARKS[verdict.kind],
        figure=said[0],
        figure_rest=said[1],
        sentences=_sentences(looked),
        gone=0,
        to_go=0,
        lead_figure=drawn_figure(effect.draw(verdict, prediction=prediction)),
        sections=(
            *steps_section(looked, titles),
            *reasons_sections(looked, outcome, titles=titles, case_word=case_word),
            *_elsewhere(verdict),
            *_else(verdict),
            _plan(kept, titles),
            _decide(looked),
        ),
        notes=_notes(kept),
        version=__version__,
    )


def sealed_view(
    found: Sealed,
    *,
    outcome: Outcome | None,
    kept: Kept,
    titles: Mapping[str, str],
    smallest: float | None = None,
    case_word: str = "case",
) -> EvidenceView:
    """The page of an experiment before its first look: there is no comparison on it.

    Args:
        found: Where it stands.
        outcome: The outcome that it serves; None where it is not at hand.
        kept: The frozen versions and the trail.
        titles: Id of a step → its name for people.
        smallest: The smallest effect that the first look would see; None where unknown.
        case_word: What a case is called.
    """
    plan = found.plan
    n_look = found.weeks_to_look
    return EvidenceView(
        title=plan.title,
        about=_about(outcome),
        way=_way(kept, found, as_at=found.as_at),
        tag="Too early to say",
        mark="early",
        figure=f"Week {min(found.weeks_gone, n_look)} of {n_look}.",
        figure_rest=f"The first look is on {day(found.first_look.on)}.",
        sentences=_sealed_sentences(found, case_word),
        gone=min(found.weeks_gone, n_look),
        to_go=n_look,
        lead_figure=None,
        sections=(
            Section(
                id="now",
                title="What may be seen now",
                short="Now",
                blocks=(ChecksView(rows=tuple(_seen_now(found, kept, case_word))),),
            ),
            *_foreseen(found, smallest, case_word),
            _plan(kept, titles),
        ),
        notes=_notes(kept),
        version=__version__,
    )


def _about(outcome: Outcome | None) -> str:
    return f"Outcome: {outcome.title}" if outcome else "An experiment"


def _way(
    kept: Kept, found: Looked | Sealed, *, as_at: date
) -> tuple[tuple[str, str, str], ...]:
    """The milestones, the last one that is past as where it stands now."""
    plan = kept.frozen.plan if kept.frozen else found.plan
    way = [
        one
        for one in milestones(
            plan, versions=kept.versions, trail=kept.trail, as_at=as_at
        )
        if one.state is not State.SHARED or one.is_past
    ]
    n_past = sum(one.is_past for one in way)
    words = [milestone_words(one) for one in way]
    looks = [one.kind for one in sorted(plan.looks, key=lambda one: one.on)]
    names = iter(looks)
    told = []
    for n, (one, (known_as, on)) in enumerate(zip(way, words, strict=True)):
        name = known_as
        if one.state is State.VERDICT:
            kind = next(names, LookKind.LAST)
            name = {"first": "First look", "last": "Last look"}.get(kind, "Look")
        stands = "now" if n == n_past - 1 else "past" if one.is_past else "ahead"
        told.append((name, on, stands))
    return tuple(told)


def _sentences(looked: Looked) -> tuple[str, ...]:
    """Without the tag and the figure, which stand above."""
    verdict = looked.verdict
    above = {f"{TAGS[verdict.kind]}."}
    above.add(f"{gain_words(verdict.gain, verdict.effect).capitalize()}.")
    return tuple(said for said in verdict_lines(looked) if said not in above)


def _sealed_sentences(found: Sealed, case_word: str) -> tuple[str, ...]:
    came = plural(found.n_came, case_word)
    needed = f"of the {count(found.n_at_look)} that the first look is to see"
    quick = (
        f"Only {count(found.n_ended)} have finished, and those are the quick ones: any"
        " average of them would flatter the change, so there is none on this page, for"
        " anyone."
    )
    seal = (
        "Sealed by the plan, not by a person. A look ahead of time is possible, is"
        " written in the trail, and widens every interval for good."
    )
    return f"{came} came in since the change, {needed}.", quick, seal


def _seen_now(found: Sealed, kept: Kept, case_word: str) -> list[CheckView]:
    rows = []
    if found.fidelity:
        followed = found.fidelity
        if followed.share is None:
            said = f"{count(followed.n_begun)} reached the step; none is due yet."
        else:
            said = (
                f"{count(followed.n_done)} of {count(followed.n_due)} that were due have"
                f" it; the plan aims at {in_100(followed.aim)}."
            )
        is_done = followed.share is None or followed.share >= followed.aim
        rows.append(_check("held" if is_done else "doubtful", "Are we doing it?", said))
    if found.harm:
        value = found.harm.value
        seen = (
            "Nothing is known yet."
            if value is None
            else f"It stands at {value_words(value, found.harm.unit)}."
        )
        mark = "failed" if found.harm.is_reached else "held"
        stop = " Stop, and talk." if found.harm.is_reached else ""
        rows.append(
            _check(mark, "Is it doing harm?", f"{found.harm.text} {seen}{stop}")
        )
    usual = (
        "an ordinary number for so many weeks."
        if found.is_usual_number
        else f"and about {count(found.n_expected)} would be usual: see why."
    )
    rows.append(
        _check(
            "held" if found.is_usual_number else "doubtful",
            "Is the data sound?",
            f"{plural(found.n_came, case_word)} came in, {usual}",
        )
    )
    rows.extend(
        _check(
            "doubtful",
            "Did anything else change?",
            f"{str(one.data['text']).rstrip('.')}.",
        )
        for one in kept.trail.notes
    )
    return rows


def _check(mark: str, start: str, rest: str) -> CheckView:
    said = {"held": "Fine", "doubtful": "Mind this", "failed": "Stop"}.get(mark, "")
    return CheckView(standing=said, mark=mark, start=start, rest=rest)


def _foreseen(
    found: Sealed, smallest: float | None, case_word: str
) -> tuple[Section, ...]:
    if smallest is None:
        return ()
    shown = power.PowerShown(
        looks=(
            power.LookAhead(
                title=f"First look, {day(found.first_look.on)}",
                n=found.n_at_look,
                smallest=smallest,
            ),
        ),
        prediction=(found.plan.prediction.low, found.plan.prediction.high),
        unit=found.plan.measure.unit,
        better=found.plan.measure.better,
        n_word=f"{case_word}s",
    )
    said = (
        "If the first look cannot tell, that is an answer as well: not yet known. The plan"
        " then runs on."
    )
    return (
        Section(
            id="foreseen",
            title="If our prediction is right, will we see it?",
            short="Power",
            blocks=(drawn_figure(power.draw(shown)), NoteView(text=said)),
        ),
    )


def _elsewhere(verdict: Verdict) -> tuple[Section, ...]:
    if not verdict.guardrails:
        return ()
    said = (
        f"{plural(len(verdict.guardrails), 'guardrail')}, each with a margin set before"
        " the start. “Held” means the data rule out worse than the margin, with one"
        " chance in 20 of being wrong; no difference found is not enough."
    )
    return (
        Section(
            id="elsewhere",
            title="Was it paid for elsewhere?",
            short="Guardrails",
            paragraphs=(said,),
            blocks=(drawn_figure(guardrails.draw(verdict.guardrails)),),
        ),
    )


def _else(verdict: Verdict) -> tuple[Section, ...]:
    if not verdict.secondary:
        return ()
    said = (
        "Asked beside the main measure; one in twenty is the chance that any of them all"
        " seems to have moved and has not (Holm)."
    )
    rows = tuple((one.name, secondary_words(one)) for one in verdict.secondary)
    return (
        Section(
            id="else",
            title="What else moved?",
            short="Else",
            paragraphs=(said,),
            blocks=(TermsView(rows=rows),),
        ),
    )


def _plan(kept: Kept, titles: Mapping[str, str]) -> Section:
    plan = kept.versions[-1].plan
    rows = plan_rows(plan, titles=titles, versions=kept.versions)
    return Section(
        id="plan",
        title="The plan, frozen",
        short="Plan",
        blocks=(TermsView(rows=rows),),
    )


def _decide(looked: Looked) -> Section:
    by = f" Due by {day(looked.plan.review_by)}." if looked.plan.review_by else ""
    said = (
        f"Keep it, change it and try again as a new plan, or stop it and say what was"
        f" learned: a null result is learning too.{by} Whoever wrote the plan proposes,"
        " and somebody else confirms."
    )
    how = (
        "Write it down: mersey evidence decide PLAN adopt|adapt|abandon ⟦by⟧ NAME"
        " ⟦learned⟧ TEXT"
    )
    return Section(
        id="decide",
        title="Decide",
        short="Decide",
        paragraphs=(said,),
        blocks=(NoteView(text=how),),
    )


def _notes(kept: Kept) -> tuple[str, ...]:
    frozen: Frozen = kept.versions[-1]
    said = [
        f"Plan {frozen.plan.id}, version {frozen.version}, SHA-256 {frozen.sha256}."
    ]
    if frozen.is_late:
        said.append("The plan was frozen after its start.")
    if len(kept.versions) > 1:
        n = plural(len(kept.versions) - 1, "deviation")
        said.append(f"{n} from the first plan; each is in the trail with its reason.")
    return tuple(said)
