"""The one answer about a log, worked out once for everybody who says it."""

from __future__ import annotations

from mersey.answer.answer import Answer, answer, forecast_of, split_answer
from mersey.answer.by_opening import ByOpening, by_opening
from mersey.answer.leading import leading, main_clock
from mersey.answer.weekly import WeeklyChart, weekly_charts
from mersey.answer.worklist import Worklist, worklist

__all__ = [
    "Answer",
    "ByOpening",
    "WeeklyChart",
    "Worklist",
    "answer",
    "by_opening",
    "forecast_of",
    "leading",
    "main_clock",
    "split_answer",
    "weekly_charts",
    "worklist",
]
