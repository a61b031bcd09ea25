"""Whether a clock counts as the words that it quotes say: the law decides day 1, not habit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.clocks.clock import DAY_ONE, CountFrom, WordsKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.clocks.clock import Clock, RuleSource

LONGEST: Final = 240
"""Characters of a quotation: the counting words, not the section."""

_SAYS_DAY_ONE: Final = re.compile(
    r"\b(beginning|commencing|starting)\b[^a-z]{0,20}(with|on)\b|\b\w{1,20}th (school |working )?day of\b",
    re.IGNORECASE,
)
_SAYS_LATER: Final = re.compile(
    r"\bday (immediately )?(after|following)\b|\brelevant time\b|\bat the time\b",
    re.IGNORECASE,
)


def problems_of_words(clock: Clock) -> Iterator[str]:
    """What cannot be right in the quotation of a clock, beside how the clock counts."""
    where, source = f"clocks[{clock.id}].source", clock.source
    yield from _missing(where, source)
    if source.words_kind is not None:
        yield from _kind_against_count(where, clock, source.words_kind)
    if source.words and source.words_kind is not None:
        yield from _kind_against_words(where, source.words, source.words_kind)


def _missing(where: str, source: RuleSource) -> Iterator[str]:
    if source.checked_on is not None and not source.words:
        yield f"{where}: checked_on says that it was read; quote its counting words in words"
    if source.words and not source.provision:
        yield f"{where}: say in provision where the quoted words stand"
    if source.words and source.words_kind is None:
        yield f"{where}: say in words_kind which words justify count_from"
    if len(source.words) > LONGEST:
        yield (
            f"{where}.words: {len(source.words)} characters; quote the counting words "
            f"alone, up to {LONGEST}"
        )


def _kind_against_count(where: str, clock: Clock, kind: WordsKind) -> Iterator[str]:
    if (kind is WordsKind.FIXED_DATE) != bool(clock.due_field):
        yield f"{where}.words_kind: fixed_date is for a clock with due_field, and for no other"
        return
    counted = CountFrom.SAME_DAY if kind in DAY_ONE else CountFrom.DAY_AFTER
    if not clock.due_field and clock.count_from is not counted:
        yield f'{where}.words_kind: {kind} needs count_from = "{counted}"'


def _kind_against_words(where: str, words: str, kind: WordsKind) -> Iterator[str]:
    says_day_one = bool(_SAYS_DAY_ONE.search(words)) and not _SAYS_LATER.search(words)
    if says_day_one != (kind in DAY_ONE):
        which = "day 1" if says_day_one else "not day 1"
        yield f"{where}.words_kind: by these words the day of the event is {which}; {kind} says otherwise"
