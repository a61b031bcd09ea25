"""The names that a log, a pack and mersey's registries have, to check a plan against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.evidence.named import Known
from mersey.evidence.registered import DESIGNS
from mersey.flow import MEASURES
from mersey.services.evidence import event_phrases

if TYPE_CHECKING:
    from mersey.eventlog import EventLog
    from mersey.services import Service, ServiceUse

STEPS: Final = query_beside(__file__, "log_steps_named")
OUTCOMES: Final = query_beside(__file__, "log_outcomes")


def names_in_pack(service: Service) -> Known:
    """The names of a pack: a council's own log may have others."""
    return Known(
        steps=frozenset((*service.event_ids(), *event_phrases(service))),
        fields=frozenset(field.id for field in service.fields),
        clocks=frozenset(clock.id for clock in service.clocks),
        measures=frozenset(MEASURES),
        designs=frozenset(DESIGNS) or None,
    )


def names_in_log(log: EventLog, use: ServiceUse | None) -> Known:
    """The names of a log: its own words, and those of the pack that it has."""
    steps = log.ask(STEPS)["activity"]
    outcomes = log.ask(OUTCOMES)["outcome"].to_pylist()
    fields, events = (use.fields, use.events) if use else ({}, {})
    clocks = frozenset(clock.id for clock in use.service.clocks) if use else None
    return Known(
        steps=frozenset((*steps.to_pylist(), *events.values())),
        outcomes=frozenset(map(str, outcomes)),
        fields=frozenset((*log.attributes, *fields)),
        clocks=clocks,
        measures=frozenset(MEASURES),
        designs=frozenset(DESIGNS) or None,
        first_day=log.facts.plausible_from,
    )
