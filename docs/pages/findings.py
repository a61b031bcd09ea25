"""The findings: what each id means, from where it is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.pages.markdown import document
from mersey.eventlog import FINDINGS as OF_THE_LOG
from mersey.load import FINDINGS as OF_THE_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["page"]


def page() -> str:
    """Findings about the file, then findings about the log made from it."""
    return document(
        "Findings",
        "A finding is something true of the data that a reader of the numbers should know. It has "
        "a stable id, a message with columns and counts, a hint where there is something to do, and "
        "a severity: *note*, *warning* or *serious*. It never holds a row's values. `mersey check "
        "FILE` prints them, worst first. What to do about the usual ones: "
        "[fix common file problems](../how-to/fix-common-file-problems.md).",
        "# About the file",
        *_entries(OF_THE_FILE),
        "# About the log",
        *_entries(OF_THE_LOG),
    )


def _entries(findings: Mapping[str, str]) -> list[str]:
    return [f"## {name}\n\n{meaning}" for name, meaning in sorted(findings.items())]
