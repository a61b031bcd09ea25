"""How long does it take, open cases included?"""

from __future__ import annotations

from mersey.charts.kinds.lead_time.lead_time_chart import CHART, draw

__all__ = ["CHART", "draw"]
