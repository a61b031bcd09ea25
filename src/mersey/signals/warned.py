"""What a reader must know before using a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.limits import sigma_z
from mersey.signals.results import ChartKind, Warned
from mersey.signals.verdicts import LEAST_JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.signals.judge import Judging
    from mersey.signals.results import SerialTests
    from mersey.signals.series import Series

__all__ = ["warned"]

LEAST_POINTS: Final = 13
"""Under 13 points limits are trial limits (Making Data Count)."""

TOO_NARROW: Final = 1.5
"""From this ratio of real to expected variation a p or u chart cries wolf."""


def warned(
    series: Series,
    spans: Sequence[slice],
    *,
    chart: ChartKind,
    how: Judging,
    serial: SerialTests,
) -> tuple[Warned, ...]:
    """Warnings of one chart, the gravest first."""
    found = [
        *_of_length(spans),
        *_of_memory(serial),
        *_of_volume(series, chart),
        *_of_rebases(how),
    ]
    return tuple(found)


def _of_length(spans: Sequence[slice]) -> Iterator[Warned]:
    least = min(span.stop - span.start for span in spans)
    n = spans[-1].stop
    if n < LEAST_JUDGED:
        points = "1 point is" if n == 1 else f"{n} points are"
        yield Warned(
            id="short", text=f"{points} too few to judge: wait for {LEAST_JUDGED}."
        )
    elif least < LEAST_POINTS:
        yield Warned(
            id="short",
            text=f"Limits from {least} points are trial limits: wait for "
            f"{LEAST_POINTS} before acting on them.",
        )


def _of_memory(serial: SerialTests) -> Iterator[Warned]:
    if serial.is_seasonal:
        yield Warned(
            id="seasonal",
            text=f"The {serial.season} comes back in these values. Compare with the "
            "same period of earlier rounds: what looks like a signal may be the season.",
        )
    if serial.is_autocorrelated and serial.lag_1 is not None:
        yield Warned(
            id="autocorrelated",
            text=f"Neighbouring periods resemble each other (lag-1 autocorrelation "
            f"{serial.lag_1:.2f}). Either the level has changed, or the process has a "
            "memory and more signals than stated are false.",
        )


def _of_volume(series: Series, chart: ChartKind) -> Iterator[Warned]:
    n = series.denominators
    if chart not in {ChartKind.P, ChartKind.U} or n is None:
        return
    centre = np.full(n.shape, series.values.sum() / n.sum())
    variance = centre * (1 - centre) if chart is ChartKind.P else centre
    base = np.ones(n.shape, dtype=bool)
    ratio = float(sigma_z(series.rates, centre, np.sqrt(variance / n), base)[0])
    if ratio > TOO_NARROW:
        yield Warned(
            id="overdispersed",
            text=f"Periods vary {ratio:.1f} times as much as chance alone would make "
            f"them, so these limits are too narrow: use --chart {chart.value}p.",
        )


def _of_rebases(how: Judging) -> Iterator[Warned]:
    n = sum(not rebase.reason for rebase in how.rebases)
    if n:
        yield Warned(
            id="rebase_without_reason",
            text="New limits were drawn without a reason given. Say why: "
            '--rebase "DATE=reason".',
        )
