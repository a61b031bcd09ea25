"""The service pack of a log, for the commands that look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

__all__ = ["of_service"]


def of_service(
    log: EventLog, *, limits: Sequence[str] = ()
) -> tuple[EventLog, ServiceUse | None, str]:
    """The log with what its pack shows, the pack applied to it, and a line that says why.

    The pack is the one that a person or a map named; else the one that fits.

    Args:
        log: The log.
        limits: Ids of clocks to count that do not count by themselves, besides those
            that the log was read with.

    Raises:
        UsageError: Limits are asked for, and no pack is in use that could have them.
    """
    from mersey.eventlog import recognise_log, use_pack, with_service_findings
    from mersey.services import find_pack

    asked = log.loading.mapping.get("service")
    if asked:
        service, why = find_pack(asked), "You said so."
    else:
        found = recognise_log(log)
        if found.service is None:
            wanted = (*log.loading.mapping.get("limits", ()), *limits)
            if wanted:
                raise _no_pack(wanted[0])
            return (
                with_service_findings(log, None, rivals=found.rivals),
                None,
                found.why,
            )
        service, why = found.service, found.why
    use = use_pack(log, service, why=why, limits=limits)
    line = f"Read as {service.name} (pack {service.id}, {service.version}). {why}"
    return with_service_findings(log, use), use, line


def _no_pack(limit: str) -> UsageError:
    """No pack fits the file, so that the limit named is nobody's."""
    from mersey.services import clock_versions, pack_of_clock

    clock_versions(limit)
    msg = f"{limit} cannot be counted: no service pack is in use for this file."
    return UsageError(msg, next_step=f"Name the pack: --service {pack_of_clock(limit)}")
