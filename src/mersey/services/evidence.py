"""What a pack says that a file of its service would write: the phrases of its words.

A phrase that many packs share says little; one that a single pack has says most. So a
phrase weighs one over the number of packs that have it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mersey.services.known_packs import load_packs
from mersey.services.service import FieldKind
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.services.service import EventType, Service, ServiceField


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The phrases of one pack, as words.

    Attributes:
        events: Phrase → event id. fields: Phrase → field id.
        words: Phrases that speak for the service wherever they occur.
    """

    events: Mapping[str, str]
    fields: Mapping[str, str]
    words: frozenset[str]

    def all(self) -> frozenset[str]:
        """Every phrase, whatever it is of."""
        return frozenset((*self.events, *self.fields, *self.words))


def event_phrases(service: Service) -> dict[str, str]:
    """Phrase → event id. Of two events that write the same, the first has it."""
    return _first(service.events)


def field_phrases(service: Service) -> dict[str, str]:
    """Phrase → field id. Of two fields that write the same, the first has it."""
    return _first(service.fields)


def alike_phrases(service: Service) -> dict[str, str]:
    """Phrase → field id, of words that may mean the field and must be confirmed."""
    return {
        words_of(written): field.id
        for field in service.fields
        for written in field.alike
    }


@cache
def packed_phrases() -> Mapping[str, Phrases]:
    """The phrases of each pack that comes with mersey, by its id."""
    return {name: phrases_of(pack) for name, pack in load_packs().items()}


@cache
def rarity() -> Mapping[str, float]:
    """Phrase → one over the number of packs that have it."""
    packs = Counter(
        phrase for phrases in packed_phrases().values() for phrase in phrases.all()
    )
    return {phrase: 1 / n for phrase, n in packs.items()}


def is_limit(heading: str) -> bool | None:
    """Whether packs call a heading a date that ought to be; None where none says so.

    False where a pack knows it as a step: `statutory notice served` is no limit.
    """
    words = words_of(heading)
    if words in _steps():
        return False
    return True if words in _headings_of(FieldKind.DUE) else None


def decides_clocks(heading: str) -> bool:
    """Whether some pack's clocks depend on a column so headed: its kind, an exemption.

    Such a column says much even where it holds one value in every row.
    """
    return words_of(heading) in _deciding()


def is_counted(heading: str) -> bool:
    """Whether some pack counts cases by the values of a column so headed.

    By the clocks that its kind decides, or by why people got in touch.
    """
    return words_of(heading) in _deciding() | _headings_of(FieldKind.DEMAND)


def is_field(heading: str) -> bool:
    """Whether some pack knows a column so headed as a fact about its cases."""
    words = words_of(heading)
    return any(words in phrases.fields for phrases in packed_phrases().values())


def is_step(text: str) -> bool:
    """Whether some pack knows a step so called."""
    return words_of(text) in _steps()


@cache
def _deciding() -> frozenset[str]:
    alike = map(alike_phrases, load_packs().values())
    return _headings_of(FieldKind.KIND, FieldKind.EXEMPTION).union(*alike)


@cache
def _headings_of(*kinds: FieldKind) -> frozenset[str]:
    """How the packs head the columns of these kinds."""
    return frozenset(
        phrase
        for pack in load_packs().values()
        for phrase in _first(tuple(f for f in pack.fields if f.kind in kinds))
    )


@cache
def _steps() -> frozenset[str]:
    return frozenset(
        phrase for phrases in packed_phrases().values() for phrase in phrases.events
    )


def phrases_of(service: Service) -> Phrases:
    """The phrases of one pack."""
    return Phrases(
        events=event_phrases(service),
        fields=field_phrases(service),
        words=frozenset(
            filter(None, (*map(words_of, service.words), *alike_phrases(service)))
        ),
    )


def _first(entries: tuple[EventType, ...] | tuple[ServiceField, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries:
        for written in _ways_to_write(entry):
            if phrase := words_of(written):
                found.setdefault(phrase, entry.id)
    return found


def _ways_to_write(entry: EventType | ServiceField) -> Iterator[str]:
    yield entry.id
    yield entry.title
    yield from entry.aliases
    for written in entry.suppliers.values():
        yield from written
