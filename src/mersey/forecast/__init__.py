"""What next: ranges from a service's own past, with how often such ranges held."""

from __future__ import annotations

from mersey.forecast.clearing import when_clear
from mersey.forecast.counts import how_many_by
from mersey.forecast.history import WeeklyHistory, weekly_history, weeks_of

__all__ = ["WeeklyHistory", "how_many_by", "weekly_history", "weeks_of", "when_clear"]
