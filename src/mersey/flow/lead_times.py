"""How long do cases take, open ones included, and how long do they take now?

Three answers side by side: every case (Kaplan–Meier), the last 90 days (the same,
left-truncated), and closed cases alone, which most reports show and which flatter.
Source: Kaplan & Meier (1958); period analysis: Brenner & Gefeller (1996).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.flow.case_spans import recent_spans
from mersey.flow.competing import cumulative_incidence
from mersey.flow.lead_time_results import ClosedOnly, LeadTimes, OutcomeCurve
from mersey.flow.silence import silent_ends
from mersey.flow.time_to_event import curve, fit_rising, kaplan_meier, quantiles

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.eventlog import EventLog
    from mersey.eventlog.sorted_spans import SortedSpans
    from mersey.flow.case_spans import Recent
    from mersey.flow.lead_time_results import Quantile, SurvivalCurve
    from mersey.flow.time_to_event import KaplanMeier

PERCENTILES: Final = (0.50, 0.85, 0.95)

PERIOD_DAYS: Final = 90

LEAST_AT_RISK: Final = 10
"""A truncated curve uses no factor with fewer cases at risk (evidence, §2)."""

MOST_PASSED_OVER: Final = 0.05
"""With more of the ends than this before enough are at risk, there is no period view."""


def why_refused(log: EventLog) -> str:
    """Why this log cannot tell lead times, in a plain sentence; "" where it can."""
    if log.is_chosen_by_closing:
        return (
            "This file seems to be chosen by date of closing. Of the cases opened in any"
            " month it holds only those that ended in its period, so how long cases take"
            " from their opening cannot be told from it."
        )
    if log.holds_closed_only:
        return (
            "This log holds closed cases only. Cases that are still open, often the"
            " slowest, are missing from it, so any lead time would be too short."
        )
    if log.facts.n_closed == 0:
        return "No case in this log has come to an end yet, so there is no lead time."
    return ""


def lead_times(log: EventLog) -> LeadTimes | None:
    """Lead times in days, three ways; None where `why_refused` gives a reason.

    Silent cases count as watched until their last event. Cases without dates, or with
    an end before their start, are left out. Where the latest arrivals are missing from
    the file, its last days hold the slow cases alone: there is no period view.
    """
    if why_refused(log):
        return None
    spans = log.spans
    cohort = fit_rising(spans.ended_days, spans.watched_days)
    period, period_quantiles = (
        (None, ())
        if log.misses_arrivals
        else _period(recent_spans(log, recent_days=PERIOD_DAYS))
    )
    return LeadTimes(
        cohort=curve(cohort),
        quantiles=quantiles(cohort, PERCENTILES),
        period=period,
        period_quantiles=period_quantiles,
        period_days=PERIOD_DAYS,
        closed_only=_closed_only(cohort),
        outcomes=_outcomes(spans, cohort),
        silent=silent_ends(log, shares=PERCENTILES),
    )


def _period(recent: Recent) -> tuple[SurvivalCurve | None, tuple[Quantile, ...]]:
    """The curve of the last days; None where too few were at risk to draw it."""
    days, is_ended = recent.days, recent.is_ended
    fitted = kaplan_meier(
        days, is_ended, entry_days=recent.age_then, min_at_risk=LEAST_AT_RISK
    )
    if fitted.n_ended < LEAST_AT_RISK:
        return None, ()
    passed_over = (days[is_ended] < fitted.days[0]).sum()
    if passed_over > MOST_PASSED_OVER * is_ended.sum():
        return None, ()
    return curve(fitted), quantiles(fitted, PERCENTILES)


def _closed_only(fitted: KaplanMeier) -> ClosedOnly:
    """Percentiles with linear interpolation, as most tools give them."""
    if not fitted.n_ended:
        return ClosedOnly(p50=None, p85=None, p95=None, n=0)
    up_to = np.cumsum(fitted.ended)
    p50, p85, p95 = (_interpolated(fitted, p, up_to=up_to) for p in PERCENTILES)
    return ClosedOnly(p50=p50, p85=p85, p95=p95, n=fitted.n_ended)


def _interpolated(
    fitted: KaplanMeier, p: float, *, up_to: npt.NDArray[np.int64]
) -> float:
    place = p * (fitted.n_ended - 1)
    ranks = [np.floor(place), np.ceil(place)]
    below, above = fitted.days[np.searchsorted(up_to, ranks, side="right")]
    return float(below + (above - below) * (place - ranks[0]))


def _outcomes(spans: SortedSpans, cohort: KaplanMeier) -> tuple[OutcomeCurve, ...]:
    """One curve per way to end; none where only one is known."""
    if len(spans.outcomes) < 2:
        return ()
    return cumulative_incidence(spans.ended_so, names=spans.outcomes, fitted=cohort)
