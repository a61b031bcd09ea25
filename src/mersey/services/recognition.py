"""Which service is a file of? Its headings and steps against the words of the packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.services.evidence import packed_phrases, rarity
from mersey.services.known_packs import load_packs
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.services.evidence import Phrases
    from mersey.services.service import Importer, Service

ENOUGH: Final = 2.0
"""Weight of evidence from which a pack is used: two phrases that no other pack has."""

NEARLY_ALIKE: Final = 0.75
"""Share of the best pack's weight from which another fits nearly as well."""

KNOWN_STEPS: Final = 0.3
"""Share of a file's steps that a pack must know, unless it knows the file itself."""

GENERIC: Final = frozenset({
    "assigned", "cancelled", "case", "closed", "completed", "created", "date", "end",
    "enddate", "ended", "in", "id", "logged", "new", "number", "on", "open", "opened",
    "outcome", "owner", "paid", "payment", "priority", "progress", "reason", "received",
    "ref", "reference", "registered", "rejected", "reported", "request", "resolved",
    "start", "startdate", "started", "state", "status", "submitted", "team", "time",
    "title", "type", "updated", "ward", "withdrawn", "at", "by", "of", "the", "category",
    "application", "decision", "sent", "issued", "approved", "department", "group",
    "channel", "name", "description", "user", "postcode", "lsoa", "imd", "age", "band",
    "ethnicity", "sex", "gender", "locality", "officer", "location", "area", "resource",
})  # fmt: skip
"""Words of any case system. A phrase of these alone says hardly anything."""

_FAINT: Final = 0.15
_SHOWN: Final = 4


@dataclass(frozen=True, kw_only=True)
class KnownFile:
    """A file that a pack knows by its headings."""

    service: Service
    importer: Importer


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """Which pack fits a file.

    Attributes:
        service: The pack; None where none fits well, or two fit nearly alike.
        why: One plain sentence; it asks where two fit.
        rivals: Ids of the packs that fit nearly alike, the best first; else empty.
    """

    service: Service | None
    why: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Fit:
    name: str
    weight: float
    said: tuple[str, ...]


def known_file(
    columns: Iterable[str], service: Service | None = None
) -> KnownFile | None:
    """The importer whose headings a file has; of several, that with the most headings.

    Args:
        columns: Headings of the file.
        service: The pack that a person named. Without one, an importer with headings
            that any case system has (`reference`, `closed`) proves nothing.
    """
    headings = {words_of(column) for column in columns}
    found = [
        KnownFile(service=pack, importer=importer)
        for pack in ([service] if service else load_packs().values())
        for importer in pack.importers
        if headings.issuperset(map(words_of, importer.columns))
        and (service or _tells(importer))
    ]
    return max(found, key=lambda one: len(one.importer.columns), default=None)


def _tells(importer: Importer) -> bool:
    """Whether its headings, taken together, are those of no other file."""
    return sum(_faint(words_of(column)) for column in importer.columns) >= ENOUGH


def recognise(columns: Iterable[str], activities: Iterable[str] = ()) -> Recognition:
    """The pack that a file with these headings and steps belongs to.

    Args:
        columns: Headings of the file.
        activities: Names of its steps; of a wide file the headings say it all.
    """
    headings, steps = _phrases(columns), _phrases(activities)
    if known := known_file(headings):
        return Recognition(
            service=known.service,
            why=f"The file has the columns of {known.importer.title}.",
        )
    fits = sorted(
        (
            _fit(name, phrases, headings=headings, steps=steps)
            for name, phrases in packed_phrases().items()
        ),
        key=lambda fit: (-fit.weight, fit.name),
    )
    return _choice(fits)


def _choice(fits: list[_Fit]) -> Recognition:
    if not fits or fits[0].weight < ENOUGH:
        return Recognition(service=None, why="No service pack fits this file well.")
    best = fits[0]
    rivals = [fit for fit in fits if fit.weight >= NEARLY_ALIKE * best.weight]
    if len(rivals) > 1:
        names = tuple(fit.name for fit in rivals)
        options = " or ".join(f"⟦service⟧ {name}" for name in names)
        return Recognition(
            service=None,
            why=f"{len(names)} service packs fit this file nearly alike. Say {options}.",
            rivals=names,
        )
    return Recognition(service=load_packs()[best.name], why=_why(best))


def _why(fit: _Fit) -> str:
    shown = ", ".join(f'"{phrase}"' for phrase in fit.said[:_SHOWN])
    more = len(fit.said) - _SHOWN
    rest = f" and {more} more" if more > 0 else ""
    return f"The file speaks of {shown}{rest}."


def _phrases(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(words_of, names))))


def _fit(
    name: str, phrases: Phrases, *, headings: tuple[str, ...], steps: tuple[str, ...]
) -> _Fit:
    """How much of what the file writes is the pack's, and which of it says most."""
    known = rarity()
    weights: dict[str, float] = {}
    speaks = False
    for written in dict.fromkeys((*headings, *steps)):
        if written in phrases.events or written in phrases.fields:
            weights[written] = _faint(written) * known[written]
            speaks |= weights[written] > _FAINT
        else:  # a word of the service tells once, however many headings have it
            weights |= {word: known[word] for word in _inside(written, phrases.words)}
    said = sorted(weights, key=lambda phrase: (-weights[phrase], phrase))
    return _Fit(
        name=name,
        weight=sum(weights.values()) if speaks and _knows(steps, phrases) else 0.0,
        said=tuple(phrase for phrase in said if weights[phrase] > _FAINT),
    )


def _knows(steps: tuple[str, ...], phrases: Phrases) -> bool:
    n_known = sum(step in phrases.events for step in steps)
    return n_known >= KNOWN_STEPS * len(steps)


def _inside(written: str, words: frozenset[str]) -> list[str]:
    padded = f" {written} "
    return [word for word in words if f" {word} " in padded]


def _faint(phrase: str) -> float:
    return _FAINT if GENERIC.issuperset(phrase.split()) else 1.0
