"""Which single words that no list knows are words of the trade, and not names.

One that comes often is, where its form is no name's (`Geocodification`, `AutoTriage`), or
where so much of a column is unknown that it is written in a language of its own. A name
comes as often where one person does a third of the work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.load.personal.generalise import is_alone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.personal.people import Written

_ENOUGH: Final = 10  # rows of the sample
_OFTEN: Final = 0.03  # share of them
_LANGUAGE: Final = 0.5  # share of rows that unknown words make up
_WORDS_OF_LANGUAGE: Final = 4  # different ones
_LONGEST_WORD: Final = 40
_ENDINGS: Final = re.compile(
    r".{3,}(?:[ts]ion|[ts]ions|ment|ments|[ai]bility|ology|ography|[ai]ted|i[sz]ed|ified|i[sz]ing|icity)",
    re.IGNORECASE,
)
"""Endings of words that no surname has; `-ing`, `-ance` and `-ed` are names' too."""
_JOINED: Final = re.compile(
    r"(?!(?:Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|O|Ap)[A-Z])[A-Za-z]+[a-z][A-Z]\w+"
)
"""A capital within a word, as in names of programs; not `McRae` or `DeLaine`."""


def words_of_trade(
    weights: Mapping[str, int], written: Written, *, names_teams: bool
) -> frozenset[str]:
    """The texts of one unknown word that stay as they are.

    Args:
        weights: Text → rows of the sample that hold it.
        written: How the texts of the column are written.
        names_teams: Whether the column is of teams, whose unknown words are people.
    """
    n_rows = sum(weights.values())
    least = max(_ENOUGH, _OFTEN * n_rows)
    often = {
        text: n for text, n in weights.items() if n >= least and is_alone(text, written)
    }
    is_language = (
        not names_teams
        and len(often) >= _WORDS_OF_LANGUAGE
        and sum(often.values()) > _LANGUAGE * n_rows
    )
    return frozenset(text for text in often if is_language or _is_no_name(text))


def _is_no_name(word: str) -> bool:
    """Whether the form of a word is none that names have."""
    if len(word) > _LONGEST_WORD:
        return False
    return bool(_ENDINGS.fullmatch(word) or _JOINED.fullmatch(word))
