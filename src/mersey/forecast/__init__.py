"""What next: ranges from a service's own past, with how often such ranges held."""

from __future__ import annotations

from mersey.forecast.breach import breach_risks
from mersey.forecast.clearing import when_clear
from mersey.forecast.demand_ahead import demand_ahead
from mersey.forecast.foretelling import ForecastAsked, foretell
from mersey.forecast.history import WeeklyHistory, weekly_history, weeks_of
from mersey.forecast.how_many import how_many_by
from mersey.forecast.results import ForecastSummary, Refusal, RiskList

__all__ = [
    "ForecastAsked",
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
