"""Legal time: calendars, a clock as data, when it is due, and why."""

from __future__ import annotations

from mersey.clocks.clock import Clock

__all__ = ["Clock"]
