"""Legal clocks over a whole log: limits, statuses, two rates, and what is coming."""

from __future__ import annotations

from mersey.flow.clocks.clock_summary import clocks_of, tell_clocks
from mersey.flow.clocks.every_clock import JudgedClocks, judge_clocks
from mersey.flow.clocks.judged import JudgedClock

__all__ = ["JudgedClock", "JudgedClocks", "clocks_of", "judge_clocks", "tell_clocks"]
