"""Where does the time go, and where do cases wait now?"""

from __future__ import annotations

from mersey.charts.kinds.stage_strip.strip_chart import CHART, draw

__all__ = ["CHART", "draw"]
