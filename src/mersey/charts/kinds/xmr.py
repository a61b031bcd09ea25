"""Is it changing, or is it noise?

Values against the limits of their own variation. The verdict, the rules it was made by
and how often they are wrong stand in the words around it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import signal_examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.control_chart_words import (
    are_counts,
    as_shown,
    chance_words,
    is_one_level,
    measure_words,
    point_word,
    reach_ten,
    rebase_sentences,
    rules_words,
    signal_sentences,
    span_words,
    usual_words,
    warned_words,
)
from mersey.charts.signal_drawing import Said, drawn
from mersey.charts.signal_table import limits_table, marks
from mersey.signals import ControlChartKind as Letter
from mersey.signals import PointType
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.signals import SignalChart

NO_UNIT: Final = "period"
SHARES: Final = {Letter.P, Letter.PP}
SAYS: Final = {
    PointType.COMMON: "Varies as usual",
    PointType.IMPROVEMENT: "Signal of improvement",
    PointType.CONCERN: "Signal of concern",
    PointType.NOT_JUDGED: "No verdict",
}


def draw(
    chart: SignalChart,
    *,
    measure: str,
    is_share: bool | None = None,
    unit: str = "",
) -> Chart:
    """A control chart of any kind with limits.

    Args:
        chart: What was judged.
        measure: What is charted, with its unit: "Decisions in time".
        is_share: True where values are shares; None: where the chart is one of shares.
        unit: What values that are no counts are in, such as "days".
        id: Unique on its page.
    """
    shares = chart.chart in SHARES if is_share is None else is_share
    said = Said(
        centre="Median" if chart.chart is Letter.G else "Mean",
        is_share=shares,
        is_count=are_counts(chart),
        is_large=reach_ten(chart),
    )
    chart = as_shown(chart)
    about = _title(chart, said, unit=unit), _describe(chart, said, measure)
    return Chart(
        kind="xmr",
        title=about[0],
        subtitle=_subtitle(chart, measure),
        description=about[1],
        draw=partial(drawn, chart, said, about),
        table=limits_table(chart, said),
        marks=marks(measure_words(chart, measure)),
    )


def _title(chart: SignalChart, said: Said, *, unit: str) -> str:
    last = chart.points[-1]
    says = SAYS.get(chart.variation) or f"Signal, {usual_words(chart)}"
    if chart.is_judged and is_one_level(chart):
        says = f"Every {point_word(chart)} the same"
    latest = f"{says}: latest {said.value(last.value)}"
    if last.lower is None or last.upper is None or not chart.is_judged:
        return latest
    limits = f"limits {said.value(last.lower)} to {said.value(last.upper)}"
    if unit:
        return f"{latest} {unit}, {limits} {unit}"
    each = f" a {chart.unit}" if said.is_count and chart.unit != NO_UNIT else ""
    return f"{latest}, {limits}{each}"


def _subtitle(chart: SignalChart, measure: str) -> str:
    span = span_words(chart.points[0].period, chart.points[-1].period, chart)
    warned = warned_words(chart)
    return (
        f"{measure_words(chart, measure)}, {span}. {chance_words(chart)}"
        f"{' ' if warned else ''}{warned}"
    )


def _describe(chart: SignalChart, said: Said, measure: str) -> str:
    values = [point.value for point in chart.points]
    special = sum(point.special_cause is not None for point in chart.points)
    last = chart.points[-1]
    return " ".join(
        [
            (
                f"A line of {plural(len(values), point_word(chart))} with limits. "
                f"{measure_words(chart, measure)}: from "
                f"{said.value(min(values))} to {said.value(max(values))}; "
                f"{said.centre.lower()} {said.value(last.centre)}."
            ),
            f"{plural(special, point_word(chart))} of special cause.",
            *signal_sentences(chart),
            *rebase_sentences(chart),
            *(note.text for note in chart.notes),
            rules_words(chart),
        ]
    )


CHART: Final = ChartKind(
    name="xmr",
    title="Control chart",
    question="Is it changing, or is it noise?",
    how_to_read=(
        "Inside the pale band, without a pattern, values move as they always do: one point "
        "against the last says nothing. Blue dots and orange diamonds are signals of "
        "improvement and of concern; look first at the latest point."
    ),
    example=lambda: draw(signal_examples.improving(), measure="Days to decide, median"),
)
