"""Which name was meant, where one is none of those that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import process

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKE: Final = 60
"""rapidfuzz score from which a name is told as the one that was meant."""


def meant(name: str, there: Iterable[str]) -> str:
    """`; did you mean "x"?` with the nearest name; empty where none is near."""
    near = process.extractOne(name, sorted(there), score_cutoff=LIKE)
    return f'; did you mean "{near[0]}"?' if near else ""


def none_of(what: str, name: str, there: Iterable[str]) -> str:
    """`there is no driver "x"; did you mean "y"?`."""
    return f'there is no {what} "{name}"{meant(name, there)}'
