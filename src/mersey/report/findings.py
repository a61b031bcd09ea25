"""Findings in the order a reader should meet them, and the words for how bad they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.vocabulary import Severity
from mersey.wording import count, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.eventlog.eventlog import LoadingReport
    from mersey.vocabulary import Finding

NOTHING_WRONG: Final = "Nothing wrong was found with the data."

SEVERITY_SAID: Final = {
    Severity.SERIOUS: "Serious",
    Severity.WARNING: "Warning",
    Severity.NOTE: "Note",
}

_ORDER: Final = tuple(SEVERITY_SAID)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Serious, then warnings, then notes; the most rows touched first, then by name."""
    return tuple(
        sorted(findings, key=lambda f: (_ORDER.index(f.severity), -f.count, f.id))
    )


def rows_said(loading: LoadingReport) -> str:
    """What became of every row: read = loaded + rejected + duplicate."""
    return (
        f"{plural(loading.n_read, 'row')} read = {count(loading.n_loaded)} loaded"
        f" + {count(loading.n_rejected)} rejected"
        f" + {count(loading.n_duplicate)} duplicate."
    )
