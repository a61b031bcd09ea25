"""What contradicts itself in a pack: every name that means nothing, all at once."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.services.evidence import event_phrases
from mersey.services.known_packs import load_packs
from mersey.services.quoted_words import problems_of_words
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mersey.clocks.clock import Clock
    from mersey.services.service import EventType, Importer, Service, ServiceField

_ROLES: Final = frozenset(
    role.value for role in Role if role not in (Role.MILESTONE, Role.ATTRIBUTE)
)


def problems_of(service: Service) -> tuple[str, ...]:
    """Each place of the pack that cannot be right, and what was expected there."""
    return (
        *_twice(service),
        *_stages(service),
        *_aliases("event", service.events),
        *_aliases("field", service.fields),
        *(problem for clock in service.clocks for problem in _clock(service, clock)),
        *_unknown("splits", "field", service.splits, _own_fields(service)),
        *_unknown("limits", "clock", service.limits, _own_clocks(service)),
        *_versions(service),
        *_rules(service),
        *_measures(service),
        *_guardrails(service),
        *(problem for one in service.importers for problem in _importer(service, one)),
        *_changelog(service),
    )


def _twice(service: Service) -> Iterator[str]:
    named = {
        "stages": [stage.id for stage in service.stages],
        "events": [event.id for event in service.events],
        "fields": [field.id for field in service.fields],
        "measures": [measure.id for measure in service.measures],
        "guardrails": [guardrail.id for guardrail in service.guardrails],
        "demand_codes": [code.code for code in service.demand_codes],
        "rules": [rule.id for rule in service.rules],
        "gotchas": [gotcha.id for gotcha in service.gotchas],
        "importers": [importer.id for importer in service.importers],
    }
    for part, ids in named.items():
        for name, n in Counter(ids).items():
            if n > 1:
                yield f'{part}: "{name}" is there {n} times; an id names one thing'


def _stages(service: Service) -> Iterator[str]:
    known = {stage.id for stage in service.stages}
    for event in service.events:
        if event.stage not in known:
            yield f'events[{event.id}].stage: there is no stage "{event.stage}"'


def _aliases(
    what: str, entries: tuple[EventType, ...] | tuple[ServiceField, ...]
) -> Iterator[str]:
    """Ways to write that two entries share: a file's step would be either."""
    owner: dict[str, str] = {}
    for entry in entries:
        written = (
            entry.id,
            *entry.aliases,
            *(a for s in entry.suppliers.values() for a in s),
        )
        for words in dict.fromkeys(map(words_of, written)):
            first = owner.setdefault(words, entry.id)
            if first != entry.id:
                yield (
                    f'{what}s[{entry.id}].aliases: "{words}" is an alias of '
                    f'"{first}" too; leave it to one'
                )


def _clock(service: Service, clock: Clock) -> Iterator[str]:
    where = f"clocks[{clock.id}]"
    events = {
        "start.events": clock.start.events,
        "start.later": clock.start.later,
        "stop.events": clock.stop.events,
        "stop.needs": clock.stop.needs,
        "waits": [wait.event for wait in clock.waits],
        "pauses": [name for p in clock.pauses for name in (p.begin, p.finish)],
        "extensions": [e.event for e in clock.extensions if e.event],
        "ends_without_breach": clock.ends_without_breach,
    }
    for place, names in events.items():
        yield from _unknown(f"{where}.{place}", "event", names, service.event_ids())
    ruled = {*(pause.finish for pause in clock.pauses), *clock.start.later}
    for wait in clock.waits:
        if wait.event not in ruled:
            yield (
                f"{where}.waits[{wait.kind}]: {wait.event} neither ends a pause of the "
                "clock nor starts it later"
            )
    fields = {
        "due_field": [clock.due_field] if clock.due_field else [],
        "extensions": [e.field for e in clock.extensions if e.field],
        "exemptions": [e.field for e in clock.exemptions],
        "applies": [condition.field for condition in clock.applies],
    }
    known = {field.id for field in service.fields}
    for place, names in fields.items():
        yield from _unknown(f"{where}.{place}", "field", names, known)
    codes = {e.code for e in clock.exemptions} | set(service.event_ids())
    yield from _unknown(
        f"{where}.as_published.exclusions",
        "exemption code or event",
        clock.as_published.exclusions,
        codes,
    )
    if clock.after:
        yield from _unknown(f"{where}.after", "clock", [clock.after], _clocks(service))
    yield from problems_of_words(clock)


