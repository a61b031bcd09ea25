"""The way to a plan: one question, or a few that belong together, on each page.

The questions and proposals are those of `mersey evidence new`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.evidence.propose import next_start
from mersey.evidence.propose_guardrails import proposed_guardrails
from mersey.report.evidence_plan_words import measure_words, pack_titles
from mersey.report.evidence_questions import QUESTIONS
from mersey.vocabulary import Dimension, Unit
from mersey.web.experiments.asking import Ask, Option
from mersey.wording import days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mersey.evidence.experiment import Guardrail
    from mersey.evidence.log_shape import LogShape
    from mersey.evidence.outcome import Outcome
    from mersey.services import Service

NEW: Final = "+new"
"""The answer that none of the outcomes is meant; no id looks like it."""

UNIT_WORDS: Final[Mapping[Unit, str]] = {Unit.DAYS: "days", Unit.SHARE: "in 100"}

DIMENSIONS: Final[Mapping[Dimension, str]] = {
    Dimension.SOONER: "People wait less long",
    Dimension.BETTER: "The work is right the first time",
    Dimension.SAFER: "Nobody comes to harm, and the law is kept",
    Dimension.HAPPIER: "It is fairer, and kinder to those who use it or do it",
    Dimension.VALUE: "More of what people need for the same money",
}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What the questions depend on.

    Attributes:
        outcomes: By id. outcome: The one that was chosen; None while none was.
        shape: Of the log. pack: The service's.
        is_share: The primary measure is a share.
    """

    outcomes: Mapping[str, Outcome]
    outcome: Outcome | None
    shape: LogShape
    pack: Service
    today: date
    is_share: bool = False

    @property
    def titles(self) -> dict[str, str]:
        """Id of a step or field → its name for people."""
        return pack_titles(self.pack)

    @property
    def unit(self) -> str:
        """Of the primary measure, after a number."""
        return UNIT_WORDS[Unit.SHARE if self.is_share else Unit.DAYS]

    @property
    def guardrails(self) -> tuple[Guardrail, ...]:
        """Those that the pack proposes and the log can show."""
        if self.outcome is None:
            return ()
        found, _ = proposed_guardrails(
            self.pack, self.shape, dimension=self.outcome.dimension
        )
        return found


@dataclass(frozen=True, kw_only=True)
class Step:
    """A page of the way.

    Attributes:
        title: Its heading, unless it asks one question alone. lead: Said below it.
    """

    name: str
    title: str
    asks: tuple[Ask, ...]
    lead: str = ""


def steps(setting: Setting, *, is_new_outcome: bool) -> tuple[Step, ...]:
    """The pages in order; each depends on what was answered before it."""
    return (
        _outcome(setting),
        *((new_outcome_step(),) if is_new_outcome else ()),
        _change(),
        _why(),
        _measure(setting),
        _prediction(setting),
        _way(setting),
        _dates(setting),
        _guardrails(setting),
        _notes(),
    )


def _outcome(setting: Setting) -> Step:
    there = tuple(
        Option(value=one.id, text=one.title, hint=f"For: {one.for_whom}")
        for one in setting.outcomes.values()
    )
    new = Option(value=NEW, text="Another outcome, which is not here yet")
    ask = Ask(
        name="outcome",
        kind="choice",
        question="Which outcome is it for?",
        hint="What is better for people in the end, not what is done for it.",
        options=(*there, new),
        error="Say which outcome it is for",
    )
    return Step(name="outcome", title=ask.question, asks=(ask,))


def new_outcome_step() -> Step:
    """The page on which an outcome that is not there yet is said."""
    return Step(
        name="new-outcome",
        title="The outcome",
        asks=(
            Ask(
                name="outcome-title",
                kind="text",
                question="What is worth having?",
                hint="In the words of those it serves: a decision in 8 weeks, 9 times in 10.",
                error="Say what is worth having",
            ),
            Ask(
                name="for-whom",
                kind="text",
                question="For whom?",
                error="Say for whom",
            ),
            Ask(
                name="dimension",
                kind="choice",
                question="What kind of better is it?",
                options=tuple(
                    Option(value=one.value, text=one.value.capitalize(), hint=said)
                    for one, said in DIMENSIONS.items()
                ),
                error="Say what kind of better it is",
            ),
            Ask(
                name="within",
                kind="number",
                question="Within how many days should each case end?",
                hint="The outcome is then the share that ends in time. Leave it empty to"
                " measure the days themselves.",
                unit="days",
                is_needed=False,
                above_zero=True,
            ),
            Ask(
                name="outcome-worth",
                kind="number",
                question="What is the smallest improvement of it worth having?",
                hint="In 100 cases where a share ends in time; else in days.",
                above_zero=True,
                error="Say what is worth having",
            ),
        ),
    )


def _change() -> Step:
    return Step(
        name="change",
        title="The change",
        lead="One change, small enough to start soon. Two at once, and nobody will know"
        " which one it was.",
        asks=(
            Ask(
                name="title",
                kind="text",
                question=QUESTIONS["title"],
                hint="A few words that colleagues will know it by.",
                error="Say what it shall be called",
            ),
            Ask(
                name="change",
                kind="words",
                question=QUESTIONS["change"],
                error="Say what the one change is",
            ),
        ),
    )


