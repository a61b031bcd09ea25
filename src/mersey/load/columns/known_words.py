"""The words that headings are made of, and those below which unknown words are places."""

from __future__ import annotations

from functools import cache
from typing import Final

from mersey.load.columns import lexicon
from mersey.load.columns.translations import foreign_words
from mersey.services.word_forms import words_of

_PLACES: Final = frozenset({
    "ward", "area", "locality", "parish", "district", "town", "village", "city", "borough",
    "county", "neighbourhood", "region", "country", "site", "school", "depot", "office",
    "authority", "organisation", "organization", "court", "hospital", "practice", "board",
    "provider", "supplier", "vendor", "company", "agency", "product", "make", "model",
    "brand", "station", "estate", "park", "library", "college", "nationality", "language",
    "location", "place", "religion", "ethnicity", "ethnic", "state", "division", "constituency", "community",
})  # fmt: skip
"""Last words of headings under which unknown words are places, firms or products."""


def is_place(heading: str) -> bool:
    """Whether unknown words below a heading are places, firms or products."""
    return not _PLACES.isdisjoint(words_of(heading).rsplit(maxsplit=2)[-2:])


@cache
def heading_words() -> frozenset[str]:
    """The words that headings are made of, in the languages known."""
    phrases = (phrase for role in lexicon.WORDS.values() for phrase in role)
    return foreign_words() | {word for phrase in phrases for word in phrase.split()}
