"""Words in an activity's or a milestone's name that say that a case is over."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["gives_up", "opens_again", "sounds_final"]

FINAL: Final = frozenset(
    [
        "closed",
        "close",
        "completed",
        "complete",
        "completion",
        "finished",
        "ended",
        "resolved",
        "concluded",
        "decision",
        "decided",
        "determined",
        "determination",
        "granted",
        "refused",
        "refuse",
        "grant",
        "resolution",
        "approved",
        "paid",
        "payment",
        "discharged",
        "dismissed",
        "settled",
        "delivered",
        "archived",
        "issued",
    ]
)
"""Said of a case that came to its proper end."""

GIVEN_UP: Final = frozenset(
    [
        "withdrawn",
        "withdrawal",
        "cancelled",
        "canceled",
        "cancellation",
        "rejected",
        "rejection",
        "declined",
        "abandoned",
        "invalid",
        "duplicate",
        "lapsed",
        "terminated",
    ]
)
"""Said of a case that ended in another way: it competes with the proper end."""

NOT_YET: Final = frozenset(
    [
        "not",
        "be",
        "no",
        "awaiting",
        "await",
        "waiting",
        "wait",
        "pending",
        "request",
        "requested",
        "requesting",
        "send",
        "draft",
        "drafted",
        "drafting",
        "due",
        "target",
        "expected",
        "planned",
        "before",
        "review",
        "prepare",
    ]
)
"""Beside one of the words above, these say that the end is still to come."""

AGAIN: Final = frozenset(
    ["reopen", "reopened", "reopens", "reactivated", "restarted", "resumed"]
)
"""Said of a case that was over and is not any more."""


def sounds_final(name: str) -> bool:
    """Whether the name says that a case is over, whichever way."""
    words = _words(name)
    return bool(words & (FINAL | GIVEN_UP)) and not words & (NOT_YET | AGAIN)


def gives_up(name: str) -> bool:
    """Whether the name says that a case ended without its proper end."""
    words = _words(name)
    return bool(words & GIVEN_UP) and not words & (NOT_YET | AGAIN)


def opens_again(name: str) -> bool:
    """Whether the name says that a closed case is open again."""
    words = _words(name)
    return bool(words & AGAIN) or {"re", "opened"} <= words


def _words(name: str) -> frozenset[str]:
    """Whole words in lower case; `closedAt`, `closed_at` and `Closed at` are alike."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return frozenset(part.lower() for part in parts)
