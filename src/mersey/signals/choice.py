"""Which chart fits a measure, and why: chosen from what the measure is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never

import numpy as np

from mersey.signals.results import ControlChartKind, Scale
from mersey.signals.ties import repeats_mostly

if TYPE_CHECKING:
    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.results import Floats

LARGE_VOLUME: Final = 1000
"""From about a thousand cases a period, chance alone explains so little of the variation
that p and u charts call nearly every period special; Laney's charts do not."""

RARE: Final = 2.0
"""Under two events a period, counts are mostly 0 and 1: chart the gaps between them."""

SMALL_COUNT: Final = 20.0
"""Up to about twenty events a period, Poisson limits may hold; larger counts vary by
more than chance, so their own moving range sets the limits."""


class MeasureKind(StrEnum):
    """What a measure is."""

    DURATION = "duration"
    SHARE = "share"
    RATE = "rate"
    COUNT = "count"
    RARE_EVENT = "rare_event"


class Choice(NamedTuple):
    """A chart, and why it fits."""

    chart: ControlChartKind
    why: str


def choose_chart(
    kind: MeasureKind, values: Floats, denominators: Floats | None = None
) -> Choice:
    """The chart for a measure of that kind.

    Args:
        kind: What the measure is.
        values: Its values; for a share or a rate, the counts above the line; for a rare
            event, the gaps between events.
        denominators: Cases behind each value of a share or rate.
    """
    match kind:
        case MeasureKind.DURATION:
            return Choice(
                ControlChartKind.XMR,
                "XmR on logarithms: durations are skewed, and on their own scale an "
                "unchanged service raises a false alarm on three charts in four.",
            )
        case MeasureKind.SHARE:
            return _of_rate(denominators, ControlChartKind.P, ControlChartKind.PP)
        case MeasureKind.RATE:
            return _of_rate(denominators, ControlChartKind.U, ControlChartKind.UP)
        case MeasureKind.COUNT:
            return _of_count(values)
        case MeasureKind.RARE_EVENT:
            return _of_gaps(values)
        case _:
            assert_never(kind)


def choice_for(series: ChartedSeries) -> Choice:
    """The chart for a series of which nothing is known but its numbers."""
    n, values = series.denominators, series.values
    if repeats_mostly(series.rates) and not _are_counts_of(series):
        return Choice(
            ControlChartKind.RUN,
            "run: more than half of the values repeat the one before, so their steps "
            "set no limits.",
        )
    if n is None and series.scale in {Scale.PERCENT, Scale.SHARE}:
        return Choice(
            ControlChartKind.XMR,
            "XmR: percentages without their counts, so the values' own variation sets "
            "the limits.",
        )
    if n is None:
        return Choice(
            ControlChartKind.XMR,
            "XmR: no denominator was named, so the values' own variation sets the "
            "limits.",
        )
    if not _are_counts_of(series):
        return Choice(
            ControlChartKind.XMR,
            "XmR of the ratio: the values above the line are no counts.",
        )
    is_share = bool((values <= n).all() and (n == np.round(n)).all())
    return choose_chart(MeasureKind.SHARE if is_share else MeasureKind.RATE, values, n)


def _are_counts_of(series: ChartedSeries) -> bool:
    """True where values are counts out of denominators, whose limits need no steps."""
    values = series.values
    is_whole = bool((values >= 0).all() and (values == np.round(values)).all())
    return series.denominators is not None and is_whole


def _of_rate(
    n: Floats | None, plain: ControlChartKind, laney: ControlChartKind
) -> Choice:
    if n is None:
        return Choice(
            ControlChartKind.XMR,
            "XmR: the number of cases behind each value is not known.",
        )
    middle = float(np.median(n))
    if middle >= LARGE_VOLUME:
        return Choice(
            laney,
            f"Laney {_prime(laney)}: with about {middle:,.0f} a period, limits from "
            "chance alone would call nearly every period special.",
        )
    return Choice(
        plain,
        f"{plain.value}: counts out of about {middle:,.0f} a period, few enough that "
        "chance sets the limits.",
    )


def _of_count(values: Floats) -> Choice:
    mean = float(values.mean())
    variance = float(values.var(ddof=1)) if values.size > 1 else 0.0
    if mean < RARE:
        return Choice(
            ControlChartKind.C,
            "c: under two a period, so a change must be large, or last, to be seen.",
        )
    if mean <= SMALL_COUNT and variance <= 1.5 * mean:
        return Choice(
            ControlChartKind.C,
            "c: small counts that vary about as much as chance makes them.",
        )
    return Choice(
        ControlChartKind.XMR,
        "XmR: counts this large vary by more than chance, so their own variation sets "
        "the limits.",
    )


def _of_gaps(gaps: Floats) -> Choice:
    if (gaps == np.round(gaps)).all():
        return Choice(ControlChartKind.G, "g: whole cases or days between rare events.")
    return Choice(ControlChartKind.T, "t: time between rare events.")


def _prime(laney: ControlChartKind) -> str:
    return f"{laney.value[0]}′"