def _own_clocks(service: Service) -> set[str]:
    return {clock.id for clock in service.clocks}


def _own_fields(service: Service) -> set[str]:
    return {field.id for field in service.fields}


def _clocks(service: Service) -> set[str]:
    packs = (*load_packs().values(), service)
    return {clock.id for pack in packs for clock in pack.clocks}


def _unknown(
    where: str, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[str]:
    there = frozenset(known)
    for name in names:
        if name not in there:
            yield f'{where}: the pack has no {what} "{name}"'


def _versions(service: Service) -> Iterator[str]:
    """Versions of one clock must follow each other: one for each start date."""
    versions: dict[str, list[Clock]] = {}
    for clock in service.clocks:
        versions.setdefault(clock.id, []).append(clock)
    for name, clocks in versions.items():
        dated = sorted(clocks, key=lambda c: str(c.valid_from or ""))
        for earlier, later in pairwise(dated):
            ends, begins = earlier.valid_to, later.valid_from
            if ends is None or begins is None or ends >= begins:
                yield (
                    f"clocks[{name}]: two versions cover the same dates; end the "
                    "earlier with valid_to before valid_from of the later"
                )


def _rules(service: Service) -> Iterator[str]:
    fields = {field.id for field in service.fields}
    for rule in service.rules:
        named = [name for name in (rule.first, rule.second) if name]
        yield from _unknown(f"rules[{rule.id}]", "event", named, service.event_ids())
        if rule.field:
            yield from _unknown(
                f"rules[{rule.id}].field", "field", [rule.field], fields
            )


def _measures(service: Service) -> Iterator[str]:
    known = _clocks(service)
    for measure in service.measures:
        if "." in measure.measure:
            where = f"measures[{measure.id}].measure"
            yield from _unknown(where, "clock", [measure.measure], known)


def _guardrails(service: Service) -> Iterator[str]:
    """Steps, fields and clocks of guardrails; outcomes are each council's own words."""
    known = {
        "from_step": ("event", service.event_ids()),
        "to_step": ("event", service.event_ids()),
        "attribute": ("field", {field.id for field in service.fields}),
        "clock": ("clock", _own_clocks(service)),
    }
    for guardrail in service.guardrails:
        for key, (what, there) in known.items():
            if named := guardrail.measure.get(key):
                where = f"guardrails[{guardrail.id}].measure.{key}"
                yield from _unknown(where, what, [str(named)], there)


def _importer(service: Service, importer: Importer) -> Iterator[str]:
    where = f"importers[{importer.id}]"
    for role in importer.roles:
        if role not in _ROLES:
            yield f'{where}.roles: there is no role "{role}"'
    if not importer.columns:
        yield f"{where}.columns: name the headings that the file is known by"
    if not importer.milestones and not {"case", "activity", "time"} <= set(
        importer.roles
    ):
        yield f"{where}: give milestones, or roles for case, activity and time"
    yield from _steps_of(importer, where, event_phrases(service))


def _steps_of(
    importer: Importer, where: str, known: Mapping[str, str]
) -> Iterator[str]:
    """Steps of an importer that are an alias of no event of its pack."""
    for part, names in (("ends", importer.ends), ("milestones", importer.milestones)):
        for name in names:
            if words_of(name) not in known:
                yield f'{where}.{part}: "{name}" is an alias of no event'


def _changelog(service: Service) -> Iterator[str]:
    if service.version not in {change.version for change in service.changelog}:
        yield f'changelog: it does not name the version "{service.version}"'
