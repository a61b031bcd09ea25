"""The pages on the way to a plan that ask for numbers, steps and days, proposed from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.evidence.propose import next_start
from mersey.report.evidence_plan_words import measure_words
from mersey.report.evidence_questions import QUESTIONS
from mersey.vocabulary import Unit
from mersey.web.experiments.form_questions import Ask, Option
from mersey.web.experiments.path_setting import UNIT_WORDS, PathPage
from mersey.wording import days

if TYPE_CHECKING:
    from mersey.evidence.experiment import Guardrail
    from mersey.web.experiments.path_setting import PathSetting


def measure_page(setting: PathSetting) -> PathPage:
    """How it is seen."""
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
    return PathPage(name="measure", title=ask.question, asks=(ask,))


def prediction_page(setting: PathSetting) -> PathPage:
    """What is expected, and what is worth having."""
    return PathPage(
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


def way_page(setting: PathSetting) -> PathPage:
    """The step that must move."""
    titles = setting.titles
    seen = tuple(
        Option(
            value=step.name,
            text=f"{titles.get(step.name, step.name)} ({days(step.days)} on average"
            " after the step before)",
        )
        for step in setting.shape.steps
    )
    return PathPage(
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


def dates_page(setting: PathSetting) -> PathPage:
    """When the problem was picked, and when the change starts."""
    return PathPage(
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


def guardrails_page(setting: PathSetting) -> PathPage:
    """What must not get worse."""
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
    return PathPage(
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


def notes_page() -> PathPage:
    """Equality and data protection."""
    return PathPage(
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
