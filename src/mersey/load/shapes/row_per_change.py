"""A row per change of a case, from one value to another: the case enters the new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.load.columns import lexicon
from mersey.load.columns.heading_words import fit
from mersey.load.columns.translations import in_english
from mersey.load.shapes.candidates import Candidate
from mersey.load.shapes.interpretation import Evidence, Interpretation
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.row_per_event import row_per_event
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.keys import Key

_NAMED: Final = 0.6
_MOST_FIELDS: Final = 200


def row_per_change(clues: Clues, key: Key) -> Interpretation | None:
    """Each row says what a case changed into; None where no column holds new values."""
    new, old, field = change_columns(clues)
    if new is None or (old is None and field is None):
        return None
    changes = _of_status(clues.columns[field]) if field else ()
    if (field and not changes) or (field is None and _tells_other_fields(clues)):
        return None
    stated = {**clues.stated, Role.ACTIVITY: new}
    said_by = {**clues.said_by, Role.ACTIVITY: _why(new, old)}
    found = row_per_event(replace(clues, stated=stated, said_by=said_by), key)
    if found is None:
        return None
    roles = {r: c for r, c in found.roles.items() if c.column not in (old, field)}
    if field:
        why = f'"{field}" says what changed'
        roles[Role.FIELD] = Candidate(column=field, score=0.9, why=why)
    text = f'"{new}" says what each change led to.'
    return found.also(
        Evidence(text=text, weight=3.0),
        roles=roles,
        shape=Shape.CHANGE,
        changes=changes,
    )


def change_columns(clues: Clues) -> tuple[str | None, str | None, str | None]:
    """The columns of new values, of old values, and of what changed, where they are."""
    names = [name for name in clues.columns if name not in clues.dates]
    new = next((n for n in names if _says(n, lexicon.NEW)), None)
    if clues.stated.get(Role.ACTIVITY, new) != new:
        return None, None, None
    old = next((n for n in names if _says(n, lexicon.OLD)), None)
    fields = [
        n for n in names if _is_field(n, clues.columns[n]) and n not in (new, old)
    ]
    field = clues.stated.get(Role.FIELD) or max(
        fields, key=lambda name: fit(name, Role.FIELD), default=None
    )
    if field and len(_of_status(clues.columns[field])) == len(
        set(clues.columns[field].values)
    ):
        field = None  # every row is a change of status
    return new, old, field


def _is_field(name: str, profile: ColumnProfile) -> bool:
    return (
        fit(name, Role.FIELD) >= _NAMED
        and 0 < profile.n_values <= _MOST_FIELDS
        and bool(_of_status(profile))
    )


def _tells_other_fields(clues: Clues) -> bool:
    """Whether a column called a field or a kind of change names several, none a status.

    The new values of telephone numbers and of names are no steps of a case.
    """
    return Role.FIELD not in clues.stated and any(
        fit(name, Role.FIELD) >= _NAMED
        and profile.n_values > 1
        and not _of_status(profile)
        for name, profile in clues.columns.items()
        if name not in clues.dates
    )


def _of_status(profile: ColumnProfile) -> tuple[str, ...]:
    """Values of a field column whose changes are the steps of a case.

    Where none is known as it stands, those that hold such a word: `Status Reason`.
    """
    known = tuple(v for v in profile.values if _says(v, lexicon.CHANGED))
    if known:
        return known
    return tuple(
        value
        for value in profile.values
        if any(_says(word, lexicon.CHANGED) for word in words_of(value).split())
    )


def _says(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text is one of the phrases, in whatever language and order of words."""
    words = words_of(text)
    english = in_english(words)
    turned = " ".join(reversed(english.split()))
    return not phrases.isdisjoint((words, english, turned))


def _why(new: str, old: str | None) -> str:
    if old is None:
        return f'"{new}" says what each change led to'
    return f'each row is a change from "{old}" to "{new}", so the case enters "{new}"'
