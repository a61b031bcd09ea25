"""The way to a plan: one question, or a few that belong together, on each page.

The questions and proposals are those of `mersey evidence new`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.report.evidence_questions import QUESTIONS
from mersey.vocabulary import Dimension
from mersey.web.experiments.form_questions import Ask, Option
from mersey.web.experiments.path_numbers import (
    dates_page,
    guardrails_page,
    measure_page,
    notes_page,
    prediction_page,
    way_page,
)
from mersey.web.experiments.path_setting import PathPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.web.experiments.path_setting import PathSetting

NEW: Final = "+new"
"""The answer that none of the outcomes is meant; no id looks like it."""

DIMENSIONS: Final[Mapping[Dimension, str]] = {
    Dimension.SOONER: "People wait less long",
    Dimension.BETTER: "The work is right the first time",
    Dimension.SAFER: "Nobody comes to harm, and the law is kept",
    Dimension.HAPPIER: "It is fairer, and kinder to those who use it or do it",
    Dimension.VALUE: "More of what people need for the same money",
}


def steps(setting: PathSetting, *, is_new_outcome: bool) -> tuple[PathPage, ...]:
    """The pages in order; each depends on what was answered before it."""
    return (
        _outcome(setting),
        *((new_outcome_step(),) if is_new_outcome else ()),
        _change(),
        _why(),
        measure_page(setting),
        prediction_page(setting),
        way_page(setting),
        dates_page(setting),
        guardrails_page(setting),
        notes_page(),
    )


def _outcome(setting: PathSetting) -> PathPage:
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
    return PathPage(name="outcome", title=ask.question, asks=(ask,))


def new_outcome_step() -> PathPage:
    """The page on which an outcome that is not there yet is said."""
    return PathPage(
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


def _change() -> PathPage:
    return PathPage(
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


def _why() -> PathPage:
    return PathPage(
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
