"""The version of a log: the same content, read the same way, has the same version."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

DEFINITIONS_VERSION: Final = 2
"""Raise it whenever the same file would give other prepared tables or findings."""

LENGTH: Final = 12
"""Hexadecimal digits: one of 10⁴ logs shares a version by chance once in 10⁶ times."""


def log_version(
    content_hash: str,
    mapping: Mapping[str, Any],
    *,
    end: Sequence[str],
    as_at: date | None,
) -> str:
    """The first 12 hexadecimal digits of BLAKE2b over all that decides the tables.

    The pseudonyms' key is not part of it: another key gives the same numbers.
    """
    decided = {
        "as_at": None if as_at is None else as_at.isoformat(),
        "content": content_hash,
        "definitions": DEFINITIONS_VERSION,
        "end": sorted(name.strip().casefold() for name in end),
        "mapping": {key: mapping[key] for key in mapping if key != "reasons"},
    }
    text = json.dumps(decided, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode()).hexdigest()[:LENGTH]
