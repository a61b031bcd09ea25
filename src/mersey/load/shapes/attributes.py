"""Which columns are kept as facts about the case, and why each other one is left out.

A column without a role is kept for a reason only: it is a category that can be vouched
for, a number whose heading says what it measures, a date that a pack knows, or a person
said why. What the sample cannot show is judged again on all cases, in `rows`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mersey.load.columns.heading_words import fit, is_due
from mersey.load.columns.identifiers import Identifier, is_reference, of_forms
from mersey.load.columns.measure_headings import is_measure
from mersey.load.columns.written_values import written
from mersey.services.evidence import decides_clocks, is_field
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.columns.case_view import CaseView
    from mersey.load.shapes.clues import Clues

MOST_VALUES: Final = 200
"""Different values a text attribute may have; with more it would single people out."""
_UNIQUE: Final = 0.5  # share of cases with a value of their own: it names the case
_FEW_CASES: Final = 5
_CONSTANT: Final = 0.1  # share of cases in which an attribute may change
_PERSON: Final = 0.5
_MOST_NUMBERS: Final = 60
"""Different whole numbers that may be a category: a band, a level, a year."""


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """The columns without a role of their own.

    Attributes:
        attributes: Kept as facts about the case, in file order.
        due: Kept as dates that ought to be, in file order.
        dropped: Column → why it was left out.
        identifiers: Those dropped because they name people → what they hold.
        constant: Those dropped because they hold one value at most.
    """

    attributes: tuple[str, ...]
    dropped: Mapping[str, str]
    identifiers: Mapping[str, Identifier] = field(default_factory=dict)
    constant: tuple[str, ...] = ()
    due: tuple[str, ...] = ()


def sort_columns(
    clues: Clues, *, taken: set[str], view: CaseView | None, asked: tuple[str, ...] = ()
) -> Sorted:
    """What becomes of every column that plays no role.

    Args:
        clues: The file.
        taken: Columns that play a role.
        view: Some whole cases of a long file; None in a wide one.
        asked: Attributes that a map asks for: kept unless they name people.
    """
    kept, dropped, identifiers, constant = [], {}, {}, []
    due = _due(clues, taken)
    for name in clues.raw.columns:
        if name in taken or name in due:
            continue
        kind = None if _tells_nothing(clues, name) else _identifier(clues, name)
        if kind is not None and not clues.options.keep_ids:
            identifiers[name] = kind
            dropped[name] = _why_identifier(kind)
            continue
        why = "" if name in asked else _why_not(clues, view, name)
        if not why:
            kept.append(name)
            continue
        dropped[name] = why
        if _tells_nothing(clues, name):
            constant.append(name)
    return Sorted(
        attributes=tuple(kept),
        dropped=dropped,
        identifiers=identifiers,
        constant=tuple(constant),
        due=due,
    )


def _due(clues: Clues, taken: set[str]) -> tuple[str, ...]:
    return tuple(
        name
        for name in clues.raw.columns
        if name not in taken
        and name in clues.dates
        and clues.is_due_date(name)
        and not clues.is_birth_date(name)
        and clues.dates[name].n_read
    )


def _identifier(clues: Clues, name: str) -> Identifier | None:
    profile = clues.columns[name]
    if name in clues.options.keep:
        return None
    if name in clues.dates:
        return Identifier.BIRTH_DATE if clues.is_birth_date(name) else None
    if profile.identifier is not None:
        return profile.identifier
    if fit(name, Role.PERSON) >= _PERSON:
        return Identifier.STAFF
    if profile.is_free_text or (is_measure(name) and profile.is_number):
        return None
    by_values = of_forms(profile.values, written(profile, clues.raw.columns))
    return by_values or (Identifier.REFERENCE if is_reference(name) else None)


def _tells_nothing(clues: Clues, name: str) -> bool:
    """Whether it holds one value at most, and no clock of a pack depends on which."""
    profile = clues.columns[name]
    return profile.is_constant and not (profile.n_values and decides_clocks(name))


def _why_identifier(kind: Identifier) -> str:
    if kind == Identifier.POSTCODE:
        return (
            "holds postcodes; a look-up from postcode to ward is not built yet, and a "
            "whole postcode can name a household"
        )
    return f"holds {kind.value}"


def _why_not(clues: Clues, view: CaseView | None, name: str) -> str:
    """Why a column is left out; empty where it is kept."""
    profile = clues.columns[name]
    if name in clues.options.keep:
        return ""
    if _tells_nothing(clues, name):
        return "holds nothing" if not profile.n_values else "holds one value only"
    if name in clues.dates:
        is_known = is_field(name) or is_due(name)
        return "" if is_known else "a date that is no milestone and no limit"
    if view is not None and view.varies.get(name, 0.0) > _CONSTANT:
        return "changes from row to row within a case"
    return _why_no_category(clues, view, name)


def _why_no_category(clues: Clues, view: CaseView | None, name: str) -> str:
    profile = clues.columns[name]
    if profile.is_free_text:
        return "free text"
    if profile.numbers_rows:
        return "numbers the rows"
    if profile.is_number:
        return _why_no_number(clues, name)
    return _why_too_many(clues, view, name)


def _why_no_number(clues: Clues, name: str) -> str:
    profile = clues.columns[name]
    is_few = not profile.has_decimals and profile.n_values <= _MOST_NUMBERS
    if is_few or is_measure(name):
        return ""
    return "numbers, and its heading does not say what they measure"


def _why_too_many(clues: Clues, view: CaseView | None, name: str) -> str:
    profile = clues.columns[name]
    if profile.n_values > MOST_VALUES:
        return f"more than {MOST_VALUES} different values"
    n_cases = _cases_in_sample(clues, view)
    filled = n_cases * (1 - profile.share_blank)
    if n_cases >= _FEW_CASES and profile.n_values > _UNIQUE * filled:
        return "nearly every case has a value of its own"
    return ""


def _cases_in_sample(clues: Clues, view: CaseView | None) -> float:
    return len(clues.profiles.sample) / (view.mean_rows if view else 1)
