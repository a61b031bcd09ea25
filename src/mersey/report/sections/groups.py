"""Does it take as long for everybody? A chart and a table for each column split by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.charts.kinds import by_group
from mersey.report.chart_figures import figure
from mersey.report.sentences import span_said
from mersey.report.split_words import (
    labelled,
    measure_title,
    measured_said,
    verdict_said,
    withheld_said,
)
from mersey.report.view import Section
from mersey.wording import clip

if TYPE_CHECKING:
    from mersey.answer import Answer
    from mersey.flow.splits import Split
    from mersey.report.view import FigureView, PageLimits


def sections(found: Answer, *, limits: PageLimits) -> tuple[Section, ...]:
    """One section a column; none where nothing is split."""
    return tuple(
        Section(
            id="groups" if number == 1 else f"groups-{number}",
            title=f"The same for everybody? By {clip(split.column)}",
            short=f"By {clip(split.column)}",
            paragraphs=_paragraphs(found, split),
            blocks=_drawn(found, split, limits, number),
        )
        for number, split in enumerate(found.splits, 1)
    )


def _paragraphs(found: Answer, split: Split) -> tuple[str, ...]:
    """What it says, then what is counted and of whom nothing is told."""
    verdict = verdict_said(labelled(split, found.service))
    if not split.groups:
        return tuple(filter(None, (verdict, withheld_said(split))))
    counted = measured_said(split, span_said(found.log, found.flow))
    more = (counted, _clock_said(split), withheld_said(split))
    return verdict, " ".join(filter(None, more))


def _clock_said(split: Split) -> str:
    if not split.clock:
        return ""
    return f"In the table: how many were in time in the last 12 months ({clip(split.clock)})."


def _drawn(
    found: Answer, split: Split, limits: PageLimits, number: int
) -> tuple[FigureView, ...]:
    if not split.groups:
        return ()
    shown = labelled(split, found.service)
    return (
        figure(
            by_group.draw(shown, measure=measure_title(split)),
            limits=limits,
            number=number,
        ),
    )
