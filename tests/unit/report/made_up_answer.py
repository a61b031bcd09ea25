"""The answer about a made-up log, as `answer` would put it together."""

from __future__ import annotations

from mersey.answer import Answer, by_opening, weekly_charts
from mersey.eventlog import EventLog
from mersey.flow.results import FlowSummary
from mersey.forecast import ForecastSummary

__all__ = ["answered"]


def answered(
    log: EventLog, flow: FlowSummary, forecast: ForecastSummary | None = None
) -> Answer:
    """What is known of that log."""
    signals = weekly_charts(flow) if log.knows_open_cases else ()
    return Answer(
        log=log,
        flow=flow,
        signals=signals,
        by_opening=by_opening(flow),
        forecast=forecast,
    )
