"""Who is waiting, and who of them needs somebody? Cards for these, dots for the others.

A case needs somebody when it is past a limit or near one, is likely to miss it, is
blocked, or has been where it stands for longer than 85 in 100 stay there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.answer.board.columns import NO_LIMIT, Limit, limit_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mersey.answer.board.columns import ColumnFacts
    from mersey.answer.board.typed import Blocker, TeamLimit
    from mersey.answer.worklist import CaseLimit

NEAR_WORKING_DAYS: Final = 10
"""As far as the outlook of a clock looks ahead."""

AT_ONCE_WORKING_DAYS: Final = 5
LIKELY_FROM: Final = 0.5
"""More likely to miss than not."""

LIKELY_WORKING_DAYS: Final = 20
"""A limit that is likely to be missed in half a year is no matter of this week: where most
cases miss it, each would have a card, and none could be seen."""


class Need(StrEnum):
    """Why a case needs somebody; the first of them leads its card."""

    PAST = "past"
    DUE_AT_ONCE = "due_at_once"  # within five working days
    BLOCKED = "blocked"
    OLDER = "older"  # than 85 in 100 take in all: the page's own rule
    LONG_HERE = "long_here"  # longer in its column than 85 in 100 stay there
    LIKELY = "likely"  # more likely than not to miss a limit within four weeks
    NEAR = "near"  # within ten working days


@dataclass(frozen=True, kw_only=True)
class WaitingCase:
    """An open case as the log knows it.

    Attributes:
        key: Its pseudonym: stays the same while the key of the data set does.
        column: Where it stands. days: Since it came there. age_days: Since it opened.
        facts: What sort of case it is, in a few words of the file, the most telling first.
        lasts: It lasts there as long as it must: it is never there too long.
        older_than_usual: By the page's own rule, over the whole way.
        limits: Of clocks that may speak, the earliest first.
        risk: Chance of missing the limit that is foretold; None where none is told.
        risk_clock: Id of the clock of that limit.
        service: Whose case it is, on the board of a way across services; else empty.
    """

    key: str
    column: str
    days: float
    age_days: float
    opened: date
    team: str = ""
    facts: tuple[str, ...] = ()
    lasts: bool = False
    older_than_usual: bool = False
    limits: tuple[CaseLimit, ...] = ()
    risk: float | None = None
    risk_clock: str = ""
    service: str = ""

    @property
    def past(self) -> tuple[CaseLimit, ...]:
        """The limits that it has passed."""
        return tuple(one for one in self.limits if one.due.is_overdue)

    @property
    def next_limit(self) -> CaseLimit | None:
        """The earliest limit that is still to come."""
        return next((one for one in self.limits if not one.due.is_overdue), None)

    @property
    def likely_missed(self) -> CaseLimit | None:
        """The limit within four weeks that it will more likely miss than meet."""
        if self.risk is None or self.risk < LIKELY_FROM:
            return None
        return next(
            (
                one
                for one in self.limits
                if one.clock == self.risk_clock
                and not one.due.is_overdue
                and one.due.working_days_left <= LIKELY_WORKING_DAYS
            ),
            None,
        )


@dataclass(frozen=True, kw_only=True)
class Card:
    """A case that needs somebody, and why: at least one need, the first leads."""

    case: WaitingCase
    needs: tuple[Need, ...]
    blocker: Blocker | None = None


@dataclass(frozen=True, kw_only=True)
class BoardColumn:
    """A column as it stands.

    Attributes:
        cards: Of cases that need somebody, the most pressing first: all of them.
        others: Cases that need nobody, the longest there first.
        n_unlisted: Open cases of which no more is known than that they stand there: more
            are open than are listed.
        limit: The most that should be there.
    """

    facts: ColumnFacts
    limit: Limit
    cards: tuple[Card, ...]
    others: tuple[WaitingCase, ...]
    n_unlisted: int = 0

    @property
    def n(self) -> int:
        """Cases in it."""
        return len(self.cards) + len(self.others) + self.n_unlisted

    @property
    def n_over(self) -> int:
        """How many more than the limit; 0 where there is none."""
        return max(0, self.n - self.limit.n) if self.limit.n is not None else 0


def columns_with_cases(
    columns: Sequence[ColumnFacts],
    cases: Sequence[WaitingCase],
    blocked: Mapping[str, Blocker],
    *,
    limits: Sequence[TeamLimit] = (),
    is_whole: bool = True,
) -> tuple[BoardColumn, ...]:
    """The columns with their cases.

    Args:
        columns: What the log says of each.
        cases: The open cases.
        blocked: Key of a case → what blocks it.
        limits: The team's own.
        is_whole: The cases are all of the log's open ones: those that are not listed are
            told as such. False for one team's, for which no limit is proposed: how many
            leave a week is known of the whole service.
    """
    return tuple(
        _column(
            one,
            [case for case in cases if case.column == one.title],
            blocked,
            limit=_limit(one, limits, is_whole=is_whole),
            is_whole=is_whole,
        )
        for one in columns
    )


def _limit(
    column: ColumnFacts, limits: Sequence[TeamLimit], *, is_whole: bool
) -> Limit:
    limit = limit_of(column, limits)
    return limit if is_whole or limit.is_set else NO_LIMIT


def needs_of(
    case: WaitingCase, column: ColumnFacts, blocker: Blocker | None
) -> tuple[Need, ...]:
    """Why it needs somebody, the strongest reason first; empty where it does not."""
    left = case.next_limit.due.working_days_left if case.next_limit else None
    most = column.stay.most.days if column.stay.most else None
    is_waiting = not (case.lasts or column.lasts or column.is_served)
    found = {
        Need.PAST: bool(case.past),
        Need.DUE_AT_ONCE: left is not None and left <= AT_ONCE_WORKING_DAYS,
        Need.BLOCKED: blocker is not None,
        Need.OLDER: case.older_than_usual and is_waiting,
        Need.LONG_HERE: most is not None and case.days > most and is_waiting,
        Need.LIKELY: not case.past and case.likely_missed is not None,
        Need.NEAR: left is not None
        and AT_ONCE_WORKING_DAYS < left <= NEAR_WORKING_DAYS,
    }
    return tuple(need for need in Need if found[need])


def _column(
    facts: ColumnFacts,
    cases: Sequence[WaitingCase],
    blocked: Mapping[str, Blocker],
    *,
    limit: Limit,
    is_whole: bool,
) -> BoardColumn:
    told = [
        Card(
            case=case,
            needs=needs_of(case, facts, blocked.get(case.key)),
            blocker=blocked.get(case.key),
        )
        for case in cases
    ]
    others = [card.case for card in told if not card.needs]
    return BoardColumn(
        facts=facts,
        limit=limit,
        cards=tuple(sorted((one for one in told if one.needs), key=_pressing)),
        others=tuple(sorted(others, key=lambda case: (-case.days, case.key))),
        n_unlisted=max(0, facts.n_open - len(cases)) if is_whole else 0,
    )


_RANK: Final = {
    Need.PAST: 0,
    Need.DUE_AT_ONCE: 1,
    Need.BLOCKED: 2,
    Need.OLDER: 2,
    Need.LONG_HERE: 2,
    Need.LIKELY: 3,
    Need.NEAR: 3,
}


def _pressing(card: Card) -> tuple[int, float, str]:
    """Past limits by how long ago, then what is due at once, then the longest there."""
    case, rank = card.case, _RANK[card.needs[0]]
    if rank == 0:
        return rank, float(case.past[0].due.working_days_left), case.key
    if rank in {1, 3} and case.next_limit:
        return rank, float(case.next_limit.due.working_days_left), case.key
    return rank, -case.days, case.key
