"""What a reader must know before using a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.limits import sigma_z
from mersey.signals.process import TOO_NARROW
from mersey.signals.rare import is_rare
from mersey.signals.results import ControlChartKind, Warned
from mersey.signals.trust import LEAST_JUDGED, By
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.how_to_judge import Judging
    from mersey.signals.results import SerialTests
    from mersey.signals.trust import Trust

LEAST_POINTS: Final = 13
"""Under 13 points limits are trial limits (Making Data Count)."""


def warned(
    series: ChartedSeries,
    spans: Sequence[slice],
    *,
    chart: ControlChartKind,
    how: Judging,
    serial: SerialTests,
    trust: Trust,
) -> tuple[Warned, ...]:
    """Warnings of one chart, the gravest first."""
    found = [
        *_of_trust(series, trust),
        *_of_length(series, spans, trust, how.rules.trend_points),
        *_of_memory(serial, "gap" if how.charted else series.unit),
        *_of_volume(series, chart),
        *_of_rebases(how),
    ]
    return tuple(found)


def _of_trust(series: ChartedSeries, trust: Trust) -> Iterator[Warned]:
    rate = trust.false_alarms
    if trust.why_not == "repeat":
        yield Warned(
            id="repeats",
            text="More than half of the values repeat the one before. Limits from such "
            "steps call most unchanged series special, so no verdict is drawn.",
        )
    elif trust.why_not == "median" and is_rare(series):
        yield Warned(
            id="rare",
            text="There are too few events to tell a change from chance: no verdict is "
            "drawn.",
        )
    elif trust.why_not == "median":
        yield Warned(
            id="repeats",
            text=f"Too many {series.unit}s lie on the median, and too few off it, to tell "
            "a change from chance: no verdict is drawn.",
        )
    elif trust.why_not == "misleading" and rate is not None:
        yield Warned(
            id="misleading",
            text=f"This kind of chart does not fit these values: {rate.any_point:.0%} of "
            "unchanged series like them would show a signal on it. So no verdict is "
            "drawn. Leave ⟦chart⟧ out for one that fits.",
        )


def _of_length(
    series: ChartedSeries, spans: Sequence[slice], trust: Trust, trend: int | None
) -> Iterator[Warned]:
    least = min(span.stop - span.start for span in spans)
    n = spans[-1].stop
    if n < LEAST_JUDGED:
        before = f" Until then only {trend} in a row that rise or fall are judged."
        before = before if trend and n >= trend else ""
        points = plural(n, f"{series.unit} is", f"{series.unit}s are")
        yield Warned(
            id="short",
            text=f"{points} too few for limits: wait for {LEAST_JUDGED}.{before}",
        )
    elif least < LEAST_POINTS and trust.by is By.RULES:
        yield Warned(
            id="short",
            text=f"Limits from {least} {series.unit}s are trial limits: wait for "
            f"{LEAST_POINTS} before acting on them.",
        )


def _of_memory(serial: SerialTests, unit: str) -> Iterator[Warned]:
    if serial.is_seasonal:
        yield Warned(
            id="seasonal",
            text=f"The {serial.season} comes back in these values. Compare with the "
            "same period of earlier rounds: what looks like a signal may be the season.",
        )
    if serial.lag_1 is None or not serial.is_autocorrelated:
        return
    if serial.carries_over:
        said = (
            f"resemble each other (correlation {serial.lag_1:.2f}). Either the level has "
            f"changed, or each {unit} carries over into the next and more signals than "
            "stated are false."
        )
    else:
        said = (
            f"go up and down by turns (correlation {serial.lag_1:.2f}), so limits from "
            "their steps are wider than they need to be."
        )
    yield Warned(id="autocorrelated", text=f"Neighbouring {unit}s {said}")


def _of_volume(series: ChartedSeries, chart: ControlChartKind) -> Iterator[Warned]:
    n = series.denominators
    if chart not in {ControlChartKind.P, ControlChartKind.U} or n is None:
        return
    centre = np.full(n.shape, series.values.sum() / n.sum())
    variance = centre * (1 - centre) if chart is ControlChartKind.P else centre
    base = np.ones(n.shape, dtype=bool)
    ratio = float(sigma_z(series.rates, centre, np.sqrt(variance / n), base)[0])
    if ratio > TOO_NARROW:
        yield Warned(
            id="overdispersed",
            text=f"Periods vary {ratio:.1f} times as much as chance alone would make "
            f"them, so these limits are too narrow: use ⟦chart⟧ {chart.value}p.",
        )


def _of_rebases(how: Judging) -> Iterator[Warned]:
    n = sum(not rebase.reason for rebase in how.rebases)
    if n:
        yield Warned(
            id="rebase_without_reason",
            text="New limits were drawn without a reason given. Say why: "
            '⟦rebase⟧ "DATE=reason".',
        )
