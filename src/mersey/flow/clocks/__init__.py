"""Legal clocks over a whole log: limits, statuses, two rates, and what is coming."""

from __future__ import annotations

from mersey.flow.clocks.every_clock import JudgedClocks, judge_clocks
from mersey.flow.clocks.judged import JudgedClock
from mersey.flow.clocks.summary import clocks_of, tell_clocks

__all__ = [
    "JudgedClock",
    "JudgedClocks",
    "clocks_of",
    "judge_clocks",
    "tell_clocks",
]
