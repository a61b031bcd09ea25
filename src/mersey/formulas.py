"""Text that a spreadsheet would run as a formula, written so that it stays text.

Source: OWASP, CSV injection (cells that begin with =, +, -, @, a tab or a return).
"""

from __future__ import annotations

from typing import Final

__all__ = ["as_text_cell"]

BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")
MARK: Final = "'"
"""Excel's own sign that a cell is text."""


def as_text_cell(text: str) -> str:
    """The text; behind an apostrophe where it would run and is no plain number."""
    return f"{MARK}{text}" if text.startswith(BEGINS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
