"""The trail: what was done, added at the end of a chain of digests, and checked whole."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction

from mersey.web.models import Account, TrailEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

START: Final = "0" * 64
"""What the first entry follows."""

_LOCK: Final = 0x6D65_7273
"""PostgreSQL's number for "somebody adds to the trail"."""


def add(
    action: str,
    *,
    by: Account | None,
    place: str = "",
    details: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> TrailEntry:
    """The entry that was added. In the same transaction as what it tells of.

    Args:
        action: What was done, such as "signed in".
        by: Who did it; None for mersey itself.
        place: Where, such as `services/planning`.
        details: What else must be known later; no value of a row.
        at: When; None for now.
    """
    with transaction.atomic():
        _hold()
        last = TrailEntry.objects.order_by("-number").first()
        entry = TrailEntry(
            number=last.number + 1 if last else 1,
            at=at or datetime.now(UTC),
            person_id=by.pk if by else None,
            person_name=str(by) if by else "",
            action=action,
            place=place,
            details=dict(details or {}),
            previous=last.digest if last else START,
        )
        entry.digest = digest_of(entry)
        entry.save()
    return entry


def digest_of(entry: TrailEntry) -> str:
    """SHA-256 over all that the entry says and the digest before it; hexadecimal."""
    told = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": [entry.person_id, entry.person_name],
        "action": entry.action,
        "place": entry.place,
        "details": entry.details,
        "previous": entry.previous,
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(entries: Iterable[TrailEntry]) -> int | None:
    """Number of the first entry that was changed or follows a gap; None if all holds."""
    previous = START
    for number, entry in enumerate(entries, start=1):
        is_next = entry.number == number and entry.previous == previous
        if not is_next or entry.digest != digest_of(entry):
            return number
        previous = entry.digest
    return None


def _hold() -> None:
    """One at a time: SQLite's transactions are already, PostgreSQL's wait for a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
