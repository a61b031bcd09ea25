"""Which open cases are getting old, and where do they wait?"""

from __future__ import annotations

from mersey.charts.kinds.ageing_wip.ageing_chart import CHART, draw

__all__ = ["CHART", "draw"]
