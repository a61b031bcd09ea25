"""Sections of a page and their numbers in a file: written once by a job, then only read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter

from mersey.report.view import Section
from mersey.scratch import write_whole
from mersey.web.kept_answers import numbers_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SCHEMA: Final = "mersey.kept-sections/1"

MOST_IN_MEMORY: Final = 32

_SECTIONS: Final = TypeAdapter(tuple[Section, ...])


@dataclass(frozen=True, kw_only=True)
class KeptSections:
    """What a job found.

    Attributes:
        data: As the command line's `--json` has it.
        sections: As the report sets them.
        csv: Figure's id → the numbers behind it as CSV.
    """

    data: dict[str, Any]
    sections: tuple[Section, ...]
    csv: dict[str, str]


def keep(place: Path, *, data: Mapping[str, Any], sections: Sequence[Section]) -> None:
    """Write what was found, whole or not at all."""
    told = {
        "schema": SCHEMA,
        "data": dict(data),
        "sections": _SECTIONS.dump_python(tuple(sections), mode="json"),
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, allow_nan=False)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, text.encode())


def kept(place: Path) -> KeptSections | None:
    """What was found; None where it was not yet."""
    return _read(place) if place.is_file() else None


@lru_cache(maxsize=MOST_IN_MEMORY)
def _read(place: Path) -> KeptSections:
    told = json.loads(place.read_text(encoding="utf-8"))
    csv: dict[str, str] = {}
    sections = numbers_apart(_SECTIONS.validate_python(told["sections"]), csv)
    return KeptSections(data=told["data"], sections=sections, csv=csv)
