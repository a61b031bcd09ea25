"""What a person may say about a file when it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """Answers to the questions a file leaves open; everything left out is inferred.

    Attributes:
        case: Column that names the case; likewise `activity`, `time`, `start`, `opened`,
            `closed`, `deadline`, `person`, `team`, `cost`, `outcome`, `status`,
            `lifecycle`. Case of letters is ignored. `case` may be "none": each row is
            one; `closed` may be "none": no column says when a case closed.
        encoding: How the text of the file is encoded, such as `cp1252`.
        table: Sheet of a workbook, or object type of an OCEL file.
        service: Pack that the file belongs to; its importers read it before others.
        limits: Ids of clocks to count that do not count by themselves.
        map_file: A MAP.toml to read the file by; single options overrule it.
        time_zone: Zone of times without an offset of their own; default Europe/London.
        keep: Column to keep as it is → the reason.
        keep_ids: True to keep identifiers, for use inside the council only.
        day_first: Order of day and month where a column does not prove it.
        as_at: Last day that the log covers: what ends after it has not ended yet.
    """

    case: str | None = None
    activity: str | None = None
    time: str | None = None
    start: str | None = None
    opened: str | None = None
    closed: str | None = None
    deadline: str | None = None
    person: str | None = None
    team: str | None = None
    cost: str | None = None
    outcome: str | None = None
    status: str | None = None
    lifecycle: str | None = None
    encoding: str | None = None
    table: str | None = None
    service: str | None = None
    limits: tuple[str, ...] = ()
    map_file: Path | None = None
    time_zone: str | None = None
    keep: Mapping[str, str] = field(default_factory=dict)
    keep_ids: bool = False
    day_first: bool | None = None
    as_at: date | None = None

    def columns(self) -> dict[Role, str]:
        """The columns that were named, by role."""
        named = {
            Role.CASE: self.case,
            Role.ACTIVITY: self.activity,
            Role.TIME: self.time,
            Role.START: self.start,
            Role.OPENED: self.opened,
            Role.CLOSED: self.closed,
            Role.DEADLINE: self.deadline,
            Role.PERSON: self.person,
            Role.TEAM: self.team,
            Role.COST: self.cost,
            Role.OUTCOME: self.outcome,
            Role.STATUS: self.status,
            Role.LIFECYCLE: self.lifecycle,
        }
        return {role: name for role, name in named.items() if name is not None}
