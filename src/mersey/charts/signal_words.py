"""What stands beside a control chart: how often it is wrong, and what it has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.charts.words import percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.signals import SignalChart

__all__ = ["chance_words", "signal_sentences", "warned_words"]


def chance_words(chart: SignalChart) -> str:
    """How often an unchanged service shows as much."""
    rate = chart.false_alarms
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
    if any(one.id == "short" for one in chart.warnings):
        said.append("Under 13 points: trial limits.")
    return " ".join(said)


def signal_sentences(chart: SignalChart) -> Iterator[str]:
    """Each signal: when, for how long, and what kind."""
    for signal in chart.signals:
        when = signal.first if signal.n == 1 else f"{signal.first} to {signal.last}"
        causes = ", ".join(cause.replace("_", " ") for cause in signal.causes)
        kind = signal.point_type.replace("_", " ")
        yield f"{when} ({plural(signal.n, 'point')}, {kind}): {causes}."
