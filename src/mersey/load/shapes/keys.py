"""Which columns could name the case: what each says by its heading and its values.

A heading may name another thing than the case: an asset, a street, a customer comes
again with other cases. A file's own unique key beats such a foreign key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.load.columns import lexicon
from mersey.load.columns.heading_words import fit
from mersey.load.columns.identifiers import Identifier
from mersey.load.columns.measure_headings import is_measure
from mersey.load.columns.translations import in_english
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.shapes.clues import Clues

NAMED: Final = 0.5
"""A heading that fits from here names its role."""
SURE: Final = 0.85
"""And from here it can hardly mean anything else."""
UNIQUE: Final = 0.98
MOSTLY_UNIQUE: Final = 0.8
MOSTLY_UNIQUE_NAMED: Final = 0.5
_MOST_BLANK: Final = 0.2  # share of rows without a case, from which it is none
_MOST_BLANK_NAMED: Final = 0.6  # and where the heading says that it is one
_LONGEST_CODE: Final = 64
_MOST_SPACES: Final = 2
_LONG_NUMBER: Final = 5  # digits
_FEW: Final = 12
_SHARED: Final = 0.05
_SUFFIXES: Final = frozenset({
    "id", "ids", "number", "no", "nr", "ref", "reference", "key", "code", "name", "uid",
    "guid", "uuid", "num",
})  # fmt: skip
_TRUTHS: Final = frozenset({"true", "false", "yes", "no", "y", "n", "t", "f", "0", "1"})
_OTHERS: Final = (Role.TEAM, Role.PERSON, Role.COST, Role.OUTCOME, Role.STATUS)
_OF_PERSON: Final = 0.3
_HISTORY: Final = frozenset({"status", "movement", "history", "transition", "change",
    "stage", "state", "audit"})  # fmt: skip
_CUT_SHORT: Final = 0.6  # how well `TID` names a case: the T is not known
_CUT_ID: Final = re.compile(r"[A-Z]{1,3}ID")
_DOERS: Final = frozenset({"by", "par", "por", "von", "durch", "door", "przez", "gan"})
_ENDS_OF_WAY: Final = {"from": "to", "to": "from", "source": "target",
    "target": "source", "origin": "destination", "destination": "origin",
    "sender": "receiver", "receiver": "sender"}  # fmt: skip
_OF_A_PERSON: Final = frozenset({Identifier.NHS_NUMBER, Identifier.NI_NUMBER,
    Identifier.PUPIL_NUMBER, Identifier.PROPERTY_NUMBER})  # fmt: skip
_PEOPLE: Final = frozenset({Identifier.NAME, Identifier.EMAIL, Identifier.ADDRESS,
    Identifier.POSTCODE, Identifier.PHONE})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Key:
    """A column that could name the case.

    Attributes:
        named: How well its heading names a case, 0 to 1.
        is_stated: A person or the format named it.
        is_thing: Its heading names something that cases are about, or belong to.
        is_person: Its heading names those whom a service serves.
        is_of_rows: Its heading names an entry of a log rather than a case.
        is_code: Its values look like codes.
    """

    column: str
    profile: ColumnProfile
    named: float
    is_stated: bool = False
    is_thing: bool = False
    is_person: bool = False
    is_of_rows: bool = False
    is_code: bool = False

    @property
    def is_of_history(self) -> bool:
        """Whether its heading names an entry of a history: `movement id`."""
        return head_noun(self.column) in _HISTORY and self.named < SURE

    @property
    def is_unique(self) -> bool:
        """Whether nearly every row has a value of its own."""
        return self.profile.distinct_ratio >= UNIQUE

    @property
    def is_mostly_unique(self) -> bool:
        """Whether few rows share their value: a case may stand twice in a file."""
        least = MOSTLY_UNIQUE_NAMED if self.named >= NAMED else MOSTLY_UNIQUE
        return self.profile.distinct_ratio >= least

    @property
    def rank(self) -> float:
        """How much by itself it looks like a case: for the order in which to try."""
        many = min(self.profile.n_values / 50, 1.0)
        return (
            2 * self.named - 2 * self.is_thing - 0.3 * self.is_person + 0.3 * many
        ) + (10 if self.is_stated else 0)


def keys_of(clues: Clues) -> list[Key]:
    """The columns that could name the case, the likeliest first.

    Only the stated one where a person, a map or the format states it.
    """
    if Role.CASE in clues.stated:
        name = clues.stated[Role.CASE]
        profile = clues.columns[name]
        return [Key(column=name, profile=profile, named=1.0, is_stated=True)]
    found = [
        _key(clues, name, profile)
        for name, profile in clues.columns.items()
        if _may_name_cases(clues, name, profile)
    ]
    return sorted(found, key=lambda key: -key.rank)


def thing_with_history(clues: Clues) -> str | None:
    """The column of a thing whose history the file is; None where it is none.

    Each row has a key of its own that is called a change, and nothing else is called a
    case: then an asset's statuses are what there is to follow.
    """
    keys = keys_of(clues)
    if not any(key.is_of_history and key.is_unique for key in keys):
        return None
    others = [key for key in keys if not key.is_of_history]
    things = [key for key in others if key.is_thing and _comes_again(key)]
    if len(things) != 1 or any(key.named >= NAMED for key in others):
        return None
    return things[0].column


def _comes_again(key: Key) -> bool:
    return key.is_code and key.profile.distinct_ratio < MOSTLY_UNIQUE_NAMED


def _key(clues: Clues, name: str, profile: ColumnProfile) -> Key:
    noun = head_noun(name)
    is_of_person = profile.identifier in _OF_A_PERSON
    is_known = fit(name, Role.CASE) >= SURE
    is_thing = noun in lexicon.THINGS and not is_known
    is_other = not is_known and (
        max(fit(name, role) for role in _OTHERS) >= SURE
        or _says_who(name)
        or _is_end_of_way(name, clues.columns)
    )
    return Key(
        column=name,
        profile=profile,
        named=0.0 if is_thing or is_other else _named(name, is_of_person=is_of_person),
        is_thing=is_thing or is_other,
        is_person=is_of_person or noun in lexicon.PERSONS,
        is_of_rows=noun in (lexicon.EVENT_KEYS | _HISTORY) and not is_known,
        is_code=_is_code(profile),
    )


def _named(name: str, *, is_of_person: bool) -> float:
    """How well a heading names a case; a number that a person has for life hardly does."""
    named = fit(name, Role.CASE)
    if _CUT_ID.fullmatch(name.strip()):
        named = max(named, _CUT_SHORT)
    return min(named, _OF_PERSON) if is_of_person else named


def _says_who(name: str) -> bool:
    """Whether a heading names who did something: `reported by`, `signalé par`."""
    *first, last = words_of(name).split() or [""]
    return bool(first) and last in _DOERS


def _is_end_of_way(name: str, names: Iterable[str]) -> bool:
    """Whether it is one end of a way whose other end stands in the file too.

    An account that something goes from, and one that it goes to, are not what goes.
    """
    words = words_of(name).split()
    other = _ENDS_OF_WAY.get(words[0]) if words else None
    if other is None:
        return False
    wanted = " ".join([other, *words[1:]])
    return any(words_of(one) == wanted for one in names)


def head_noun(heading: str) -> str:
    """What a heading is about: `asset id` is an asset, `incident zip` a zip."""
    words = words_of(heading)
    parts = (in_english(words) or words).split()
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return parts[-1] if parts else ""


def _may_name_cases(clues: Clues, name: str, profile: ColumnProfile) -> bool:
    named = fit(name, Role.CASE)
    if name in clues.dates or name in clues.stated.values() or profile.is_free_text:
        return False
    if profile.share_blank > (_MOST_BLANK_NAMED if named >= SURE else _MOST_BLANK):
        return False
    if profile.has_decimals:
        return False
    if named < SURE and (
        profile.identifier in _PEOPLE or _is_truth(profile) or _is_amount(name, profile)
    ):
        return False
    if named < NAMED and (profile.numbers_rows or _is_class(profile)):
        return False
    return named >= SURE or not profile.is_constant


def _is_amount(name: str, profile: ColumnProfile) -> bool:
    """Whether a column holds numbers of which its heading says that they measure.

    A balance comes again in other rows by chance, and names nothing.
    """
    return (
        profile.is_number
        and is_measure(name)
        and words_of(name).split()[-1] not in _SUFFIXES
    )


def _is_class(profile: ColumnProfile) -> bool:
    """Whether a handful of words stand in very many rows each: kinds, not cases."""
    is_few = profile.n_values <= _FEW and profile.distinct_ratio < _SHARED
    return is_few and not _is_code(profile)


def _is_truth(profile: ColumnProfile) -> bool:
    """Whether a column holds nothing but yes and no."""
    return {value.lower() for value in profile.values} <= _TRUTHS


def _is_code(profile: ColumnProfile) -> bool:
    """Whether the values look like codes: digits in all, and no measured numbers."""
    if profile.is_number:
        return profile.numbers_rows or _is_running(profile)
    return bool(profile.values) and all(
        any(c.isdigit() for c in value)
        and len(value) <= _LONGEST_CODE
        and value.count(" ") <= _MOST_SPACES
        for value in profile.values
    )


def _is_running(profile: ColumnProfile) -> bool:
    """Whether long whole numbers differ in every row, as numbers of cases do."""
    if profile.distinct_ratio < UNIQUE or not all(v.isdigit() for v in profile.values):
        return False
    return min(map(len, profile.values)) >= _LONG_NUMBER
