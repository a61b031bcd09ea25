"""How the texts of a column are written: in which words, and whether they name places."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from mersey.load.columns import lexicon
from mersey.load.columns.translations import foreign_words
from mersey.load.personal.generalise import written_in
from mersey.services.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.personal.people import Written

__all__ = ["heading_words", "is_place", "written"]

_JUDGED: Final = 80  # different values that show how all are written
_LOOKED_AT: Final = 120  # characters of each
_PLACES: Final = frozenset({
    "ward", "area", "locality", "parish", "district", "town", "village", "city", "borough",
    "county", "neighbourhood", "region", "country", "site", "school", "depot", "office",
    "authority", "organisation", "organization", "court", "hospital", "practice", "board",
    "provider", "supplier", "vendor", "company", "agency", "product", "make", "model",
    "brand", "station", "estate", "park", "library", "college", "nationality", "language",
    "location", "place", "religion", "ethnicity", "ethnic", "state", "division", "constituency", "community",
})  # fmt: skip
"""Last words of headings under which unknown words are places, firms or products."""


def written(
    profile: ColumnProfile, headings: Iterable[str] = (), *, holds_steps: bool = False
) -> Written:
    """How the texts of a column are written, judged by the sample.

    Args:
        profile: The column.
        headings: The headings of the file, whose words are known in it.
        holds_steps: Whether it holds what is done, which a system in English may tell
            in Japanese; names in such letters stand in columns of another kind.
    """
    pairs = zip(profile.values, profile.counts, strict=True)
    weights = {value[:_LOOKED_AT]: n for value, n in islice(pairs, _JUDGED)}
    names = tuple(headings)
    how = written_in(weights, is_place=is_place(profile.name), known=_known(names))
    if how.is_foreign and names and not holds_steps and "".join(names).isascii():
        is_of_headings = all(not _is_without_case(value) for value in weights)
        return replace(how, is_foreign=is_of_headings)
    return how


def _is_without_case(text: str) -> bool:
    """Whether a text is in letters that know no capitals, as Arabic and Chinese."""
    return any(char.isalpha() and char.lower() == char.upper() for char in text)


@lru_cache(maxsize=8)
def _known(headings: tuple[str, ...]) -> frozenset[str]:
    """The words of headings at large, and of those of this file."""
    return heading_words().union(*(words_of(each).split() for each in headings))


def is_place(heading: str) -> bool:
    """Whether unknown words below a heading are places, firms or products."""
    return not _PLACES.isdisjoint(words_of(heading).rsplit(maxsplit=2)[-2:])


@cache
def heading_words() -> frozenset[str]:
    """The words that headings are made of, in the languages known."""
    phrases = (phrase for role in lexicon.WORDS.values() for phrase in role)
    return foreign_words() | {word for phrase in phrases for word in phrase.split()}
