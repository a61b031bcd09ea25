"""A pack applied to one log: which of its steps and facts the log has, and which not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from mersey.errors import UnknownName
from mersey.services.evidence import alike_phrases, event_phrases, field_phrases
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.services.service import Service

NEAR: Final = 0.8
"""Likeness from which a step is suggested to be an event of the pack."""

SLIP: Final = 85
"""rapidfuzz score from which a word is another with a slip; `valid`, `invalid` is less."""


@dataclass(frozen=True, kw_only=True)
class ServiceUse:
    """A pack, and what a log has of it.

    Attributes:
        service: The pack. why: Why it is used, in one plain sentence.
        events: Activity of the log → event id of the pack.
        suggested: Activity → (event id, likeness 0 to 1): a person must confirm it; it
            counts for nothing until then.
        unknown: Activities that are like no event of the pack.
        fields: Field id of the pack → heading of the file's column.
        fields_suggested: Heading → (field id, likeness 0 to 1): a person must confirm
            it; no clock reads the column until then.
        limits: Ids of the clocks that a person turned on.
    """

    service: Service
    why: str
    events: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    fields_suggested: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    limits: frozenset[str] = frozenset()

    @property
    def lasting(self) -> frozenset[str]:
        """Activities after which a case lasts as long as it must."""
        return self._those({one.id for one in self.service.events if one.lasts})

    @property
    def serving(self) -> frozenset[str]:
        """Activities with which people have what they came for."""
        return self._those({one.id for one in self.service.events if one.serves})

    def _those(self, ids: set[str]) -> frozenset[str]:
        return frozenset(name for name, event in self.events.items() if event in ids)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a person said of the columns and the clocks, by a map or at the prompt.

    Attributes:
        fields: Heading → field id, letter case aside; an empty id says that the column
            is none of the pack's.
        limits: Ids of clocks to count that do not count by themselves.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[str, ...] = ()


NO_CHOICES: Final = Choices()


def use_service(
    service: Service,
    *,
    activities: Iterable[str],
    columns: Iterable[str],
    why: str,
    confirmed: Mapping[str, str] | None = None,
    choices: Choices = NO_CHOICES,
) -> ServiceUse:
    """The pack applied to a log.

    Args:
        service: The pack.
        activities: Names of the log's steps.
        columns: Headings of the columns that are kept as facts about cases.
        why: Why this pack is used.
        confirmed: Activity → event id, as a person said; letter case is ignored. An
            empty event id says that the step is none of the pack's.
        choices: What a person said of columns and clocks.

    Raises:
        UnknownName: An event, a field or a clock is named that the pack does not have.
    """
    said = {words_of(name): event for name, event in (confirmed or {}).items()}
    limits = frozenset((*service.limits, *choices.limits))
    _check(service, "event", said.values(), known=service.event_ids())
    fields = {field.id for field in service.fields}
    _check(service, "field", choices.fields.values(), known=fields)
    _check(service, "clock", limits, known=[clock.id for clock in service.clocks])
    known = event_phrases(service) | said
    events: dict[str, str] = {}
    suggested: dict[str, tuple[str, float]] = {}
    unknown: list[str] = []
    for activity in activities:
        words = words_of(activity)
        if words in known:
            if known[words]:
                events[activity] = known[words]
        elif near := _nearest(words, known):
            suggested[activity] = near
        else:
            unknown.append(activity)
    found, near_fields = _fields(service, tuple(columns), said=choices.fields)
    return ServiceUse(
        service=service,
        why=why,
        events=events,
        suggested=suggested,
        unknown=tuple(unknown),
        fields=found,
        fields_suggested=near_fields,
        limits=limits,
    )


def _check(
    service: Service, what: str, ids: Iterable[str], *, known: Iterable[str]
) -> None:
    names = list(dict.fromkeys(known))
    for name in sorted(ids):
        if name and name not in names:
            near = process.extractOne(name, names, score_cutoff=60)
            raise UnknownName.of(
                f'{what} of the pack "{service.id}"',
                name,
                names,
                nearest=near[0] if near else "",
            )


def _nearest(words: str, known: Mapping[str, str]) -> tuple[str, float] | None:
    """The event whose phrase is most like these words; None where none is like them."""
    likeness = {
        phrase: _likeness(words, phrase) for phrase, event in known.items() if event
    }
    near = max(likeness, key=lambda phrase: likeness[phrase], default="")
    if not near or likeness[near] < NEAR:
        return None
    return known[near], round(likeness[near], 2)


def _likeness(first: str, second: str) -> float:
    """Share of the words of both that the other has too, slips of the pen aside."""
    ours, theirs = first.split(), second.split()
    found = [_best(word, theirs) for word in ours]
    found += [_best(word, ours) for word in theirs]
    return sum(found) / len(found)


def _best(word: str, among: Sequence[str]) -> float:
    near = process.extractOne(word, among, scorer=fuzz.ratio, score_cutoff=SLIP)
    return near[1] / 100 if near else 0.0


def _fields(
    service: Service, columns: Sequence[str], *, said: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, tuple[str, float]]]:
    """Field id → the file's column, and what other columns may be.

    What a person said goes first; of several columns, the one the pack names first.
    """
    stated = {words_of(name): identity for name, identity in said.items()}
    headings: dict[str, str] = {}
    for column in columns:
        headings.setdefault(words_of(column), column)
    found = {
        identity: headings[words]
        for words, identity in stated.items()
        if identity and words in headings
    }
    known = field_phrases(service)
    for phrase, identity in known.items():
        if phrase in headings and phrase not in stated:
            found.setdefault(identity, headings[phrase])
    free = {
        words: column
        for words, column in headings.items()
        if words not in stated and words not in known
    }
    alike = alike_phrases(service)
    near = {
        column: (alike[words], NEAR) if words in alike else _nearest(words, known)
        for words, column in free.items()
    }
    return found, {
        column: one for column, one in near.items() if one and one[0] not in found
    }
