"""A chart of signals in plain English: a sentence, a table, and what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.chart_tables import as_is, table
from mersey.charts.control_chart_words import (
    cause_words,
    chance_words,
    is_one_level,
    point_word,
    rules_words,
    span_words,
    usual_words,
    why_no_verdict,
)
from mersey.report.plain import WIDTH, table_lines
from mersey.signals import Assurance, PointType
from mersey.signals.ranking import rank_by_evidence
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.charts.chart import Table
    from mersey.signals import Signal, SignalChart
    from mersey.signals.results import Warned

VERDICTS: Final = {
    PointType.IMPROVEMENT: "is part of a signal of improvement",
    PointType.CONCERN: "is part of a signal of concern",
}
ASSURANCES: Final = {
    Assurance.CONSISTENT_PASS: "Within these limits the target is nearly always met.",
    Assurance.CONSISTENT_FAIL: "Within these limits the target is nearly always missed.",
    Assurance.INCONSISTENT: "Within these limits the target is met or missed by chance.",
}


def verdict(chart: SignalChart) -> str:
    """One or two sentences: what the latest point says, and about the target."""
    name = f"{chart.name}: " if chart.name else ""
    said = f"{name}{_latest(chart)}"
    said = f"{said[0].upper()}{said[1:]}."
    return f"{said} {ASSURANCES[chart.assurance]}" if chart.assurance else said


def _latest(chart: SignalChart) -> str:
    latest = f"the latest {point_word(chart)}"
    if not chart.is_judged:
        return why_no_verdict(chart)
    if is_one_level(chart):
        return f"no signal: every {point_word(chart)} has the same value"
    if chart.chart.value == "run" and chart.runs and chart.runs.is_signal:
        return "a signal: the points are not scattered as chance would scatter them"
    if chart.variation is PointType.COMMON:
        return f"no signal on {latest}: it varies as usual"
    known = VERDICTS.get(chart.variation)
    return f"{latest} {known or f'is part of a signal: {usual_words(chart)}'}"


def signal_table(chart: SignalChart) -> Table:
    """A row per period: value, centre, limits and special cause."""
    columns = (
        ("Period", as_is),
        ("Value", _number),
        ("Centre", _number),
        ("Lower", _number),
        ("Upper", _number),
        ("Special cause", as_is),
        ("Says", as_is),
    )
    return table(
        columns,
        [
            (
                point.period,
                point.value,
                point.centre,
                point.lower,
                point.upper,
                cause_words(point.special_cause),
                "" if point.special_cause is None else point.point_type.value,
            )
            for point in chart.points
        ],
    )


def plain_lines(charts: Sequence[SignalChart], *, width: int = WIDTH) -> Iterator[str]:
    """All that there is to say, the strongest evidence first."""
    shared = shared_notes(charts)
    if len(charts) > 1:
        yield board_said(charts)
        for note in shared:
            yield f"Note      {note.text}"
        yield ""
    for ranked in rank_by_evidence(charts).ranked:
        yield from _of_chart(
            ranked.chart, shared if len(charts) > 1 else (), width=width
        )


def shared_notes(charts: Sequence[SignalChart]) -> tuple[Warned, ...]:
    """The notes that every chart has, in order."""
    return tuple(
        note
        for note in charts[0].notes
        if all(note in chart.notes for chart in charts[1:])
    )


def board_said(charts: Sequence[SignalChart]) -> str:
    """How many charts show a signal, and how many would by chance."""
    board = rank_by_evidence(charts)
    return (
        f"{board.n_with_signal} of {len(charts)} charts show a signal somewhere; "
        f"about {board.n_by_chance:.1f} would if nothing had changed. Strongest "
        "evidence first."
    )


def kind_said(chart: SignalChart) -> str:
    """Which chart it is, and why."""
    return chart.why or f"{chart.chart.value}, as asked."


def _of_chart(
    chart: SignalChart, told: Sequence[Warned], *, width: int
) -> Iterator[str]:
    yield verdict(chart)
    for note in chart.notes:
        if note not in told:
            yield f"Note      {note.text}"
    yield f"Chart     {kind_said(chart)}"
    yield f"Rules     {rules_words(chart)}"
    for signal in chart.signals:
        yield f"Signal    {_of_signal(chart, signal)}"
    yield f"By chance {_of_chance(chart)}"
    for warned in chart.warnings:
        yield f"Beware    {warned.text}"
    yield ""
    yield from table_lines(signal_table(chart), width=width)
    yield ""


def _of_signal(chart: SignalChart, signal: Signal) -> str:
    when = span_words(signal.first, signal.last, chart)
    n = "" if signal.n == 1 else f" ({plural(signal.n, point_word(chart))})"
    causes = ", ".join(cause_words(cause) for cause in signal.causes)
    return f"{when}{n}: {causes}"


def _of_chance(chart: SignalChart) -> str:
    said = chance_words(chart)
    return f"{said[0].lower()}{said[1:]}"


def _number(value: float) -> str:
    return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
