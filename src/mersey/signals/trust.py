"""What a chart may be judged by: all of its rules, a straight rise or fall alone, nothing.

A chart that would call most unchanged services special draws no verdict: a confident
wrong answer is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.signals.false_alarms import false_alarms
from mersey.signals.process import process_of
from mersey.signals.results import ControlChartKind
from mersey.signals.runs import runs_test
from mersey.signals.ties import is_one_value, repeats_mostly
from mersey.signals.unchanged import Unchanged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.how_to_judge import Judging
    from mersey.signals.results import FalseAlarms, Floats, RunsTest, SerialTests

LEAST_JUDGED: Final = 12
"""Under twelve points limits are too loose a guess for any verdict (Making Data Count)."""


class By(StrEnum):
    """What the points of a chart are judged by.

    Attributes:
        RULES: All rules of the rule set. TREND: A straight rise or fall alone, which needs
            no limits: chance puts seven points in one order in 1 of 2,520 series.
        NOTHING: No verdict is drawn.
    """

    RULES = "rules"
    TREND = "trend"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Trust:
    """How far a chart is trusted.

    Attributes:
        why_not: Why it is not judged by its rules: "few" points, values that "repeat",
            too few points off the "median", a "misleading" chart; "" where it is.
        false_alarms: None where they cannot be told. runs: None where they cannot be
            tested.
    """

    by: By
    why_not: str
    false_alarms: FalseAlarms | None
    runs: RunsTest | None


def trust_in(
    series: ChartedSeries,
    spans: Sequence[slice],
    *,
    chart: ControlChartKind,
    centre: Floats,
    how: Judging,
    serial: SerialTests,
) -> Trust:
    """What the chart may be judged by.

    Args:
        series: What is charted.
        spans: Its parts, each with its own limits.
        chart: The kind of chart.
        centre: The latest centre line.
        how: The rules, and what sets limits.
        serial: Memory and season.
    """
    last = spans[-1]
    if len(series.periods) < LEAST_JUDGED:
        return Trust(by=By.TREND, why_not="few", false_alarms=None, runs=None)
    runs = runs_test(series.rates[last], float(centre[-1]))
    is_run = chart is ControlChartKind.RUN
    if is_run and runs is None and not is_one_value(series.rates[last]):
        return Trust(by=By.NOTHING, why_not="median", false_alarms=None, runs=None)
    if chart is ControlChartKind.XMR and any(
        repeats_mostly(series.rates[span]) for span in spans
    ):
        return Trust(by=By.NOTHING, why_not="repeat", false_alarms=None, runs=runs)
    if is_run:
        n = 0 if runs is None else runs.n_useful
        process = Unchanged(chart=chart, n=n, n_base=n)
    else:
        process = process_of(
            series,
            last,
            chart,
            base=base_of(last, how.fix_after),
            events=how.events,
            on_logs=how.on_logs,
        )
    n = last.stop - last.start
    rates = false_alarms(process, how.rules.id, serial=serial, n=n)
    why_not = "misleading" if rates.is_misleading else ""
    by = By.NOTHING if why_not else By.RULES
    return Trust(by=by, why_not=why_not, false_alarms=rates, runs=runs)


def base_of(span: slice, fix_after: int | None) -> npt.NDArray[np.bool_]:
    """Which points of a part set its limits."""
    n = span.stop - span.start
    return np.asarray(np.arange(n) < (fix_after or n))
