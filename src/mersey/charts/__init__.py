"""Charts: how results look. One definition gives a drawing, a table and CSV.

`KINDS` holds every kind by name; each module of `charts.kinds` declares one, and has a
`draw(…)` that makes a `Chart` from results of flow.
"""

from __future__ import annotations

from typing import Final

from mersey.charts.chart import NARROW, WIDE, Chart, ChartKind, Table
from mersey.charts.map.order import usual_order
from mersey.registry import collect

__all__ = ["KINDS", "NARROW", "WIDE", "Chart", "ChartKind", "Table", "usual_order"]

KINDS: Final = collect("mersey.charts.kinds", "CHART", ChartKind)
"""Kind of chart by name."""
