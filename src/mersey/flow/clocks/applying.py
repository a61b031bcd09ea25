"""To which cases a clock applies, and which of them have an exemption coded.

A value such as `Value 1` is no answer to "what kind of case is it?": a phrase that is a
bare number or letter is found in a value only where nothing else in it is strange.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mersey.clocks.clock import Clock, Condition, Exemption
    from mersey.flow.clocks.records import CaseRecords

SAYS_NOTHING: Final = frozenset({
    "value", "val", "type", "kind", "category", "cat", "class", "code", "group",
    "option", "item", "level", "unknown", "unspecified", "undefined", "null", "none",
    "na", "not", "known", "stated", "recorded", "specified", "set", "tbc", "blank",
    "missing",
})  # fmt: skip
"""A value of these words, numbers and single letters alone does not say a kind."""


@dataclass(frozen=True, kw_only=True)
class Applied:
    """One element per case.

    Attributes:
        holds: Every condition holds, as far as is known.
        is_unknown: Of those, a condition that must be known is not.
    """

    holds: Any
    is_unknown: Any


def applies(clock: Clock, cases: CaseRecords, *, columns: Mapping[str, str]) -> Applied:
    """Cases for which every condition of the clock holds.

    Args:
        clock: The clock.
        cases: The cases, with the columns that its conditions name.
        columns: Field of the pack → column of the file.
    """
    held = np.ones(cases.n, dtype=bool)
    unknown = np.zeros(cases.n, dtype=bool)
    for condition in clock.applies:
        holds, is_known = _holds(condition, cases, columns)
        held &= holds
        if condition.must_be_known:
            unknown |= ~is_known
    return Applied(holds=held, is_unknown=held & unknown)


def exempt(
    exemption: Exemption, cases: CaseRecords, *, columns: Mapping[str, str]
) -> Any | None:
    """Cases for which the exemption is coded; None where the file has no such column."""
    column = columns.get(exemption.field, "")
    if column not in cases.texts:
        return None
    yes = {value.strip().casefold() for value in exemption.any_of}
    return _by_value(cases, column, lambda text: text.strip().casefold() in yes)


def _holds(
    condition: Condition, cases: CaseRecords, columns: Mapping[str, str]
) -> tuple[Any, Any]:
    """Where a condition holds, and where its value is known.

    It is read from `field`; from `or_field` where that is empty or says nothing.
    """
    held = np.full(cases.n, condition.when_missing or condition.must_be_known)
    known = np.zeros(cases.n, dtype=bool)
    for field in (condition.or_field, condition.field):
        column = columns.get(field, "")
        if column in cases.texts:
            own = frozenset(words_of(f"{field} {column}").split())
            has = _by_value(cases, column, partial(_tells, condition))
            true = _by_value(cases, column, partial(_allows, condition, own=own))
            held = np.where(has, true, held)
            known |= has
    return held, known


def _tells(condition: Condition, text: str) -> bool:
    """Whether the value says anything; where it must be known, what sort of case it is."""
    words = words_of(text).split()
    if not condition.must_be_known or not words:
        return bool(words)
    named = {words_of(phrase) for phrase in _phrases(condition)}
    return " ".join(words) in named or not all(
        word in SAYS_NOTHING or word.isdigit() or len(word) == 1 for word in words
    )


def _allows(condition: Condition, text: str, *, own: frozenset[str]) -> bool:
    """Whether the value meets the condition; `own` are the words of its heading."""
    words = f" {words_of(text)} "
    for phrase in condition.unless:
        words = words.replace(f" {words_of(phrase)} ", " ")
    plain = own.union(
        word for phrase in _phrases(condition) for word in words_of(phrase).split()
    )
    if any(_is_in(words_of(phrase), words, plain) for phrase in condition.none_of):
        return False
    return not condition.any_of or any(
        _is_in(words_of(phrase), words, plain) for phrase in condition.any_of
    )


def _is_in(phrase: str, padded: str, plain: frozenset[str]) -> bool:
    """Whether a value holds a phrase as whole words.

    A bare number or letter must stand first (`1 - Critical`), or beside words of the
    heading or of the condition alone (`Priority 1`): `Value 1` is not priority 1.
    """
    if f" {phrase} " not in padded:
        return False
    if len(phrase) > 1 and not phrase.isdigit():
        return True
    words = padded.split()
    return words[0] == phrase or plain.issuperset(words)


def _phrases(condition: Condition) -> tuple[str, ...]:
    return (*condition.any_of, *condition.none_of, *condition.unless)


def _by_value(cases: CaseRecords, column: str, test: Callable[[str], bool]) -> Any:
    """The test of each case's value; False for null. Each value is tested once."""
    coded = cases.texts[column]
    passed = np.array([*(test(value) for value in coded.values), False], dtype=bool)
    return passed[coded.codes]
