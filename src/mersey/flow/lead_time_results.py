"""What flow knows of lead times: percentiles, curves, ways to end. Pure data, in days.

A percentile that too few cases have reached is None, and `more_than` then says what is
known. Shares run from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Quantile:
    """A percentile of time to an end.

    Attributes:
        p: Share of cases that have ended by then, such as 0.85.
        days: The percentile; None where not yet known.
        more_than: Where `days` is None: the longest time up to which it is known not
            to have been reached.
        lower, upper: 95 % interval, log–log; None where it has no such end.
        over: Share of cases that take longer than `days`, S(days): under 1 − p where many
            end at once. at_least: Share that takes `days` or longer. None where not known.
    """

    p: float
    days: float | None
    more_than: float | None = None
    lower: float | None = None
    upper: float | None = None
    over: float | None = None
    at_least: float | None = None


@dataclass(frozen=True, kw_only=True)
class SurvivalCurve:
    """Share of cases not yet ended, by days since they opened (a step function).

    Attributes:
        days: Times at which the curve steps; the first is 0.
        survival: Share still open just after each time; the first is 1.
        lower, upper: 95 % log–log interval of `survival`.
        at_risk: Cases still under watch just before each time.
        n: Cases in the estimate. n_ended: Those whose end was seen.
    """

    days: Floats
    survival: Floats
    lower: Floats
    upper: Floats
    at_risk: npt.NDArray[np.int64]
    n: int
    n_ended: int


@dataclass(frozen=True, kw_only=True)
class ClosedOnly:
    """Percentiles of closed cases alone: what most reports show, and too good."""

    p50: float | None
    p85: float | None
    p95: float | None
    n: int


@dataclass(frozen=True, kw_only=True)
class SilentEnds:
    """The two ends of what is not known of silent cases: p50, p85, p95 at each.

    Attributes:
        n: Silent cases with a usable opening.
        if_waiting: Were all of them still waiting at the as-at date.
        if_ended: Had all of them ended when they were last seen.
    """

    n: int
    if_waiting: tuple[Quantile, ...]
    if_ended: tuple[Quantile, ...]


@dataclass(frozen=True, kw_only=True)
class Served:
    """Time until people had what they came for, where cases end only later.

    Attributes:
        title: What the pack calls the step that serves. steps: Its names in the log.
        quantiles: p50, p85, p95 of the days from opening to it (or to another end);
            empty where the log cannot tell lead times.
        n_open: Open cases that only wait for their end.
    """

    title: str
    steps: tuple[str, ...]
    quantiles: tuple[Quantile, ...]
    n_open: int


@dataclass(frozen=True, kw_only=True)
class OutcomeCurve:
    """Cumulative incidence of one way to end (Aalen–Johansen), by days since opening."""

    outcome: str
    n: int
    days: Floats
    incidence: Floats


@dataclass(frozen=True, kw_only=True)
class LeadTimes:
    """Lead time, three ways, side by side.

    Attributes:
        cohort: Kaplan–Meier over all cases, open ones included.
        quantiles: p50, p85, p95 of `cohort`.
        period: Kaplan–Meier of the last `period_days` days, left-truncated: how fast it
            is now. None where too few cases were at risk.
        period_quantiles: p50, p85, p95 of `period`.
        closed_only: The same percentiles of closed cases alone.
        outcomes: One curve per way to end; empty where only one is known.
        silent: What silent cases leave unknown; None where no case is silent.
    """

    cohort: SurvivalCurve
    quantiles: tuple[Quantile, ...]
    period: SurvivalCurve | None
    period_quantiles: tuple[Quantile, ...]
    period_days: int
    closed_only: ClosedOnly
    outcomes: tuple[OutcomeCurve, ...]
    silent: SilentEnds | None = None
