"""Which optional columns of a log are filled at all: what can be said depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside

if TYPE_CHECKING:
    from mersey.engine import Engine, StoredTable

OPTIONAL: Final = ("start_time", "resource", "team", "cost", "lifecycle")
"""Columns of the events table that a log may lack."""

RECORDED: Final = query_beside(__file__)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the log records beside case, activity and time.

    Attributes:
        columns: Optional columns of the events table that hold anything.
        date_only: True where no event has a time of day.
        whole_seconds: True where no event has a fraction of a second.
        has_blank_hands: True where some events say whose they were, and others do not.
    """

    columns: frozenset[str]
    date_only: bool
    whole_seconds: bool = False
    has_blank_hands: bool = False

    @property
    def start(self) -> bool:
        """True where the start of work on a step is known."""
        return "start_time" in self.columns

    @property
    def team(self) -> bool:
        """True where the team of an event is known."""
        return "team" in self.columns

    @property
    def handover_of(self) -> str | None:
        """What a handover is between: "team", else "person", else None."""
        if self.team:
            return "team"
        return "person" if "resource" in self.columns else None


def read_recorded(session: Engine, events: StoredTable, *, date_only: bool) -> Recorded:
    """Which columns of `events` hold anything, and how fine its times are."""
    (found,) = session.ask(RECORDED, tables={"events": events}).to_pylist()
    return Recorded(
        columns=frozenset(name for name in OPTIONAL if found[name]),
        date_only=date_only,
        whole_seconds=not found["n_finer"],
        has_blank_hands=(found["team"] or found["resource"]) < found["n_events"],
    )
