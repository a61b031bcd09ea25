"""Legal clocks over a whole log: limits, statuses, two rates, and what is coming."""

from __future__ import annotations

from mersey.flow.clocks.summary import clocks_of

__all__ = ["clocks_of"]
