"""How the texts of a column are written, judged by its sample."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from mersey.load.columns.known_words import heading_words, is_place
from mersey.load.personal.generalise import written_in
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.personal.people import Written

_JUDGED: Final = 80  # different values that show how all are written
_LOOKED_AT: Final = 120  # characters of each


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
