"""Work coming in and going out over time, and the gap between: work in progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.kinds import arrivals_finishes, cumulative_flow
from mersey.report.chart_figures import figure
from mersey.report.view import Section
from mersey.wording import day, plural

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import FlowSummary
    from mersey.report.view import FigureView, PageLimits

ALL_ENDED: Final = (
    "Every case of this file has ended, and those opened since are not in it, so how many "
    "are in progress today cannot be told."
)


def has_series(summary: FlowSummary) -> bool:
    """True where arrivals and finishes are both known."""
    return all(
        name in summary.series and summary.series[name].rows
        for name in ("arrivals", "throughput")
    )


def in_and_out(summary: FlowSummary, *, limits: PageLimits) -> FigureView:
    """Arrivals against finishes, by week."""
    series = summary.series
    return figure(
        arrivals_finishes.draw(series["arrivals"], series["throughput"]),
        limits=limits,
        cut="last",
    )


def section(log: EventLog, summary: FlowSummary, *, limits: PageLimits) -> Section:
    """Cumulative flow; arrivals against finishes are on the first screen."""
    is_drawn = has_series(summary) and log.knows_open_cases
    return Section(
        id="in-and-out",
        title="Work in, work out, work in progress",
        short="In and out",
        paragraphs=(*_said(log, summary), *_silent(log)),
        blocks=(_cumulative(summary, limits),) if is_drawn else (),
    )


def _cumulative(summary: FlowSummary, limits: PageLimits) -> FigureView:
    series = summary.series
    return figure(
        cumulative_flow.draw(series["arrivals"], series["throughput"], wip=summary.wip),
        limits=limits,
        cut="evenly",
    )


def _said(log: EventLog, summary: FlowSummary) -> tuple[str, ...]:
    wip = summary.wip
    if log.is_finished_cohort:
        return (ALL_ENDED,)
    if log.holds_closed_only:
        return (
            (
                "Cases that are still open are not in this file, so how many were in "
                "progress cannot be told, and the last weeks miss some that arrived."
            ),
        )
    if not wip.dates:
        return ("Nothing can be drawn over time from this file.",)
    return (
        (
            f"At the end of {day(wip.dates[-1])}, {plural(wip.values[-1], 'case')} "
            f"{'was' if wip.values[-1] == 1 else 'were'} in progress; at the end of "
            f"{day(wip.dates[0])}, {plural(wip.values[0], 'case')}. A log that starts on "
            "a day cannot see what was already under way then, so the first weeks of it "
            "look emptier than they were."
        ),
    )


def _silent(log: EventLog) -> tuple[str, ...]:
    n_silent = log.facts.n_silent
    if n_silent == 0 or not log.knows_open_cases:
        return ()
    return (
        (
            f"What arrived and neither finished nor is open has gone silent: "
            f"{plural(n_silent, 'case')}. Silent cases stay in the band of the chart, counted apart."
        ),
    )
