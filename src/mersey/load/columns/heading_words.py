"""What does a heading say? Its words, and how well they fit a role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from mersey.errors import UnknownName
from mersey.load.columns import lexicon
from mersey.load.columns.translations import in_english
from mersey.services.evidence import is_limit
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.vocabulary import Role

_AT_THE_END: Final = 0.85  # weight of a known heading that ends a longer one
_AT_THE_START: Final = 0.45  # and of one that begins it
_SURE: Final = 0.9  # from here English needs no translation
_TRANSLATED: Final = 0.97  # weight of a heading in another language
_NEAR_MISS: Final = 0.8  # weight of a known heading with a slip of the pen
_SHORT_DATE: Final = re.compile(r"\b(?:dt|dte|dttm)$")
_NEAR: Final = 90  # rapidfuzz score from which two headings are the same with a slip


def is_case_level(heading: str) -> bool:
    """Whether the heading itself says that it belongs to the case (XES in a table)."""
    return heading.startswith("case:")


@lru_cache(maxsize=32_768)
def fit(heading: str, role: Role) -> float:
    """How well the heading alone fits the role, 0 to 1; in the languages known."""
    exact = lexicon.EXACT.get(heading)
    if exact is not None:
        return 1.0 if exact == role else 0.0
    written = words_of(heading)
    words = _bare(written)
    found = max(_fit(words, role), _fit(_SHORT_DATE.sub("date", written), role))
    if found >= _SURE or not (english := in_english(words)):
        return found
    turned = " ".join(reversed(english.split()))
    return max(found, _TRANSLATED * max(_fit(english, role), _fit(turned, role)))


def _bare(words: str) -> str:
    """The words without what says how the values are written: `closed date raw`."""
    parts = words.split()
    while len(parts) > 1 and parts[-1] in lexicon.WRITING:
        parts.pop()
    return " ".join(parts)


def _fit(words: str, role: Role) -> float:
    known = lexicon.WORDS.get(role, {})
    if words in known:
        return known[words]
    inside = _inside(words, known)
    if inside:
        return inside
    if len(words) < 4:
        return 0.0
    near = process.extractOne(words, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return known[near[0]] * _NEAR_MISS if near else 0.0


def is_due(heading: str) -> bool:
    """Whether the heading speaks of a date that ought to be, or was agreed."""
    by_packs = is_limit(heading)
    return _has_any(heading, lexicon.DUE) if by_packs is None else by_packs


def is_of_another(heading: str) -> bool:
    """Whether a dotted heading is of somebody or something inside the record.

    `author.created_at` says when an account was made, not when the case was.
    """
    parts = heading.split(".")[:-1]
    words = {word for part in parts for word in words_of(part).split()}
    return not words.isdisjoint(lexicon.INSIDE)


def is_birth(heading: str) -> bool:
    """Whether the heading speaks of a date of birth."""
    return _has_any(heading, lexicon.BIRTH)


def is_free_text(heading: str) -> bool:
    """Whether the heading announces free text."""
    return _has_any(heading, lexicon.FREE_TEXT)


def sounds_like_date(heading: str) -> bool:
    """Whether the heading speaks of a date, so that bare numbers may be one."""
    return _has_any(heading, lexicon.DATE_WORDS)


def find_column(name: str, columns: Sequence[str]) -> str:
    """The column of that name; or, letter case and marks aside, the only one so called.

    Raises:
        UnknownName: There is none; names the nearest.
    """
    if name in columns:
        return name
    for column in columns:
        if column.strip().lower() == name.strip().lower():
            return column
    alike = [column for column in columns if words_of(column) == words_of(name)]
    if len(alike) == 1:
        return alike[0]
    long_enough = [column for column in columns if len(column) > 2]  # `n` is in `mnth`
    near = process.extractOne(name, long_enough, scorer=fuzz.WRatio, score_cutoff=60)
    raise UnknownName.of("column", name, columns, nearest=near[0] if near else "")


def _inside(words: str, known: Mapping[str, float]) -> float:
    """What the phrases that begin or end a longer heading say: most where one ends it.

    An `incident state` is a state, not an incident.
    """
    found = 0.0
    for place, letter in enumerate(words):
        if letter == " ":
            ends = known.get(words[place + 1 :], 0.0) * _AT_THE_END
            begins = known.get(words[:place], 0.0) * _AT_THE_START
            found = max(found, ends, begins)
    return found


def _has_any(heading: str, phrases: Iterable[str]) -> bool:
    words = words_of(heading)
    padded = f" {words} {in_english(words)} "
    return any(f" {phrase} " in padded for phrase in phrases)
