"""What stands beside a control chart: what the latest point says, how often it is wrong.

A sentence speaks of weeks where the chart is weekly, and claims no cause.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals import ControlChartKind, PointType, SpecialCause, rule_set
from mersey.signals.ties import is_one_value
from mersey.wording import day, joined, month, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.signals import SignalChart

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
WHY_NOT: Final = {
    "misleading": "this kind of chart does not fit such values",
    "repeats": "too many of the values are the same",
    "rare": "the events are too few",
}
COUNTED: Final = {ControlChartKind.C, ControlChartKind.XMR, ControlChartKind.RUN}
LEAST_OF_TEN: Final = 0.095
MOST_OF_TEN: Final = 0.95
NUMBERS: Final = {6: "six", 7: "seven", 8: "eight", 9: "nine"}


def period_words(period: str, chart: SignalChart) -> str:
    """A period as people say it: `1 September 2025`, of months `September 2025`.

    What is no date stays as the file has it.
    """
    try:
        first = date.fromisoformat(f"{period}-01" if len(period) == 7 else period)
    except ValueError:
        return period
    is_month = len(period) == 7 or (chart.unit == "month" and first.day == 1)
    return month(first) if is_month else day(first)


def point_word(chart: SignalChart, n: int = 1) -> str:
    """What the points of the chart are: "week", "months", "gap" between rare events."""
    word = "gap" if chart.charted else chart.unit
    return word if n == 1 else f"{word}s"


def measure_words(chart: SignalChart, measure: str) -> str:
    """What stands on the chart: the measure, or the gaps between its events."""
    return f"{measure}, {chart.charted}" if chart.charted else measure


def usual_words(chart: SignalChart) -> str:
    """How the latest point differs, without a judgement: "fewer than usual"."""
    is_high = chart.variation is PointType.NEUTRAL_HIGH
    if chart.charted:
        return "longer than usual" if is_high else "shorter than usual"
    if are_counts(chart):
        return "more than usual" if is_high else "fewer than usual"
    return "higher than usual" if is_high else "lower than usual"


def are_counts(chart: SignalChart) -> bool:
    """True where whole things are counted, none of them below nothing."""
    is_count = all(
        point.value >= 0 and point.value == round(point.value) for point in chart.points
    )
    return is_count and chart.scale.value == "number" and chart.chart in COUNTED


def reach_ten(chart: SignalChart) -> bool:
    """True where a value is ten or more, so that a tenth of one is fine enough to say."""
    return any(abs(point.value) >= 10 for point in chart.points)


def as_shown(chart: SignalChart) -> SignalChart:
    """The chart as it is drawn and told: no limit of a count lies below nothing.

    What was judged stays as it was: no count is below 0, so none was below such a limit.
    """
    if not are_counts(chart):
        return chart
    points = tuple(
        replace(point, lower=max(0.0, point.lower))
        if point.lower is not None
        else point
        for point in chart.points
    )
    return replace(chart, points=points)


def is_one_level(chart: SignalChart) -> bool:
    """True where every value of the chart is the same."""
    return is_one_value(np.array([point.value for point in chart.points]))


def why_no_verdict(chart: SignalChart) -> str:
    """That nothing is said of the latest point, and why, in a few words."""
    ids = {warned.id for warned in chart.warnings}
    known = (
        f"no verdict, since {words}" for name, words in WHY_NOT.items() if name in ids
    )
    return next(known, f"too few {point_word(chart, 2)} to judge")


def cause_words(cause: SpecialCause | None) -> str:
    """What a special cause is called; "" for none."""
    return CAUSES[cause] if cause else ""


def rules_words(chart: SignalChart) -> str:
    """The rules that the points were judged by, in plain English, with their id."""
    if chart.chart is ControlChartKind.RUN:
        most = chart.runs.longest_run_max if chart.runs else None
        run = (
            f"a run of more than {most} {point_word(chart, 2)}"
            if most
            else "a long run"
        )
        return f"Special is {run} on one side of the median (Anhøj)."
    rules = rule_set(chart.rule_set)
    said = {
        "outside": "points outside the limits",
        "shift": f"{_number(rules.shift_points)} in a row on one side of the centre",
        "trend": f"{_number(rules.trend_points)} in a row that rise or fall",
        "two_of_three": "two of three near a limit",
    }
    parts = [said[rule] for rule in sorted(rules.order)]
    return f"Special are {joined(parts)} ({rules.title}; {rules.id})."


def _number(n: int | None) -> str:
    return NUMBERS.get(n or 0, str(n))


def chance_words(chart: SignalChart) -> str:
    """How often an unchanged service shows as much."""
    rate, unit = chart.false_alarms, point_word(chart)
    if is_one_level(chart) and chart.is_judged:
        return f"Every {unit} is the same, so chance has nothing to show."
    if rate is None:
        return f"How often chance shows as much is not known for {_such(chart)}."
    least = "at least " if rate.is_too_low else ""
    return (
        f"Even a steady service shows a false alarm in {least}{_of_such(rate.any_point)} "
        f"such charts of {plural(rate.n, unit)}, and in {least}{_of_such(rate.last_point)} "
        f"on the latest {unit}."
    )


def _of_such(share: float) -> str:
    """A share as people count: "4 of 10", "2 of 100", "fewer than 1 of 100"."""
    if share >= MOST_OF_TEN:
        return "nearly all of 10"
    if share >= LEAST_OF_TEN:
        return f"{round(share * 10)} of 10"
    n = round(share * 100)
    return f"{n} of 100" if n else "fewer than 1 of 100"


def _such(chart: SignalChart) -> str:
    ids = {warned.id for warned in chart.warnings}
    if "rare" in ids:
        return "so few events"
    return "such values" if "repeats" in ids else f"so few {point_word(chart, 2)}"


def warned_words(chart: SignalChart) -> str:
    """What makes the chart less sure, in one short sentence each."""
    said = []
    if chart.serial.is_seasonal:
        said.append(f"The {chart.serial.season} comes back in it.")
    if chart.serial.is_autocorrelated:
        alike = "are alike" if (chart.serial.lag_1 or 0) > 0 else "alternate"
        said.append(
            f"Neighbouring {point_word(chart, 2)} {alike} (correlation "
            f"{chart.serial.lag_1 or 0:.2f})."
        )
    if chart.is_judged and any(one.id == "short" for one in chart.warnings):
        said.append(f"Few {point_word(chart, 2)}: trial limits at best.")
    return " ".join([*said, *(note.text for note in chart.notes)])


def rebase_sentences(chart: SignalChart) -> Iterator[str]:
    """Each decision to draw new limits, with its reason where one was given."""
    for one in chart.rebased:
        why = f": {one.reason}" if one.reason else ", for no reason that was given"
        yield f"New limits from {period_words(one.period, chart)} on{why}."


def span_words(first: str, last: str, chart: SignalChart) -> str:
    """From one period to another, as people say it; one period alone."""
    begins = period_words(first, chart)
    return begins if first == last else f"{begins} to {period_words(last, chart)}"


def signal_sentences(chart: SignalChart) -> Iterator[str]:
    """Each signal: when, for how long, and what kind."""
    for signal in chart.signals:
        when = span_words(signal.first, signal.last, chart)
        causes = ", ".join(map(cause_words, signal.causes))
        kind = signal.point_type.replace("neutral_", "").replace("_", " ")
        yield f"{when} ({plural(signal.n, point_word(chart))}, {kind}): {causes}."
