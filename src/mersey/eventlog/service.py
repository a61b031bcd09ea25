"""The service that a prepared log is of: which pack fits, and what the log has of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mersey.eventlog.service_rules import rule_findings
from mersey.services import Choices, Recognition, recognise, use_service
from mersey.vocabulary import Finding, Severity
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.eventlog.eventlog import EventLog
    from mersey.services import Service, ServiceUse

__all__ = ["headings_of", "recognise_log", "use_pack", "with_service_findings"]

_LISTS: Final = ("milestones", "attributes", "due")


def recognise_log(log: EventLog) -> Recognition:
    """The pack that fits the log's headings and steps; see `recognise`."""
    return recognise(headings_of(log.loading.mapping), _activities(log))


def headings_of(mapping: Mapping[str, Any]) -> list[str]:
    """Every heading of a mapping as plain data, those that were left out included."""
    columns: dict[str, Any] = dict(mapping["columns"])
    lists = [name for part in _LISTS for name in columns.pop(part, ())]
    named = [name for name in columns.values() if name is not None]
    return list(dict.fromkeys((*named, *lists, *mapping["dropped"])))


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
    outcome = mapping["columns"].get("outcome")
    kept = [*log.due_columns, *log.attributes, *([outcome] if outcome else [])]
    return use_service(
        service,
        activities=_activities(log),
        columns=kept,
        why=why,
        confirmed=mapping.get("events", {}),
        choices=Choices(
            fields=mapping.get("fields", {}),
            limits=(*mapping.get("limits", ()), *limits),
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
    said = " or ".join(f"--service {name}" for name in rivals)
    return Finding(
        id="service_unclear",
        message=f"{len(rivals):,} service packs fit this file nearly alike, so none is "
        "used and no clock is counted.",
        hint=f"Say which it is: {said}.",
        count=len(rivals),
        severity=Severity.WARNING,
    )


def _outside(use: ServiceUse) -> Finding:
    outside = len(use.suggested) + len(use.unknown)
    n_steps = outside + len(use.events)
    return Finding(
        id="steps_outside_pack",
        message=f"{outside:,} of {plural(n_steps, 'step')} {either(outside, 'is', 'are')} none of those that the pack "
        f'"{use.service.id}" knows: {either(outside, "it counts", "they count")} in the flow, and in no clock.',
        hint=_hint(use),
        count=outside,
        share=outside / n_steps,
        severity=Severity.WARNING if outside > n_steps / 2 else Severity.NOTE,
    )


def _perhaps(use: ServiceUse) -> Finding:
    titles = {field.id: field.title for field in use.service.fields}
    near = sorted(use.fields_suggested.items())
    said = ", ".join(f'"{name}" the {titles[field]}' for name, (field, _) in near)
    lines = "; ".join(f'"{name}" = "{field}"' for name, (field, _) in near)
    return Finding(
        id="fields_to_confirm",
        message=f"{plural(len(near), 'column may be a fact', 'columns may be facts')} that the pack "
        f'"{use.service.id}" knows; no clock reads {either(len(near), "it", "them")} until you say so: {said}.',
        hint=f"Write a map with --write-map and say under [fields]: {lines}.",
        count=len(near),
        severity=Severity.NOTE,
    )


def _hint(use: ServiceUse) -> str:
    near = (
        f"{plural(len(use.suggested), 'is', 'are')} like a known step. "
        if use.suggested
        else ""
    )
    return f"{near}Write a map with --write-map and say under [events] what they are."


def _activities(log: EventLog) -> list[str]:
    """The steps of the log, in order of their names."""
    steps = log.events.select("activity").distinct().order_by("activity")
    return [str(name) for name in steps.to_pyarrow()["activity"].to_pylist()]
