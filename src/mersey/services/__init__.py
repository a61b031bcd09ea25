"""What a service is: packs of words, steps, clocks and codes, as data."""

from __future__ import annotations

from mersey.services.known_packs import (
    changes_since,
    clock_versions,
    find_pack,
    load_packs,
    pack_names,
    read_pack,
)
from mersey.services.service import Service
from mersey.services.wording import words_of

__all__ = [
    "Service",
    "changes_since",
    "clock_versions",
    "find_pack",
    "load_packs",
    "pack_names",
    "read_pack",
    "words_of",
]
