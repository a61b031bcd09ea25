"""Which optional columns of a log are filled at all: what can be said depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mersey.engine import Engine

__all__ = ["Recorded", "read_recorded"]


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the log records beside case, activity and time.

    Attributes:
        start: When work on a step began. team: Who it lay with. person: Who did it.
        date_only: True where no event has a time of day.
    """

    start: bool
    team: bool
    person: bool
    date_only: bool

    @property
    def handover_of(self) -> str | None:
        """What a handover is between: "team", else "person", else None."""
        if self.team:
            return "team"
        return "person" if self.person else None


def read_recorded(session: Engine, events: Any, *, date_only: bool) -> Recorded:
    """Which columns of `events` hold anything."""
    found = session.to_pyarrow(
        events.aggregate(
            start=events.start_time.count() > 0,
            team=events.team.count() > 0,
            person=events.resource.count() > 0,
        )
    ).to_pylist()[0]
    return Recorded(date_only=date_only, **found)
