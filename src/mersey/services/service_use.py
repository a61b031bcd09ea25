"""A pack applied to one log: which of its steps and facts the log has, and which not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from mersey.errors import UnknownName
from mersey.services.evidence import event_phrases, field_phrases
from mersey.services.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.services.service import Service

__all__ = ["ServiceUse", "use_service"]

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
    """

    service: Service
    why: str
    events: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def use_service(
    service: Service,
    *,
    activities: Iterable[str],
    columns: Iterable[str],
    why: str,
    confirmed: Mapping[str, str] | None = None,
) -> ServiceUse:
    """The pack applied to a log.

    Args:
        service: The pack.
        activities: Names of the log's steps.
        columns: Headings of the columns that are kept as facts about cases.
        why: Why this pack is used.
        confirmed: Activity → event id, as a person said; letter case is ignored. An
            empty event id says that the step is none of the pack's.

    Raises:
        UnknownName: `confirmed` names an event that the pack does not have.
    """
    said = {words_of(name): event for name, event in (confirmed or {}).items()}
    _check(service, said.values())
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
    return ServiceUse(
        service=service,
        why=why,
        events=events,
        suggested=suggested,
        unknown=tuple(unknown),
        fields=_fields(service, columns),
    )


def _check(service: Service, ids: Iterable[str]) -> None:
    known = service.event_ids()
    for event in ids:
        if event and event not in known:
            near = process.extractOne(event, list(known), score_cutoff=60)
            raise UnknownName.of(
                f'event of the pack "{service.id}"',
                event,
                known,
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


def _fields(service: Service, columns: Iterable[str]) -> dict[str, str]:
    """Field id → the file's column for it; of several, the one the pack names first."""
    headings: dict[str, str] = {}
    for column in columns:
        headings.setdefault(words_of(column), column)
    found: dict[str, str] = {}
    for phrase, identity in field_phrases(service).items():
        if phrase in headings:
            found.setdefault(identity, headings[phrase])
    return found
