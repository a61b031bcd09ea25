"""The limits of each kind of chart for whole arrays, and the checks of its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mersey.errors import DataError, UsageError
from mersey.signals.limits import (
    c_limits,
    g_limits,
    p_limits,
    run_limits,
    t_limits,
    u_limits,
    weighted_limits,
    xmr_limits,
)
from mersey.signals.results import ControlChartKind, Limits
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.signals.charted_series import ChartedSeries
    from mersey.signals.results import Floats
    from mersey.signals.rule_set import RuleSet

Base = npt.NDArray[np.bool_]

SHARES = frozenset({ControlChartKind.P, ControlChartKind.PP})
NEEDS_DENOMINATOR = frozenset(
    {
        ControlChartKind.P,
        ControlChartKind.PP,
        ControlChartKind.U,
        ControlChartKind.UP,
        ControlChartKind.IP,
    }
)
NOT_NEGATIVE = NEEDS_DENOMINATOR - {ControlChartKind.IP} | {
    ControlChartKind.C,
    ControlChartKind.G,
}


def limits_of(
    kind: ControlChartKind,
    values: Floats,
    n: Floats | None,
    *,
    base: Base,
    rules: RuleSet,
) -> Limits:
    """The limits of a chart; `values` are counts where the chart has denominators `n`."""
    if kind in NEEDS_DENOMINATOR:
        out_of = np.ones_like(values) if n is None else n
        return _limits_of_rates(kind, values, out_of, base)
    match kind:
        case ControlChartKind.XMR:
            return xmr_limits(values, base, rules)
        case ControlChartKind.C:
            return c_limits(values, base)
        case ControlChartKind.G:
            return g_limits(values, base)
        case ControlChartKind.T:
            return t_limits(values, base)
        case _:
            return run_limits(values, base)


def _limits_of_rates(
    kind: ControlChartKind, counts: Floats, n: Floats, base: Base
) -> Limits:
    if kind is ControlChartKind.IP:
        return weighted_limits(counts / n, n, base)
    laney = kind in {ControlChartKind.PP, ControlChartKind.UP}
    limits = p_limits if kind in SHARES else u_limits
    return limits(counts, n, base, laney=laney)


def log_limits(values: Floats, base: Base, rules: RuleSet) -> Limits:
    """XmR limits of the logarithms, drawn back on the values' own scale."""
    logs = xmr_limits(np.log(values), base, rules)
    return Limits(
        centre=np.exp(logs.centre),
        lower=np.exp(logs.lower),
        upper=np.exp(logs.upper),
        near_lower=np.exp(logs.near_lower),
        near_upper=np.exp(logs.near_upper),
    )


def check_data(kind: ControlChartKind, series: ChartedSeries) -> None:
    """Nothing, where the series can be drawn so.

    Raises:
        UsageError: The chart needs a denominator and has none, or has no use for one.
        DataError: Counts are under 0, over their denominator, or times are not over 0.
    """
    n, values = series.denominators, series.values
    if kind in NEEDS_DENOMINATOR and n is None:
        msg = f"A {kind.value} chart divides by a denominator, and none was named."
        raise UsageError(msg, next_step="Name its column with ⟦denominator⟧.")
    if kind not in NEEDS_DENOMINATOR and n is not None:
        if kind in {ControlChartKind.XMR, ControlChartKind.RUN}:
            return  # they draw the ratio
        msg = f"A {kind.value} chart has no use for a denominator."
        raise UsageError(msg, next_step="Leave ⟦denominator⟧ out, or use p, pp, u, up.")
    if kind in NOT_NEGATIVE and (values < 0).any():
        n_low = int((values < 0).sum())
        msg = f"A {kind.value} chart counts, and {plural(n_low, 'value is', 'values are')} under 0."
        raise DataError(
            msg, next_step="Use ⟦chart⟧ xmr for values that are not counts."
        )
    if kind in SHARES and n is not None and (values > n).any():
        n_over = int((values > n).sum())
        msg = f"{plural(n_over, 'count is over its denominator, so it is no share', 'counts are over their denominator, so they are no shares')}."
        raise DataError(
            msg, next_step="Use ⟦chart⟧ up for a rate, or swap the columns."
        )
    if kind is ControlChartKind.T and (values <= 0).any():
        n_low = int((values <= 0).sum())
        msg = f"A t chart needs times over 0, and {plural(n_low, 'is', 'are')} not."
        raise DataError(msg, next_step="Use ⟦chart⟧ g, or times in a finer unit.")
