"""The service pack of a log, for the commands that look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

__all__ = ["of_service"]


def of_service(log: EventLog) -> tuple[EventLog, ServiceUse | None, str]:
    """The log with what its pack shows, the pack applied to it, and a line that says why.

    The pack is the one that a person or a map named; else the one that fits.
    """
    from mersey.eventlog import recognise_log, use_pack, with_service_findings
    from mersey.services import find_pack

    asked = log.loading.mapping.get("service")
    if asked:
        service, why = find_pack(asked), "You said so."
    else:
        found = recognise_log(log)
        if found.service is None:
            return (
                with_service_findings(log, None, rivals=found.rivals),
                None,
                found.why,
            )
        service, why = found.service, found.why
    use = use_pack(log, service, why=why)
    line = f"Read as {service.name} (pack {service.id}, {service.version}). {why}"
    return with_service_findings(log, use), use, line
