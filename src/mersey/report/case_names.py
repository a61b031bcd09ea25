"""Under which name a case stands on the page: short, and never its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog

__all__ = ["case_name"]

PSEUDONYM: Final = 8
"""Characters of a pseudonym on the page: enough to tell some thousands apart."""


def case_name(pseudonym: str, log: EventLog) -> str:
    """The first characters, after the name of the key; the whole where ids are kept."""
    if log.loading.keeps_ids:
        return pseudonym
    return pseudonym.rpartition(":")[2][:PSEUDONYM]
