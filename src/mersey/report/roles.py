"""Which column of the file played which role, from the mapping as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import LoadingReport

__all__ = ["column_of", "columns", "entries", "is_wide"]

WIDE: Final = ("wide", "current")


def columns(loading: LoadingReport) -> Mapping[str, Any]:
    """Role → the column or columns that play it; empty where nothing is stated."""
    return entries(loading, "columns")


def column_of(loading: LoadingReport, role: str) -> str:
    """The one column that plays a role; empty where none does."""
    name = columns(loading).get(role)
    return name if isinstance(name, str) else ""


def is_wide(loading: LoadingReport) -> bool:
    """True where each step of a case is a column of the file."""
    return loading.mapping.get("shape") in WIDE


def entries(loading: LoadingReport, key: str) -> Mapping[str, Any]:
    """A part of the mapping that is itself a mapping; empty where it is missing."""
    part = loading.mapping.get(key)
    return part if isinstance(part, Mapping) else {}
