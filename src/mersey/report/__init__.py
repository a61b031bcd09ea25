"""The report: one self-contained page, its JSON, and its first lines in a terminal."""

from __future__ import annotations

from mersey.report.look import SCHEMA, look_json, look_json_loading
from mersey.report.reading_terminal import column_lines, reading_lines
from mersey.report.self_contained import page
from mersey.report.terminal import findings_lines, terminal_lines

__all__ = [
    "SCHEMA",
    "column_lines",
    "findings_lines",
    "look_json",
    "look_json_loading",
    "page",
    "reading_lines",
    "terminal_lines",
]
