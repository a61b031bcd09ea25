"""How long cases take: three ways side by side, and how they end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mersey.charts.kinds import lead_time
from mersey.report.chart_figures import figure
from mersey.report.page_tables import table_view
from mersey.report.sentences import closed_only_sentence, span_said
from mersey.report.view import NoteView, Section
from mersey.wording import count, duration, in_100, percent, plural, within

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.lead_time_results import LeadTimes, Quantile
    from mersey.flow.results import FlowSummary
    from mersey.report.view import Block, PageLimits, TableView

TITLE = "How long cases take"


def section(log: EventLog, summary: FlowSummary, *, limits: PageLimits) -> Section:
    """Lead time: Kaplan–Meier beside closed only and the current speed."""
    lead_times = summary.lead_times
    if lead_times is None:
        return Section(
            id="time",
            title=TITLE,
            short="How long",
            blocks=(NoteView(text=summary.lead_times_refused),),
        )
    return Section(
        id="time",
        title=TITLE,
        short="How long",
        paragraphs=_paragraphs(log, summary, lead_times),
        blocks=_blocks(lead_times, limits),
    )


def _paragraphs(
    log: EventLog, summary: FlowSummary, lead_times: LeadTimes
) -> tuple[str, ...]:
    return (
        (
            f"Time is counted {span_said(log, summary)}; every day counts. "
            "Cases that have not ended count for as long as they have been watched."
        ),
        *_served_said(summary),
        closed_only_sentence(log, lead_times),
        *_efficiency(summary),
    )


def _served_said(summary: FlowSummary) -> tuple[str, ...]:
    """Which end is meant, where people are served before cases end."""
    done = summary.served
    if done is None:
        return ()
    half, slow = (duration(quantile.days) for quantile in done.quantiles[:2])
    return (
        (
            f"People have what they came for with “{done.title}”: half within {half}, 85 in "
            f"100 within {slow}. What comes after, up to the end, is a wait for a close and "
            "no work. The tables and the chart below count to the end."
        ),
    )


def _blocks(lead_times: LeadTimes, limits: PageLimits) -> tuple[Block, ...]:
    drawn = figure(lead_time.draw(lead_times), limits=limits, cut="evenly")
    blocks: list[Block] = [_three_ways(lead_times), drawn]
    if lead_times.outcomes:
        blocks.append(_outcomes(lead_times))
    return tuple(blocks)


def _three_ways(lead_times: LeadTimes) -> TableView:
    cohort, closed = lead_times.cohort, lead_times.closed_only
    alone = (closed.p50, closed.p85, closed.p95)
    rows = [
        [
            "All cases, open ones counted",
            *(_with_interval(quantile) for quantile in lead_times.quantiles),
            f"{plural(cohort.n, 'case')}, {count(cohort.n_ended)} ended",
        ],
        *_now(lead_times),
        [
            "Closed cases alone: what most reports show",
            *(duration(days) for days in alone),
            plural(closed.n, "case"),
        ],
    ]
    shares = [_share_said(quantile.p) for quantile in lead_times.quantiles]
    columns = ["", *(f"{share} finish within" for share in shares), "Rests on"]
    view = table_view(
        "Three ways to answer", columns, rows, limit=len(rows), numbers=()
    )
    return replace(view, note="In brackets: the 95% interval.")


def _share_said(p: float) -> str:
    return "Half" if p == 0.5 else in_100(p)


def _now(lead_times: LeadTimes) -> list[list[str]]:
    if lead_times.period is None:
        return []
    return [
        [
            f"At the speed of the last {lead_times.period_days} days",
            *(_with_interval(quantile) for quantile in lead_times.period_quantiles),
            f"{plural(lead_times.period.n, 'case')} at work in them",
        ]
    ]


def _with_interval(quantile: Quantile) -> str:
    if quantile.days is None:
        return _unknown(quantile)
    if quantile.lower is None:
        return duration(quantile.days)
    if quantile.upper is None:
        return f"{duration(quantile.days)} ({duration(quantile.lower)} or more)"
    return within(quantile.days, quantile.lower, quantile.upper)


def _unknown(quantile: Quantile) -> str:
    if quantile.more_than is None:
        return "not yet known"
    return f"not yet known; more than {duration(quantile.more_than)}"


def _outcomes(lead_times: LeadTimes) -> TableView:
    rows = [
        (curve.outcome, count(curve.n), percent(float(curve.incidence[-1])))
        for curve in lead_times.outcomes
    ]
    columns = (
        "How it ended",
        "Cases so far",
        "Share of all cases, open ones allowed for",
    )
    return table_view("How cases end", columns, rows, limit=20)


def _efficiency(summary: FlowSummary) -> tuple[str, ...]:
    known = summary.efficiency
    if known is None:
        return (
            (
                "When people were working on a case, and when it was waiting, is not in "
                "this file, so flow efficiency cannot be told."
            ),
        )
    basis = known.basis[:1].lower() + known.basis[1:].rstrip(".")
    return (
        (
            f"Flow efficiency: {percent(known.share)} of the time of closed cases was "
            f"spent working on them; the rest was waiting. The typical case: "
            f"{percent(known.median_share)}. Work is counted {basis}."
        ),
    )
