"""Small drawings that stand inside a sentence or a tile: a line of weeks, dots, bars."""

from __future__ import annotations

from mersey.charts.small.bars import bar
from mersey.charts.small.case_dots import Mark, MarkShape, case_dots, key_mark
from mersey.charts.small.week_line import week_line

__all__ = ["Mark", "MarkShape", "bar", "case_dots", "key_mark", "week_line"]
