"""How long do cases take, open ones included, and how long do they take now?

Three answers side by side: every case (Kaplan–Meier), the last 90 days (the same,
left-truncated), and closed cases alone, which most reports show and which flatter.
Source: Kaplan & Meier (1958); period analysis: Brenner & Gefeller (1996).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import ibis
import numpy as np
import numpy.typing as npt

from mersey.flow.competing import STILL_OPEN, cumulative_incidence
from mersey.flow.results import ClosedOnly, LeadTimes, OutcomeCurve
from mersey.flow.spans import days_between
from mersey.flow.time_to_event import curve, kaplan_meier, quantiles
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from mersey.eventlog import EventLog
    from mersey.flow.results import Quantile, SurvivalCurve
    from mersey.flow.time_to_event import KaplanMeier

__all__ = ["PERCENTILES", "Spans", "lead_times", "why_refused"]

PERCENTILES: Final = (0.50, 0.85, 0.95)

PERIOD_DAYS: Final = 90

LEAST_AT_RISK: Final = 10
"""A truncated curve uses no factor with fewer cases at risk (evidence, §2)."""

MOST_PASSED_OVER: Final = 0.05
"""With more of the ends than this before enough are at risk, there is no period view."""

MOST_OUTCOMES: Final = 6
OTHER: Final = "other"
NOT_RECORDED: Final = "not recorded"


@dataclass(frozen=True, kw_only=True)
class Spans:
    """Every case with a usable span, the shortest first: sorted once for all that follows.

    Attributes:
        days: Opening to end, or to where watching stopped.
        is_ended: The end was seen.
        age_then: Age when the last `PERIOD_DAYS` began; negative if opened since.
        outcome: Position in `outcomes`, or `STILL_OPEN`.
        outcomes: Ways in which cases ended.
    """

    days: npt.NDArray[np.float64]
    is_ended: npt.NDArray[np.bool_]
    age_then: npt.NDArray[np.float64]
    outcome: npt.NDArray[np.int64]
    outcomes: tuple[str, ...]


def why_refused(log: EventLog) -> str:
    """Why this log cannot tell lead times, in a plain sentence; "" where it can."""
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
    an end before their start, are left out.
    """
    if why_refused(log):
        return None
    spans = _spans(log)
    cohort = kaplan_meier(spans.days, spans.is_ended)
    period, period_quantiles = _period(spans)
    return LeadTimes(
        cohort=curve(cohort),
        quantiles=quantiles(cohort, PERCENTILES),
        period=period,
        period_quantiles=period_quantiles,
        period_days=PERIOD_DAYS,
        closed_only=_closed_only(cohort),
        outcomes=_outcomes(spans, cohort),
    )


def _spans(log: EventLog) -> Spans:
    cases = log.cases.filter(log.cases.days.notnull())
    is_ended = cases.state == CaseState.CLOSED.value
    table = cases.select(
        days=cases.days,
        age_then=_age_then(cases, log),
        outcome=is_ended.ifelse(
            cases.outcome.fill_null(NOT_RECORDED), ibis.null("string")
        ),
    ).to_pyarrow()
    outcome, outcomes = _coded(table["outcome"])
    days = _array(table["days"])
    order = np.argsort(days)
    outcome = outcome[order]
    return Spans(
        days=days[order],
        is_ended=outcome != STILL_OPEN,
        age_then=_array(table["age_then"])[order],
        outcome=outcome,
        outcomes=outcomes,
    )


def _age_then(cases: Any, log: EventLog) -> Any:
    window = timedelta(days=PERIOD_DAYS)
    if log.facts.date_only:
        begin = ibis.literal(log.facts.as_at_date - window)
        return begin.delta(cases.opened_date, unit="day").cast("float64")
    return days_between(cases.opened, ibis.literal(log.facts.as_at - window))


def _coded(column: Any) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Outcomes as numbers, in order of name; `STILL_OPEN` for null."""
    encoded = column.combine_chunks().dictionary_encode()
    names = np.array(encoded.dictionary.to_pylist(), dtype=object)
    order = np.argsort(names, kind="stable")
    place = np.full(names.size + 1, STILL_OPEN, dtype=np.int64)
    place[order] = np.arange(names.size)
    return place[_array(encoded.indices.fill_null(names.size))], tuple(names[order])


def _period(spans: Spans) -> tuple[SurvivalCurve | None, tuple[Quantile, ...]]:
    """The curve of the last days; None where too few were at risk to draw it."""
    watched = (spans.days > spans.age_then) | (spans.age_then <= 0)
    days, is_ended = spans.days[watched], spans.is_ended[watched]
    fitted = kaplan_meier(
        days,
        is_ended,
        entry_days=spans.age_then[watched],
        min_at_risk=LEAST_AT_RISK,
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
    p50, p85, p95 = (_interpolated(fitted, p) for p in PERCENTILES)
    return ClosedOnly(p50=p50, p85=p85, p95=p95, n=fitted.n_ended)


def _interpolated(fitted: KaplanMeier, p: float) -> float:
    up_to = np.cumsum(fitted.ended)
    place = p * (fitted.n_ended - 1)
    ranks = [np.floor(place), np.ceil(place)]
    below, above = fitted.days[np.searchsorted(up_to, ranks, side="right")]
    return float(below + (above - below) * (place - ranks[0]))


def _outcomes(spans: Spans, cohort: KaplanMeier) -> tuple[OutcomeCurve, ...]:
    """Curves of the most frequent outcomes first; the rest together as "other"."""
    counts = np.bincount(spans.outcome[spans.is_ended], minlength=len(spans.outcomes))
    ranked = sorted(np.flatnonzero(counts), key=lambda i: (-counts[i], i))
    if len(ranked) < 2:
        return ()
    shown = [spans.outcomes[i] for i in ranked[:MOST_OUTCOMES]]
    if len(ranked) > MOST_OUTCOMES and OTHER not in shown:
        shown.append(OTHER)
    rest = shown.index(OTHER) if OTHER in shown else 0
    place = np.full(len(spans.outcomes) + 1, rest, dtype=np.int64)
    place[ranked[:MOST_OUTCOMES]] = np.arange(len(ranked[:MOST_OUTCOMES]))
    place[STILL_OPEN] = STILL_OPEN
    return cumulative_incidence(
        spans.days, place[spans.outcome], names=shown, fitted=cohort
    )


def _array(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False)
