"""Which words are known: those of administration and of packs, and those that name people.

A word that no list knows may be a name in any writing; lists of names only help to find
them, and never clear one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from mersey.services.evidence import packed_phrases
from mersey.services.over_words import words_of_ends
from mersey.services.word_forms import parts_of_camel, without_accents

_ENDINGS: Final = (
    ("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"),
    ("ers", ""), ("ers", "e"), ("er", ""), ("er", "e"), ("es", ""), ("s", ""), ("ly", ""),
    ("est", ""), ("est", "e"),
)  # fmt: skip
_BEGINNINGS: Final = ("un", "re", "non", "pre", "sub", "multi", "over")
_SHORTEST: Final = 3  # letters of what is left of a word


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The text in lower case, without accents."""
    return without_accents(text.lower())


@lru_cache(maxsize=65_536)
def is_word(word: str) -> bool:
    """Whether a list or a pack knows the word, its ending aside."""
    lower = folded(word)
    if _is_listed(lower):
        return True
    for start in _BEGINNINGS:
        rest = lower.removeprefix(start)
        if rest != lower and len(rest) > _SHORTEST and _is_listed(rest):
            return True
    parts = parts_of_camel(without_accents(word)).split()
    return len(parts) > 1 and all(_is_listed(part.lower()) for part in parts)


def is_given_name(word: str) -> bool:
    """Whether the word is a common given name."""
    return folded(word) in _listed("given_names")


def is_surname(word: str) -> bool:
    """Whether the word is a common surname."""
    return folded(word) in _listed("surnames")


def _is_listed(lower: str) -> bool:
    known = _known()
    if lower in known:
        return True
    for ending, base in _ENDINGS:
        if not lower.endswith(ending):
            continue
        stem = lower[: -len(ending)]
        if len(stem) >= _SHORTEST and _has_stem(stem, base):
            return True
    return False


def _has_stem(stem: str, base: str) -> bool:
    """Whether a word is known without its ending; `planned` is of `plan`."""
    known = _known()
    is_doubled = stem[-1] == stem[-2] and not base
    return stem + base in known or (is_doubled and stem[:-1] in known)


@cache
def _known() -> frozenset[str]:
    packs = {
        word
        for phrases in packed_phrases().values()
        for phrase in phrases.all()
        for word in phrase.split()
    }
    return _listed("words") | _listed("words_abroad") | words_of_ends() | packs


@cache
def _listed(name: str) -> frozenset[str]:
    text = (files("mersey.load.personal") / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
