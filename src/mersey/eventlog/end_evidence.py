"""What a log says about its ends, from which the end rule is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mersey.eventlog.activity_use import ActivityUse


@dataclass(frozen=True, kw_only=True)
class PackEnds:
    """The steps of the log of which a service pack says that they end a case.

    Attributes:
        name: The pack's name.
        activities: Those steps, by name.
        known: Every step of the log that the pack knows, ends or not.
        closed_column: The column of which the pack's importer says that it states the
            end; None where it says none.
    """

    name: str
    activities: tuple[str, ...]
    known: frozenset[str] = frozenset()
    closed_column: str | None = None


@dataclass(frozen=True, kw_only=True)
class StatusEvidence:
    """What the column with each case's status says.

    Attributes:
        column: Its heading.
        values: Its values, the most frequent first; empty where they are not kept.
        n_over: Cases that it says are over. n_going: Cases that it says are not.
        over_of: (ends, or None for the closing column) → cases with such a closing, and
            those of them that the status calls over; cases of unknown status aside.
    """

    column: str
    values: tuple[str, ...]
    n_over: int
    n_going: int
    over_of: Callable[[Sequence[str] | None], tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class EndEvidence:
    """What the log says about its ends.

    Attributes:
        activities: Every activity of the file, those after the as-at date too; needed
            only where a person named an end.
        uses: The use of the most frequent activities. n_cases: All cases.
        is_wide: True for a file with a column per milestone.
        closed_column: The column that states the end; None where there is none.
        n_stated_closed: Cases for which it states one.
        closes_alone: True where a person named that column.
        quiet_days: Days of quiet that are unusual in this log.
        after_end: (ends) → activity → share of its events that come after an end.
        later: (milestones) → (milestone, activity) → cases in which the second comes
            after the first; asked of wide files only.
        pack: What a service pack says; None where no pack fits, or none of its ends.
        status: What the status column says; None where there is none.
        quiet_at: (ends and what follows them) → step → days of rest after which a case
            that stands there is silent, "" for every other step; empty where not known.
    """

    activities: tuple[str, ...]
    uses: tuple[ActivityUse, ...]
    n_cases: int
    is_wide: bool
    closed_column: str | None
    n_stated_closed: int
    quiet_days: int
    after_end: Callable[[Sequence[str]], Mapping[str, float]]
    later: Callable[[Sequence[str]], Mapping[tuple[str, str], int]] = lambda _: {}
    closes_alone: bool = False
    pack: PackEnds | None = None
    status: StatusEvidence | None = None
    quiet_at: Callable[[Sequence[str]], Mapping[str, float]] = lambda _: {}
