"""Charts of any table as one page: what changed, and what is noise, strongest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey import __version__
from mersey.charts.control_chart_words import rules_words
from mersey.charts.kinds import funnel as funnel_chart
from mersey.charts.kinds import run, xmr
from mersey.report.chart_figures import figure
from mersey.report.places_words import places_said
from mersey.report.self_contained import answer_page
from mersey.report.signal_words import board_said, kind_said, verdict
from mersey.report.view import AnswerView, NoteView, PageLimits, Section
from mersey.signals import ControlChartKind
from mersey.signals.ranking import rank_by_evidence
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.report.view import FigureView
    from mersey.signals import SignalChart
    from mersey.signals.funnel import Funnel
    from mersey.signals.results import Warned

MOST_DRAWN: Final = 24
"""Charts drawn, the strongest evidence first: more would be a wall."""

LIMITS: Final = PageLimits(rows=60, csv_bytes=12_000)

NO_CAUSE: Final = (
    "A signal is a pattern that chance alone seldom makes. It does not say why it is there: "
    "ask the people who do the work."
)


def signals_page(charts: Sequence[SignalChart], *, measure: str, title: str) -> str:
    """The charts as HTML, the strongest evidence first.

    Args:
        charts: At least one.
        measure: What is charted, in words.
        title: Of the page.
    """
    ranked = [one.chart for one in rank_by_evidence(charts).ranked]
    first = ranked[0]
    view = AnswerView(
        title=title,
        about="Is it changing, or is it noise?",
        lead=board_said(charts) if len(charts) > 1 else verdict(first),
        sections=tuple(
            _section(chart, measure, number)
            for number, chart in enumerate(ranked[:MOST_DRAWN], start=1)
        ),
        notes=(*_left_out(len(charts)), NO_CAUSE),
        version=__version__,
    )
    return answer_page(view)


def places_page(funnel: Funnel, *, measure: str, title: str) -> str:
    """The comparison of places as HTML; none is ranked."""
    said, meaning = places_said(funnel)
    drawn = figure(funnel_chart.draw(funnel, measure=measure), limits=LIMITS)
    section = Section(
        id="places",
        title=measure,
        short=measure,
        paragraphs=(meaning,),
        blocks=(*_noted(funnel.notes), drawn),
    )
    view = AnswerView(
        title=title,
        about="Do places differ, or is it chance and their size?",
        lead=said,
        sections=(section,),
        notes=("This is no league table: a place outside the limits is a question.",),
        version=__version__,
    )
    return answer_page(view)


def _section(chart: SignalChart, measure: str, number: int) -> Section:
    name = chart.name or measure
    return Section(
        id=f"series-{number}",
        title=name,
        short=name,
        paragraphs=(verdict(chart), f"{kind_said(chart)} {rules_words(chart)}"),
        blocks=(*_noted(chart.notes), _figure(chart, measure, number)),
    )


def _noted(notes: Sequence[Warned]) -> tuple[NoteView, ...]:
    """What must be known of how the table was read, before the drawing."""
    if not notes:
        return ()
    return (NoteView(text=" ".join(note.text for note in notes)),)


def _figure(chart: SignalChart, measure: str, number: int) -> FigureView:
    draw = run.draw if chart.chart is ControlChartKind.RUN else xmr.draw
    drawn = draw(chart, measure=measure)
    return figure(drawn, limits=LIMITS, cut="last", number=number)


def _left_out(n: int) -> tuple[str, ...]:
    more = n - MOST_DRAWN
    if more <= 0:
        return ()
    said = f"{plural(more, 'more chart')} with weaker evidence are in the table and the JSON"
    return (f"{said} of `mersey signals`.",)
