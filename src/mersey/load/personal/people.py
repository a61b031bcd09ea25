"""Which words of a text are a person's name, in whatever writing.

A run of words is taken for a person where lists of names know one of them, where a title
or a template (`Assigned to …`) announces one, or where no list knows any of them: words of
administration are known, and names are what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from mersey.load.personal.public_words import folded, is_given_name, is_surname, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u109f"
    "\u1780-\u17ff\u200c\u200d"
)
"""Vowels and marks that letters bear, and scripts that need them: Python has no class for these."""
_LETTERS: Final = rf"[^\W\d_]++|[{_MARKS}]++"
_LETTER: Final = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD: Final = re.compile(  # the first letter is looked at before what stands before it
    rf"{_LETTER}(?<![^\W_][\w{_MARKS}])(?:{_LETTERS}|['’-]{_LETTER})*+"
)
_GAP: Final = re.compile(r"[ \t\u00a0]{1,3}|\.[ \u00a0]{0,2}|, ?|[ ]?/[ ]?|_")
_TITLES: Final = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "prof", "rev", "sir", "dame", "pc",
    "baby", "master",
})  # fmt: skip
_PARTICLES: Final = frozenset({
    "de", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "di", "da", "du", "ap", "ab", "ferch",
    "ibn", "dos",
})  # fmt: skip
_BEFORE: Final = frozenset({
    "to", "by", "with", "from", "for", "via", "cc", "attn", "of", "between", "and",
})  # fmt: skip
"""Words after which a template names somebody."""
NUMBERED: Final = re.compile(r"(?:Flat \d{1,4}[A-Za-z]?, ?)?\d{1,4}[A-Za-z]?,? $")
"""A house number before a word; the end of the text before it."""
_CODE_LETTERS: Final = 3
_LONG_CODE_LETTERS: Final = 5
_SAYABLE: Final = re.compile(r"(?:[^aeiouy]{0,2}[aeiouy]{1,2}){1,3}[^aeiouy]{0,2}")


class Sort(Enum):
    """What a word is, as far as lists know."""

    WORD = "a word"
    NAME = "a name"
    EITHER = "a word that is also a name"
    UNKNOWN = "unknown"
    CODE = "a code"
    INITIAL = "one letter"
    TITLE = "a title"


class Token(NamedTuple):
    """A word of a text: where it stands, and what it is."""

    text: str
    start: int
    end: int
    sort: Sort


@dataclass(frozen=True, kw_only=True)
class Written:
    """How texts around a text are written.

    Attributes:
        is_foreign: Most words of the texts are unknown: what is unknown proves nothing.
        is_place: The texts name places, firms or products: unknown words are theirs.
        known: Words that are known here besides, folded.
    """

    is_foreign: bool = False
    is_place: bool = False
    known: frozenset[str] = frozenset()


@lru_cache(maxsize=65_536)
def sort_of(word: str) -> Sort:
    """What a word is; with parts joined by hyphens, what all of them are."""
    if len(word) == 1:
        return Sort.INITIAL
    lower = folded(word)
    is_name = is_given_name(lower) or is_surname(lower)
    if is_word(word):
        return Sort.EITHER if is_name else Sort.WORD
    if is_name:
        return Sort.NAME
    every = re.split("['’-]", word)
    if len(every) > 1 and max(map(len, every)) == 1:  # `a'r`, `o'r`: and the, of the
        return Sort.WORD
    parts = [part for part in every if len(part) > 1]
    if parts and (len(parts) > 1 or parts[0] != word):
        return _of_parts(word, parts)
    return Sort.CODE if _is_code(word) else Sort.UNKNOWN


def tokens_of(text: str, known: frozenset[str] = frozenset()) -> list[Token]:
    """The words of a text, in order; those of `known` are words."""
    found = []
    for match in _WORD.finditer(text):
        sort = sort_of(match[0])
        if sort is Sort.UNKNOWN and folded(match[0]) in known:
            sort = Sort.WORD
        found.append(Token(match[0], match.start(), match.end(), sort))
    if any(folded(token.text) in _TITLES for token in found):
        return [_titled(found, i) for i in range(len(found))]
    return found


def has_one_word(text: str) -> bool:
    """Whether there is one word in a text, and no more."""
    words = _WORD.finditer(text)
    return next(words, None) is not None and next(words, None) is None


def people_in(text: str, written: Written) -> list[tuple[int, int]]:
    """Where people are named in a text: start and end of each."""
    tokens = tokens_of(text, written.known)
    found = []
    for first, last in _runs(text, tokens):
        if _is_person(text, tokens, (first, last), written):
            found.append((tokens[first].start, tokens[last - 1].end))
    return found


def _of_parts(word: str, parts: Sequence[str]) -> Sort:
    sorts = {sort_of(part) for part in parts}
    if Sort.NAME in sorts:
        return Sort.NAME
    if sorts <= {Sort.WORD, Sort.EITHER, Sort.CODE}:
        return Sort.WORD
    return Sort.WORD if word[:2].lower() in {"e-", "x-"} else Sort.UNKNOWN


def _is_code(word: str) -> bool:
    """Whether capitals are an abbreviation: short, or not to be said aloud."""
    if not (word.isupper() and word.isascii()):
        return False
    if len(word) <= _CODE_LETTERS:
        return True
    return len(word) <= _LONG_CODE_LETTERS and not _SAYABLE.fullmatch(word.lower())


def _titled(tokens: Sequence[Token], i: int) -> Token:
    """The token, as a title where it is one before a name."""
    token = tokens[i]
    if folded(token.text) not in _TITLES or i + 1 == len(tokens):
        return token
    after = tokens[i + 1]
    is_name = after.sort is not Sort.WORD and after.sort is not Sort.CODE
    return Token(token.text, token.start, token.end, Sort.TITLE) if is_name else token


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of words that may be a name, as positions of the first and after the last."""
    first = 0
    while first < len(tokens):
        if not _may_begin(tokens[first]):
            first += 1
            continue
        last = first + 1
        while last < len(tokens) and _goes_on(text, tokens, last):
            last += 1
        while last > first + 1 and folded(tokens[last - 1].text) in _PARTICLES:
            last -= 1
        yield first, last
        first = last


