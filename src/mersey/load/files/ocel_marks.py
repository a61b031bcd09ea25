"""How an object-centric log (OCEL 1.0, 2.0) is told from other JSON."""

from __future__ import annotations

from typing import Final

MARKS: Final = (
    '"objectTypes"',
    '"eventTypes"',
    '"ocel:global-log"',
    '"ocel:events"',
    '"ocel:objects"',
)
RELATIONS: Final = ('"relationships"', '"objectId"')


def is_ocel_json(text: str) -> bool:
    """True where the start of a JSON document is that of an object-centric log."""
    return any(mark in text for mark in MARKS) or all(
        mark in text for mark in RELATIONS
    )
