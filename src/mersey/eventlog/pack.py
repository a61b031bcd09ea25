"""Which service pack is a log read by? The one named, else the one that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.errors import UsageError
from mersey.eventlog.log_service import recognise_log, use_pack, with_service_findings
from mersey.services import clock_versions, find_pack, pack_of_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog.eventlog import EventLog
    from mersey.services import ServiceUse


@dataclass(frozen=True, kw_only=True)
class WithPack:
    """A log with the pack that it is read by.

    Attributes:
        log: The log, with what its pack finds in it.
        use: The pack applied to it; None without one.
        why: Why this pack, or none, in a line.
    """

    log: EventLog
    use: ServiceUse | None
    why: str


def with_pack(log: EventLog, *, limits: Sequence[str] = ()) -> WithPack:
    """The log with what its pack shows, the pack applied to it, and why it is that one.

    Args:
        log: The log.
        limits: Ids of clocks to count that do not count by themselves, besides those
            that the log was read with.

    Raises:
        UsageError: Limits are asked for, and no pack is in use that could have them.
    """
    named = log.loading.mapping.service
    if named:
        service, why = find_pack(named), "You said so."
    else:
        found = recognise_log(log)
        if found.service is None:
            wanted = (*log.loading.mapping.limits, *limits)
            if wanted:
                raise _no_pack(wanted[0])
            told = with_service_findings(log, None, rivals=found.rivals)
            return WithPack(log=told, use=None, why=found.why)
        service, why = found.service, found.why
    use = use_pack(log, service, why=why, limits=limits)
    line = f"Read as {service.name} (pack {service.id}, {service.version}). {why}"
    return WithPack(log=with_service_findings(log, use), use=use, why=line)


def _no_pack(limit: str) -> UsageError:
    """No pack fits the file, so that the limit named is nobody's."""
    clock_versions(limit)
    msg = f"{limit} cannot be counted: no service pack is in use for this file."
    return UsageError(msg, next_step=f"Name the pack: ⟦service⟧ {pack_of_clock(limit)}")