def _why() -> Step:
    return Step(
        name="why",
        title="Why it should work",
        asks=(
            Ask(
                name="question",
                kind="words",
                question=QUESTIONS["question"],
                error="Say which question it answers",
            ),
            Ask(
                name="why",
                kind="words",
                question=QUESTIONS["why"],
                error="Say why it should work",
            ),
            Ask(
                name="owner",
                kind="text",
                question=QUESTIONS["owner"],
                error="Say who answers for it",
            ),
        ),
    )


def _measure(setting: Setting) -> Step:
    own = setting.outcome
    said = measure_words(own.measure, setting.titles) if own else ""
    ask = Ask(
        name="measure",
        kind="choice",
        question="How will you see it?",
        hint="One measure decides. It is counted with the cases that are still open.",
        options=(
            Option(value="days", text="Days from opening to any end of a case"),
            Option(value="outcome", text=f"The outcome's own: {said}"),
        ),
        error="Say how you will see it",
    )
    return Step(name="measure", title=ask.question, asks=(ask,))


def _prediction(setting: Setting) -> Step:
    return Step(
        name="prediction",
        title="What you expect",
        lead="Written down before, so that nobody can know better afterwards. A range is"
        " more honest than a number.",
        asks=(
            Ask(
                name="expects_low",
                kind="number",
                question=QUESTIONS["expects_low"],
                unit=setting.unit,
                error="Say how much better, at least",
            ),
            Ask(
                name="expects_high",
                kind="number",
                question=QUESTIONS["expects_high"],
                unit=setting.unit,
                error="Say how much better, at most",
            ),
            Ask(
                name="worth_having",
                kind="number",
                question=QUESTIONS["worth_having"],
                hint="Less than this, and you would not keep the change.",
                unit=setting.unit,
                above_zero=True,
                error="Say what is worth having",
            ),
        ),
    )


def _way(setting: Setting) -> Step:
    titles = setting.titles
    seen = tuple(
        Option(
            value=step.name,
            text=f"{titles.get(step.name, step.name)} ({days(step.days)} on average"
            " after the step before)",
        )
        for step in setting.shape.steps
    )
    return Step(
        name="way",
        title=QUESTIONS["from_step"].removesuffix(" It begins at"),
        lead="These are the steps of your log. If the change is the cause, the days come"
        " out of this step, and another that it cannot touch stays as it is.",
        asks=(
            Ask(
                name="from_step",
                kind="list",
                question="It begins at",
                options=seen,
                error="Say where the step begins",
            ),
            Ask(
                name="to_step",
                kind="list",
                question="and ends at",
                options=seen,
                error="Say where the step ends",
            ),
        ),
    )


def _dates(setting: Setting) -> Step:
    return Step(
        name="dates",
        title="When it starts",
        asks=(
            Ask(
                name="picked_on",
                kind="date",
                question="When was the problem picked?",
                hint="The time to compare with ends before that day: a bad patch that made"
                " people act would get better by itself.",
                default=setting.today.isoformat(),
                error="Say when the problem was picked",
            ),
            Ask(
                name="start",
                kind="date",
                question="When does the change start?",
                hint="A Monday a week or more ahead leaves time to read the plan.",
                default=next_start(setting.today).isoformat(),
                error="Say when the change starts",
            ),
            Ask(
                name="lot",
                kind="tick",
                question="A lot can decide who gets the change",
                hint="By case, day or team. Then the result may say “because”.",
                is_needed=False,
            ),
        ),
    )


def _guardrails(setting: Setting) -> Step:
    asks: list[Ask] = []
    for n, guard in enumerate(setting.guardrails, start=1):
        if not guard.used:
            continue
        unit = UNIT_WORDS[guard.measure.unit]
        asks += (
            Ask(
                name=f"guard-{n}",
                kind="tick",
                question=guard.name,
                hint=f"{guard.dimension.value.capitalize()}. {guard.why}",
                is_needed=False,
                default="yes",
            ),
            Ask(
                name=f"margin-{n}",
                kind="number",
                question=f"{guard.name}: the worst worsening that is allowed",
                unit=unit,
                above_zero=True,
                default=margin_typed(guard),
                error="Say how much worse it may get at most",
            ),
        )
    return Step(
        name="guardrails",
        title="What must not get worse?",
        lead="A win that is paid for elsewhere is none. These are proposed from your log;"
        " each is of another kind than the outcome.",
        asks=tuple(asks),
    )


def margin_typed(guard: Guardrail) -> str:
    """The proposed margin in the unit in which it is asked for."""
    margin = guard.margin or 0.0
    return f"{margin * 100 if guard.measure.unit is Unit.SHARE else margin:g}"


def _notes() -> Step:
    return Step(
        name="notes",
        title="Equality and data protection",
        lead="Both are shown with the plan. What is left empty is stated as not said.",
        asks=(
            Ask(
                name="equality_note",
                kind="words",
                question="Who could be treated worse by it, and how would you see that?",
                is_needed=False,
            ),
            Ask(
                name="data_protection_note",
                kind="words",
                question="What is looked at, and what never leaves?",
                is_needed=False,
            ),
        ),
    )
