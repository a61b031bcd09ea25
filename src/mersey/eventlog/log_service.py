"""The service that a prepared log is of: which pack fits, and what the log has of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.eventlog.service_rules import rule_findings
from mersey.findings.about_the_log.service import (
    FIELDS_TO_CONFIRM,
    SERVICE_UNCLEAR,
    STEPS_NEARLY_IN_PACK,
    STEPS_OUTSIDE_PACK,
)
from mersey.services import Choices, Recognition, recognise, use_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.eventlog.eventlog import EventLog
    from mersey.services import Service, ServiceUse
    from mersey.vocabulary import Finding

ACTIVITIES: Final = query_beside(__file__, "activities")


def recognise_log(log: EventLog) -> Recognition:
    """The pack that fits the log's headings and steps; see `recognise`."""
    return recognise(log.loading.mapping.headings(), _activities(log))


def use_pack(
    log: EventLog, service: Service, *, why: str, limits: Iterable[str] = ()
) -> ServiceUse:
    """The pack applied to the log, with what a person confirmed in its map.

    Args:
        log: The log.
        service: The pack.
        why: Why it is used.
        limits: Ids of clocks to count that do not count by themselves, besides those
            of the map.

    Raises:
        UnknownName: The map confirms an event or a field that the pack does not have, or
            a limit is none of its clocks.
    """
    mapping = log.loading.mapping
    outcome = [] if mapping.outcome is None else [mapping.outcome]
    kept = [*log.due_columns, *log.attributes, *outcome]
    return use_service(
        service,
        activities=_activities(log),
        columns=kept,
        why=why,
        confirmed=mapping.events,
        choices=Choices(
            fields=mapping.fields,
            limits=(*mapping.limits, *limits),
        ),
    )


def with_service_findings(
    log: EventLog, use: ServiceUse | None, *, rivals: Sequence[str] = ()
) -> EventLog:
    """The log, with what its pack shows of it among its findings.

    Args:
        log: The log.
        use: Its pack; None where none is used.
        rivals: Packs that fit nearly alike, so that a person must say which.
    """
    found = [_unclear(rivals)] if rivals else []
    if use and (use.suggested or use.unknown):
        found.append(_outside(use))
    if use and use.fields_suggested:
        found.append(_perhaps(use))
    if use:
        found += rule_findings(log, use)
    return replace(log, findings=(*log.findings, *found)) if found else log


def _unclear(rivals: Sequence[str]) -> Finding:
    packs = " or ".join(f"⟦service⟧ {name}" for name in rivals)
    return SERVICE_UNCLEAR.found(len(rivals), packs=packs)


def _outside(use: ServiceUse) -> Finding:
    n_near = len(use.suggested)
    n = n_near + len(use.unknown)
    n_steps = n + len(use.events)
    kind = STEPS_NEARLY_IN_PACK if n_near else STEPS_OUTSIDE_PACK
    return kind.found(
        n, of=n_steps, n_steps=n_steps, n_near=n_near, pack=use.service.id
    )


def _perhaps(use: ServiceUse) -> Finding:
    titles = {field.id: field.title for field in use.service.fields}
    near = sorted(use.fields_suggested.items())
    return FIELDS_TO_CONFIRM.found(
        len(near),
        pack=use.service.id,
        fields=", ".join(f'"{name}" the {titles[field]}' for name, (field, _) in near),
        lines="; ".join(f'"{name}" = "{field}"' for name, (field, _) in near),
    )


def _activities(log: EventLog) -> list[str]:
    """The steps of the log, in order of their names."""
    return [str(name) for name in log.ask(ACTIVITIES)["activity"].to_pylist()]
