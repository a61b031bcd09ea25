"""To which cases a clock applies, and which of them have an exemption coded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mersey.services.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mersey.clocks.clock import Clock, Condition, Exemption
    from mersey.flow.clocks.records import CaseRecords

__all__ = ["applies", "exempt"]


def applies(clock: Clock, cases: CaseRecords, *, columns: Mapping[str, str]) -> Any:
    """Cases for which every condition of the clock holds.

    Args:
        clock: The clock.
        cases: The cases, with the columns that its conditions name.
        columns: Field of the pack → column of the file.
    """
    held = np.ones(cases.n, dtype=bool)
    for condition in clock.applies:
        held &= _holds(condition, cases, columns)
    return held


def exempt(
    exemption: Exemption, cases: CaseRecords, *, columns: Mapping[str, str]
) -> Any | None:
    """Cases for which the exemption is coded; None where the file has no such column."""
    column = columns.get(exemption.field, "")
    if column not in cases.texts:
        return None
    yes = {value.strip().casefold() for value in exemption.any_of}
    return _by_value(cases, column, lambda text: text.strip().casefold() in yes)


def _holds(condition: Condition, cases: CaseRecords, columns: Mapping[str, str]) -> Any:
    """Cases for which a condition holds: by `field`, or by `or_field` where empty."""
    held = np.full(cases.n, condition.when_missing)
    for field in (condition.or_field, condition.field):
        column = columns.get(field, "")
        if column in cases.texts:
            has = _by_value(cases, column, lambda text: bool(words_of(text)))
            true = _by_value(cases, column, lambda text: _allows(condition, text))
            held = np.where(has, true, held)
    return held


def _allows(condition: Condition, text: str) -> bool:
    words = f" {words_of(text)} "
    for phrase in condition.unless:
        words = words.replace(f" {words_of(phrase)} ", " ")
    wanted = [f" {words_of(phrase)} " for phrase in condition.any_of]
    barred = [f" {words_of(phrase)} " for phrase in condition.none_of]
    if any(phrase in words for phrase in barred):
        return False
    return not wanted or any(phrase in words for phrase in wanted)


def _by_value(cases: CaseRecords, column: str, test: Callable[[str], bool]) -> Any:
    """The test of each case's value; False for null. Each value is tested once."""
    coded = cases.texts[column]
    passed = np.array([*(test(value) for value in coded.values), False], dtype=bool)
    return passed[coded.codes]
