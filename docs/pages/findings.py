"""The findings: what each id means, from where it is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.pages.markdown import document
from mersey.cli.flags import as_flags
from mersey.findings import ABOUT, declared

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        *_parts(),
    )


def _parts() -> Iterator[str]:
    for title, package in ABOUT.items():
        yield f"# {title}"
        for kind in declared(package).values():
            yield f"## {kind.id}\n\n{as_flags(kind.meaning)}"
