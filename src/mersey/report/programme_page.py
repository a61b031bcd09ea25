"""The page of a whole programme: what drives each outcome, and how fast it is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.charts.kinds import driver_tree, learning_flow
from mersey.evidence.drivers import driver_tree as tree_of
from mersey.evidence.verdict import VerdictKind
from mersey.report.evidence_plan_words import STATE_WORDS
from mersey.report.evidence_sections import drawn_figure
from mersey.report.evidence_verdict_words import TAGS
from mersey.report.programme_words import pace_words, started_words
from mersey.report.self_contained import answer_page
from mersey.report.view import AnswerView, Section, TableView
from mersey.wording import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.evidence.drivers import DriverNode
    from mersey.evidence.learning import Learning, Programme
    from mersey.evidence.outcome import Outcome

AN_IDEA: Final = "An idea"


def programme_page(whole: Programme, outcomes: Mapping[str, Outcome]) -> str:
    """The programme as HTML; see `programme_view`."""
    return answer_page(programme_view(whole, outcomes))


def programme_view(whole: Programme, outcomes: Mapping[str, Outcome]) -> AnswerView:
    """What the page of a programme says.

    Args:
        whole: Every experiment, and how fast it is learned.
        outcomes: By id.
    """
    by_id = {one.id: one for one in whole.experiments}
    note = (
        "Every experiment that was started stays in the count. Nothing found is learning"
        " too."
    )
    return AnswerView(
        title="What is tried, and what was learned",
        about=f"Every outcome and experiment, as at {day(whole.as_at)}",
        lead=_lead(whole),
        sections=(
            *(
                _outcome(one, by_id, number)
                for number, one in enumerate(outcomes.values(), 1)
            ),
            _learned(whole),
        ),
        notes=(note,),
        version=__version__,
    )


def _lead(whole: Programme) -> str:
    said = started_words(whole)
    if not whole.n_started:
        return said
    return f"{said} From start to decision: {pace_words(whole)}"


def _outcome(outcome: Outcome, by_id: Mapping[str, Learning], number: int) -> Section:
    root = driver_tree.TreeNode(
        title=outcome.title, under=_under(tree_of(outcome), by_id)
    )
    return Section(
        id=outcome.id,
        title=outcome.title,
        short=outcome.title,
        paragraphs=(f"For: {outcome.for_whom}.",),
        blocks=(drawn_figure(driver_tree.draw(root), number=number),),
    )


def _under(
    node: DriverNode, by_id: Mapping[str, Learning]
) -> tuple[driver_tree.TreeNode, ...]:
    drivers = [
        driver_tree.TreeNode(
            title=one.driver.title if one.driver else "", under=_under(one, by_id)
        )
        for one in node.under
    ]
    changes = [
        driver_tree.TreeNode(
            title=idea.title, stands=stands_words(by_id.get(idea.experiment))
        )
        for idea in node.ideas
    ]
    return (*drivers, *changes)


def stands_words(one: Learning | None) -> str:
    """Where an experiment stands in a word or two; an idea where there is none."""
    if one is None:
        return AN_IDEA
    if one.verdict:
        return TAGS[VerdictKind(one.verdict)]
    return STATE_WORDS[one.state].split(":")[0]


def _learned(whole: Programme) -> Section:
    started = [one for one in whole.experiments if one.started is not None]
    told = sorted(started, key=lambda one: (-(one.days(whole.as_at) or 0), one.id))
    half = whole.time_to_learning[0].days if whole.time_to_learning else None
    flow = learning_flow.LearningFlow(
        experiments=[
            learning_flow.OneExperiment(
                title=one.title,
                days=one.days(whole.as_at) or 0,
                is_decided=one.decided is not None,
                verdict=TAGS[VerdictKind(one.verdict)] if one.verdict else "",
            )
            for one in told
        ],
        half_days=half,
        n_null=whole.n_null,
    )
    return Section(
        id="learned",
        title="How fast it is learned",
        short="Learning",
        blocks=(drawn_figure(learning_flow.draw(flow)), _table(whole)),
    )


def _table(whole: Programme) -> TableView:
    rows = tuple(
        (one.title, one.team, STATE_WORDS[one.state], one.decision or "not yet")
        for one in whole.experiments
    )
    return TableView(
        caption="Every experiment and idea",
        columns=("What", "Team", "Where it stands", "Decided"),
        rows=rows,
        numeric=(False, False, False, False),
    )
