"""Two date columns whose headings differ in nothing but a word for start and for end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.columns.translations import in_english
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_TIME: Final = frozenset({"date", "time", "timestamp", "datetime", "at", "on", "day",
    "hour", "moment", "utc", "local"})  # fmt: skip
_STARTS: Final = frozenset({"start", "started", "begin", "began", "begun", "beginning"})
_ENDS: Final = frozenset({"end", "ended", "finish", "finished", "stop", "stopped"})


def began_and_ended(names: Sequence[str], *, case: str) -> tuple[str, str] | None:
    """The columns of when rows began and ended; None where not exactly two say so.

    `start_timestamp` beside `end_timestamp`: neither alone says whether it is of a step
    or of the whole row; together, in a row that stands for a whole, they do. Of other
    things, such as the time for comments, they say nothing about the row.

    Args:
        names: Headings of dates.
        case: The heading that names the case; may be empty.
    """
    known = _OF_TIME | set(_english(case))
    starts = [(n, rest) for n in names if (rest := _without(n, _STARTS, known))]
    ends = [(n, rest) for n in names if (rest := _without(n, _ENDS, known))]
    pairs = [(one, other) for one, a in starts for other, b in ends if a == b]
    return pairs[0] if len(pairs) == 1 else None


def _without(
    heading: str, words: frozenset[str], known: frozenset[str]
) -> tuple[str, ...] | None:
    """The words of a heading beside one of `words`; None where others than known stand."""
    parts = _english(heading)
    rest = tuple(part for part in parts if part not in words)
    if len(parts) - len(rest) != 1 or not known.issuperset(rest):
        return None
    return ("", *rest)


def _english(heading: str) -> list[str]:
    written = words_of(heading)
    return (in_english(written) or written).split()