def _may_begin(token: Token) -> bool:
    return token.sort not in (Sort.WORD, Sort.CODE) or folded(token.text) in _PARTICLES


def _goes_on(text: str, tokens: Sequence[Token], i: int) -> bool:
    gap = text[tokens[i - 1].end : tokens[i].start]
    if not _GAP.fullmatch(gap):
        return False
    token = tokens[i]
    if token.sort is Sort.CODE:  # `OMAR ZHN`: a name written in capitals goes on
        return tokens[i - 1].text.isupper() and len(tokens[i - 1].text) > 1
    return _may_begin(token)


def _is_person(
    text: str, tokens: Sequence[Token], run: tuple[int, int], written: Written
) -> bool:
    first, last = run
    part = [t for t in tokens[first:last] if folded(t.text) not in _PARTICLES]
    sorts = [token.sort for token in part]
    if Sort.TITLE in sorts:
        return len(sorts) > 1
    words = [t for t in part if t.sort is not Sort.INITIAL]
    if not words:
        return False
    is_whole = last - first == len(tokens) and not any(map(str.isdigit, text))
    if len(words) == 1:
        return _is_one(text, tokens, run, words[0], is_whole=is_whole, written=written)
    return _are_several(words, is_whole=is_whole, written=written)


def _is_one(
    text: str,
    tokens: Sequence[Token],
    run: tuple[int, int],
    word: Token,
    *,
    is_whole: bool,
    written: Written,
) -> bool:
    """Whether one word, with or without initials, is a person."""
    has_initial = run[1] - run[0] > 1
    if written.is_place:
        return False
    if word.sort is Sort.NAME:
        return True
    is_after = run[0] > 0 and folded(tokens[run[0] - 1].text) in _BEFORE
    if word.sort is Sort.EITHER:
        return has_initial and is_surname(word.text) and (is_whole or is_after)
    if written.is_foreign:
        return has_initial and is_whole
    return has_initial or is_after or _is_marked(text, word)


def _are_several(words: Sequence[Token], *, is_whole: bool, written: Written) -> bool:
    """Whether two words or more are a person."""
    sorts = [word.sort for word in words]
    given = any(is_given_name(word.text) for word in words)
    if written.is_place:
        is_given = is_given_name(words[0].text)
        return is_given and Sort.NAME in sorts and Sort.EITHER not in sorts
    if Sort.NAME in sorts:
        return True
    are_capital = all(not word.text[0].islower() for word in words)
    n_unknown = sorts.count(Sort.UNKNOWN)
    if written.is_foreign:
        return False
    if n_unknown:
        return n_unknown > 1 or given or is_whole or are_capital
    is_pair = is_given_name(words[0].text) and is_surname(words[-1].text)
    return len(words) == 2 and is_pair and are_capital


def _is_marked(text: str, word: Token) -> bool:
    """Whether a house number, a dash or a colon before a word announces it."""
    if NUMBERED.search(text[max(0, word.start - 20) : word.start]):
        return word.text[0].isupper()
    before = text[: word.start].rstrip()
    return bool(before) and before[-1] in ":-–@>" and not text[word.end :].strip()
