"""Text that a spreadsheet would run as a formula, written so that it stays text.

Source: OWASP, CSV injection (cells that begin with =, +, -, @, their wide forms, a tab
or the end of a line). Blanks and marks without width before them do not help.
"""

from __future__ import annotations

from typing import Final

BEGINS: Final = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
PASSED_OVER: Final = " \N{NO-BREAK SPACE}\ufeff\u200b\u200c\u200d\u2060"
WORKBOOK: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""How a workbook is begun, so that none of its texts becomes anything else."""

MARK: Final = "'"
"""Excel's own sign that a cell is text."""


def as_text_cell(text: str) -> str:
    """The text; behind an apostrophe where it would run and is no plain number."""
    would_run = text.lstrip(PASSED_OVER).startswith(BEGINS) and not _is_number(text)
    return f"{MARK}{text}" if would_run else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
