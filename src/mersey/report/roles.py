"""Which column of the file played which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import LoadingReport


def column_of(loading: LoadingReport, role: str) -> str:
    """The first column that plays a role; empty where none does."""
    return next(iter(loading.mapping.by_role()[role]), "")


def is_wide(loading: LoadingReport) -> bool:
    """True where each step of a case is a column of the file."""
    return loading.mapping.shape.is_row_per_case
