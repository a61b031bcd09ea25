"""What does a status say of a case: is it over, or not, or cannot that be told?

The words are those of `over_words`; what a status column would say of a case today.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mersey.services.over_words import (
    AGAIN,
    CASE_NOUNS,
    FINAL,
    GIVEN_UP,
    NEGATED,
    OVER_PHRASES,
    OVER_WEAK,
    STILL,
    STILL_PHRASES,
    parted,
)
from mersey.services.word_forms import parts_of_camel, without_accents

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = re.compile("['\u2019\u2018`\u00b4]")

_MOST_WORDS: Final = 12
"""A longer text is a remark, not a status."""

_OF_ANOTHER: Final = parted("for to in pour fur para per")
"""After a weak word these say that it speaks of a step: "approved for construction"."""

_CHECKS: Final = parted("verified approved accepted")
"""Done by somebody, these are steps on the way: "verified by the supplier"."""

_OVER: Final = (FINAL | GIVEN_UP) | OVER_WEAK
_PHRASES: Final = {
    tuple(phrase.split()): is_over
    for phrases, is_over in ((OVER_PHRASES, True), (STILL_PHRASES, False))
    for phrase in phrases
}
_LONGEST: Final = max(map(len, _PHRASES))


@lru_cache(maxsize=8_192)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, in order: lower case, without accents and apostrophes.

    `closedAt`, `closed_at` and `Closed at` are alike, and so are `Clôturé` and `cloture`.
    """
    plain = parts_of_camel(without_accents(_APOSTROPHES.sub("", text)))
    return tuple(_WORD.findall(plain.casefold()))


@lru_cache(maxsize=8_192)
def status_is_over(value: str | None) -> bool | None:
    """Whether a status says that its case is over; None where that cannot be told.

    Args:
        value: One value of a status column, in English, Welsh, Dutch, French, German,
            Spanish or Italian; letter case, accents and marks are ignored.
    """
    words = folded_words(value or "")
    if not words or len(words) > _MOST_WORDS:
        return None
    if not AGAIN.isdisjoint(words) or ("re", "opened") in pairwise(words):
        return False
    for place in range(len(words)):
        for length in range(min(_LONGEST, len(words) - place), 1, -1):
            phrase = _PHRASES.get(words[place : place + length])
            if phrase is not None:
                return phrase
        found = _at(words, place)
        if found is not None:
            return found
        if words[place] in _OVER:  # of something else than the case
            return None
    return None


def _at(words: tuple[str, ...], place: int) -> bool | None:
    """What the word at this place says; None where it says nothing."""
    word = words[place]
    before = words[:place]
    if word in STILL:
        return False
    if word not in _OVER:
        return None
    if not NEGATED.isdisjoint(before[-2:]):
        return False
    if word in OVER_WEAK and not _is_of_the_case(words, place):
        return None
    return True


def _is_of_the_case(words: tuple[str, ...], place: int) -> bool:
    """Whether a weak word speaks of the case, and nothing after it is still to come."""
    after = words[place + 1 :]
    return (
        CASE_NOUNS.issuperset(words[:place])
        and STILL.isdisjoint(after)
        and NEGATED.isdisjoint(after)
        and _OF_ANOTHER.isdisjoint(after[:1])
        and not (words[place] in _CHECKS and after[:1] == ("by",))
    )
