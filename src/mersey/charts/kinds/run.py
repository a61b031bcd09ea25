"""Few points, no limits: are they scattered about their median as chance would?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import signal_examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.control_chart_words import (
    are_counts,
    chance_words,
    point_word,
    reach_ten,
    signal_sentences,
    span_words,
    warned_words,
    why_no_verdict,
)
from mersey.charts.signal_drawing import Said, drawn
from mersey.charts.signal_table import limits_table, marks
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.signals import SignalChart


def draw(
    chart: SignalChart,
    *,
    measure: str,
    is_share: bool = False,
) -> Chart:
    """A run chart: the values about their median."""
    said = Said(
        centre="Median",
        is_share=is_share,
        is_count=are_counts(chart),
        is_large=reach_ten(chart),
    )
    about = _title(chart, said), _describe(chart, said, measure)
    span = span_words(chart.points[0].period, chart.points[-1].period, chart)
    beware = warned_words(chart)
    return Chart(
        kind="run",
        title=about[0],
        subtitle=f"{measure}, {span}. {chance_words(chart)} {beware}".strip(),
        description=about[1],
        draw=partial(drawn, chart, said, about),
        table=limits_table(chart, said),
        marks=marks(measure),
    )


def _title(chart: SignalChart, said: Said) -> str:
    centre = said.value(chart.points[-1].centre)
    if chart.runs is None:
        why = why_no_verdict(chart)
        return f"{why[0].upper()}{why[1:]}"
    if not chart.runs.is_signal:
        return f"No sign of change about a median of {centre}"
    if chart.runs.longest_run > chart.runs.longest_run_max:
        return f"A signal: {chart.runs.longest_run} in a row on one side"
    return f"A signal: only {chart.runs.n_crossings} crossings of the median"


def _describe(chart: SignalChart, said: Said, measure: str) -> str:
    values = [point.value for point in chart.points]
    told = [
        (
            f"A line of {plural(len(values), point_word(chart))} about their median. {measure}: from "
            f"{said.value(min(values))} to {said.value(max(values))}; median "
            f"{said.value(chart.points[-1].centre)}."
        )
    ]
    if chart.runs is not None:
        told.append(
            f"Longest run on one side: {chart.runs.longest_run}, and up to "
            f"{chart.runs.longest_run_max} is chance. The line crosses the median "
            f"{plural(chart.runs.n_crossings, 'time')}, and {chart.runs.n_crossings_min} "
            "or more is chance."
        )
    return " ".join([*told, *signal_sentences(chart), *_noted(chart)])


def _noted(chart: SignalChart) -> list[str]:
    return [note.text for note in chart.notes]


CHART: Final = ChartKind(
    name="run",
    title="Run chart",
    question="Are the points scattered about their median as chance would scatter them?",
    how_to_read=(
        "A change shows as a long run on one side of the median, or as a line that seldom "
        "crosses it. With few points this is the fairest test."
    ),
    example=lambda: draw(signal_examples.run(), measure="Complaints a month"),
)
