"""The answer to a what-if as one page: the change, its interval, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.charts.kinds import what_if
from mersey.charts.what_if_answers import answer_in_words
from mersey.report.chart_figures import figure
from mersey.report.self_contained import answer_page
from mersey.report.view import AnswerView, PageLimits, Section
from mersey.report.what_if_words import ONLY_PAST, validation_in_words

if TYPE_CHECKING:
    from mersey.forecast.whatif import Comparison

NOT_TRUE_YET: Final = (
    "This simulates the service as its log shows it. Write the prediction down, try the "
    "change, and see."
)


def what_if_page(answer: Comparison, *, title: str) -> str:
    """The answer as HTML; see `what_if_view`."""
    return answer_page(what_if_view(answer, title=title))


def what_if_view(
    answer: Comparison, *, title: str, limits: PageLimits | None = None
) -> AnswerView:
    """What the page of an answer says.

    Args:
        answer: What the simulation said, with the check of itself.
        title: Of the page.
        limits: What the page may carry.
    """
    drawn = figure(what_if.draw(answer), limits=limits or PageLimits())
    checked = validation_in_words(answer.validation)
    said = (checked, ONLY_PAST)
    trust = Section(
        id="trust",
        title="How far to trust this",
        short="Trust",
        paragraphs=said,
    )
    change = Section(
        id="change", title="What would change", short="Change", blocks=(drawn,)
    )
    return AnswerView(
        title=title,
        about="What would a change do?",
        lead=answer_in_words(answer),
        sections=(change, trust),
        notes=(NOT_TRUE_YET,),
        version=__version__,
    )
