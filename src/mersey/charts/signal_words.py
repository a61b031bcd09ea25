"""What stands beside a control chart: how often it is wrong, and what it has found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.words import percent, plural
from mersey.signals import SpecialCause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.signals import SignalChart

__all__ = ["cause_words", "chance_words", "signal_sentences", "warned_words"]

CAUSES: Final = {
    SpecialCause.ABOVE_UPPER: "above the upper limit",
    SpecialCause.BELOW_LOWER: "below the lower limit",
    SpecialCause.TREND_UP: "in a rise",
    SpecialCause.TREND_DOWN: "in a fall",
    SpecialCause.TWO_OF_THREE_HIGH: "two of three near the upper limit",
    SpecialCause.TWO_OF_THREE_LOW: "two of three near the lower limit",
    SpecialCause.SHIFT_HIGH: "in a run above the centre",
    SpecialCause.SHIFT_LOW: "in a run below the centre",
}


def cause_words(cause: SpecialCause | None) -> str:
    """What a special cause is called; "" for none."""
    return CAUSES[cause] if cause else ""


def chance_words(chart: SignalChart) -> str:
    """How often an unchanged service shows as much."""
    rate = chart.false_alarms
    if rate is None:
        return "Too few points to judge."
    more = " or more" if rate.is_too_low else ""
    return (
        f"Of unchanged charts of {rate.n} points {percent(rate.any_point)}{more} show a "
        f"signal somewhere, {percent(rate.last_point)}{more} on the latest point."
    )


def warned_words(chart: SignalChart) -> str:
    """What makes the chart less sure, in one short sentence each."""
    said = []
    if chart.serial.is_seasonal:
        said.append(f"The {chart.serial.season} comes back in it.")
    if chart.serial.is_autocorrelated:
        said.append(f"Neighbours are alike (lag-1 {chart.serial.lag_1 or 0:.2f}).")
    if chart.is_judged and any(one.id == "short" for one in chart.warnings):
        said.append("Under 13 points: trial limits.")
    return " ".join([*said, *(note.text for note in chart.notes)])


def signal_sentences(chart: SignalChart) -> Iterator[str]:
    """Each signal: when, for how long, and what kind."""
    for signal in chart.signals:
        when = signal.first if signal.n == 1 else f"{signal.first} to {signal.last}"
        causes = ", ".join(map(cause_words, signal.causes))
        kind = signal.point_type.replace("_", " ")
        yield f"{when} ({plural(signal.n, 'point')}, {kind}): {causes}."
