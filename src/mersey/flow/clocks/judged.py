"""One clock, and what became of each case of a log by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mersey.clocks import ClockStatus, place_of
from mersey.flow.clock_results import FILE_DEADLINE
from mersey.flow.clocks.judging import covers_most

if TYPE_CHECKING:
    from mersey.flow.clocks.judging import Judged
    from mersey.flow.clocks.plans import ClockPlan


@dataclass(frozen=True, kw_only=True)
class JudgedClock:
    """One clock, and what it says of each case of the log: arrays, one element a case.

    Attributes:
        case_id: The log's own numbers, rising.
        plan: How it was worked out. judged: Dates, limits and statuses.
        is_silent: Cases that the log calls silent.
    """

    case_id: Any
    plan: ClockPlan
    judged: Judged
    is_silent: Any

    @property
    def id(self) -> str:
        """Id of the clock."""
        return self.plan.latest.id

    @property
    def title(self) -> str:
        """Title of the version now in force."""
        return self.plan.latest.title

    @property
    def n_started(self) -> int:
        """Cases that it applies to and that have a start."""
        return int(self.judged.is_started.sum())

    @property
    def covers_most(self) -> bool:
        """Whether it judged most of the cases that it should cover."""
        return covers_most(self.judged)

    @property
    def speaks(self) -> bool:
        """Whether the first screen may speak of it; see `ClockResult.speaks`."""
        return self.covers_most or self.id == FILE_DEADLINE

    @property
    def is_bound(self) -> Any:
        """Started, and not exempt: a limit that does not bind cannot be passed."""
        return self.judged.is_started & ~self._are(ClockStatus.EXEMPT)

    @property
    def is_overdue(self) -> Any:
        """Open cases past the limit; silent and exempt ones are none of them."""
        return self._are(ClockStatus.OPEN_OVERDUE) & ~self.is_silent

    @property
    def is_in_time(self) -> Any:
        """Open cases whose limit is still to come; silent and exempt ones are not."""
        not_due = self._are(ClockStatus.OPEN_NOT_DUE)
        return not_due & self.judged.is_waiting & ~self.is_silent

    @property
    def n_open(self) -> int:
        """Open cases with a limit, past it or not."""
        return int((self.is_overdue | self.is_in_time).sum())

    @property
    def n_silent(self) -> int:
        """Cases past the limit that the log calls silent."""
        return int((self._are(ClockStatus.OPEN_OVERDUE) & self.is_silent).sum())

    def _are(self, status: ClockStatus) -> Any:
        return self.judged.status == place_of(status)
