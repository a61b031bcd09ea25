"""What a service is: packs of words, steps, clocks and codes, as data."""

from __future__ import annotations

from mersey.services.checking import problems_of
from mersey.services.evidence import decides_clocks, is_limit
from mersey.services.known_packs import (
    PACKS,
    changes_since,
    clock_versions,
    find_pack,
    load_packs,
    pack_names,
    pack_of_clock,
    read_pack,
)
from mersey.services.new_pack import new_pack
from mersey.services.recognition import KnownFile, Recognition, known_file, recognise
from mersey.services.service import Service
from mersey.services.service_use import Choices, ServiceUse, use_service
from mersey.services.word_forms import words_of

__all__ = [
    "PACKS",
    "Choices",
    "KnownFile",
    "Recognition",
    "Service",
    "ServiceUse",
    "changes_since",
    "clock_versions",
    "decides_clocks",
    "find_pack",
    "is_limit",
    "known_file",
    "load_packs",
    "new_pack",
    "pack_names",
    "pack_of_clock",
    "problems_of",
    "read_pack",
    "recognise",
    "use_service",
    "words_of",
]
