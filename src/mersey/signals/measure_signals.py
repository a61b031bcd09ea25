"""The measures of a log, held against the limits of their own variation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.charted_series import ChartedSeries
from mersey.signals.choice import Choice, MeasureKind, choose_chart
from mersey.signals.how_to_judge import Judging
from mersey.signals.judge import judge
from mersey.signals.rare import is_rare
from mersey.signals.results import ControlChartKind
from mersey.signals.rule_set import rule_set
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from mersey.flow.results import MeasureSeries, PeriodRow
    from mersey.signals.results import SignalChart
    from mersey.signals.rule_set import RuleSet

KINDS = {
    Unit.DAYS: MeasureKind.DURATION,
    Unit.SHARE: MeasureKind.SHARE,
    Unit.CASES: MeasureKind.COUNT,
    Unit.EVENTS: MeasureKind.COUNT,
    Unit.COUNT: MeasureKind.COUNT,
}
FOLLOWING: Final = frozenset({"throughput"})
"""Measures that follow demand: where fewer come, fewer are finished, and that is neither
an improvement nor a concern."""


def signals_of(
    series: MeasureSeries, *, rules: RuleSet | None = None, settle_days: float = 0.0
) -> SignalChart | None:
    """The chart of a measure over the periods that the log covers in full.

    Periods covered in part, or without a value, are left out, and of durations those
    too recent to have been watched for as long as the longest value: of these only the
    quick ones are known yet, so each would look like an improvement. None where nothing
    is left.

    Args:
        series: The measure.
        rules: The rule set; None: the default.
        settle_days: Days at the beginning to leave out: a log that starts empty shows
            no finishes until its first cases have had time to end.
    """
    rows = _known(series, settle_days)
    if not rows:
        return None
    values = np.array([row.value for row in rows], dtype=float)
    n = np.array([row.n for row in rows], dtype=float)
    kind = KINDS[series.unit]
    if kind is MeasureKind.SHARE and (n > 0).all():
        charted = _series(series, rows, np.round(values * n), n)
        chosen = choose_chart(kind, charted.values, n)
    else:
        charted = _series(series, rows, values, None)
        chosen = choose_chart(kind, values)
    better = Better.NEITHER if series.measure in FOLLOWING else series.better
    if kind is MeasureKind.COUNT and is_rare(charted):
        return judge(charted, Judging(rules=rules or rule_set(), better=better))
    on_logs = kind is MeasureKind.DURATION and bool((values > 0).all())
    if kind is MeasureKind.DURATION and not on_logs:
        chosen = Choice(
            ControlChartKind.XMR, "XmR: some values are 0, which has no logarithm."
        )
    how = Judging(
        chart=chosen.chart,
        why=chosen.why,
        rules=rules or rule_set(),
        better=better,
        on_logs=on_logs,
    )
    return judge(charted, how)


def _known(series: MeasureSeries, settle_days: float) -> list[PeriodRow]:
    rows = [row for row in series.rows if row.complete and row.value is not None]
    if not rows:
        return []
    begin = series.rows[0].start + timedelta(days=settle_days)
    longest = max(row.value or 0.0 for row in rows)
    watch = longest if series.unit is Unit.DAYS else 0.0
    end = series.rows[-1].end - timedelta(days=watch)
    return [row for row in rows if row.start >= begin and row.end <= end]


def _series(
    series: MeasureSeries,
    rows: list[PeriodRow],
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
    n: np.ndarray[tuple[int], np.dtype[np.float64]] | None,
) -> ChartedSeries:
    return ChartedSeries(
        name=series.measure,
        periods=tuple(row.start.isoformat() for row in rows),
        dates=tuple(row.start for row in rows),
        values=values,
        denominators=n,
        unit=series.per.value,
    )
