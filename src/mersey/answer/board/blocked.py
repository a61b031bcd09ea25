"""What is blocked, who unblocks it, and how many days were lost to what?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

    from mersey.answer.board.typed import Blocker, BlockReason
    from mersey.answer.board.week import BoardWeek


@dataclass(frozen=True, kw_only=True)
class BlockedNow:
    """A blocker of an open case.

    Attributes:
        days: How long it has been blocked. is_overdue: It was to be unblocked before today.
    """

    blocker: Blocker
    days: int
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class LostDays:
    """Days lost so far to one reason, by the cases blocked now."""

    reason: BlockReason
    n: int
    days: int


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """What is blocked.

    Attributes:
        now: By the day on which it is to be unblocked, those without one last.
        lost: By reason, the most days first. n_days: All of them.
        cleared: Unblocked since last Monday. gone: Blockers that nobody cleared, of cases
            that are no longer open: finished, or no longer in the log.
    """

    now: tuple[BlockedNow, ...]
    lost: tuple[LostDays, ...]
    cleared: tuple[Blocker, ...]
    gone: tuple[Blocker, ...]

    @property
    def n_days(self) -> int:
        """Days lost so far, by all that are blocked now."""
        return sum(one.days for one in self.lost)


def blocked_of(
    blockers: Sequence[Blocker], *, open_keys: Container[str], week: BoardWeek
) -> Blocked:
    """What is blocked now, and what was unblocked since last Monday.

    Args:
        blockers: All that were typed, cleared ones too.
        open_keys: Keys of the cases that are open.
        week: Of the board.
    """
    left = [one for one in blockers if not _is_cleared(one, week.now)]
    now = [one for one in left if one.case_key in open_keys]
    told = [_now(one, week.now) for one in now]
    return Blocked(
        now=tuple(sorted(told, key=_order)),
        lost=_lost(told),
        cleared=tuple(
            one
            for one in blockers
            if one.cleared and week.since <= one.cleared <= week.now
        ),
        gone=tuple(one for one in left if one.case_key not in open_keys),
    )


def by_case(blocked: Blocked) -> dict[str, Blocker]:
    """Key of a case → what blocks it; the longest, where there are several."""
    found: dict[str, Blocker] = {}
    for one in sorted(blocked.now, key=lambda each: each.days):
        found[one.blocker.case_key] = one.blocker
    return found


def _is_cleared(one: Blocker, now: date) -> bool:
    return one.cleared is not None and one.cleared <= now


def _now(one: Blocker, now: date) -> BlockedNow:
    return BlockedNow(
        blocker=one,
        days=max(0, (now - one.since).days),
        is_overdue=one.by is not None and one.by < now,
    )


def _order(one: BlockedNow) -> tuple[bool, int, int, str]:
    by = one.blocker.by
    return by is None, by.toordinal() if by else 0, -one.days, one.blocker.id


def _lost(told: Sequence[BlockedNow]) -> tuple[LostDays, ...]:
    days: defaultdict[BlockReason, list[int]] = defaultdict(list)
    for one in told:
        days[one.blocker.reason].append(one.days)
    found = [
        LostDays(reason=reason, n=len(each), days=sum(each))
        for reason, each in days.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.reason.value)))
