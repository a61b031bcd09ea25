"""What next: ranges from a service's own past, with how often such ranges held."""

from __future__ import annotations

from mersey.forecast.breach import breach_risks
from mersey.forecast.clearing import when_clear
from mersey.forecast.counts import how_many_by
from mersey.forecast.demand import demand_ahead
from mersey.forecast.history import WeeklyHistory, weekly_history, weeks_of
from mersey.forecast.results import ForecastSummary, Refusal, RiskList
from mersey.forecast.summary import Asked, foretell

__all__ = [
    "Asked",
    "ForecastSummary",
    "Refusal",
    "RiskList",
    "WeeklyHistory",
    "breach_risks",
    "demand_ahead",
    "foretell",
    "how_many_by",
    "weekly_history",
    "weeks_of",
    "when_clear",
]
