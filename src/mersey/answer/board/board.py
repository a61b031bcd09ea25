"""The Monday board: five questions, from what the log says and what people typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.answer.board.blocked import blocked_of, by_case
from mersey.answer.board.board_facts import of_team
from mersey.answer.board.promised import small_steps
from mersey.answer.board.trying import under_way
from mersey.answer.board.typed import Typed
from mersey.answer.board.who_waits import columns_with_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer.board.blocked import Blocked
    from mersey.answer.board.board_facts import BoardFacts
    from mersey.answer.board.promised import SmallSteps
    from mersey.answer.board.trying import Trying
    from mersey.answer.board.typed import AskedOfUs
    from mersey.answer.board.who_waits import BoardColumn

NOTHING_TYPED = Typed()


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board of one service, or of one team of it.

    Attributes:
        team: The team whose board it is; empty for the whole service.
        columns: Who is waiting, from the first stage to the last.
        asked_of_us: What other services wait for from this one.
        trying: Experiments under way, those to be decided first.
        n_tried: All experiments that the board knows, ideas and decided ones too.
    """

    facts: BoardFacts
    team: str
    columns: tuple[BoardColumn, ...]
    blocked: Blocked
    asked_of_us: tuple[AskedOfUs, ...]
    trying: tuple[Trying, ...]
    n_tried: int
    steps: SmallSteps

    @property
    def n_open(self) -> int:
        """The open cases on it."""
        return sum(column.n for column in self.columns)


def board(
    facts: BoardFacts,
    typed: Typed = NOTHING_TYPED,
    *,
    trying: Sequence[Trying] = (),
    team: str = "",
) -> Board:
    """The board.

    Args:
        facts: What the log says (`board_facts`), for the Monday of the board.
        typed: What people typed for this board.
        trying: The experiments of the service.
        team: Only the cases that this team has; empty for all. WeekChanges since last Monday
            stay those of the whole service.
    """
    shown = of_team(facts, team) if team else facts
    keys = {case.key for case in shown.cases}
    others = {case.key for case in facts.cases} - keys
    blockers = [one for one in typed.blockers if one.case_key not in others]
    blocked = blocked_of(blockers, open_keys=keys, week=facts.week)
    return Board(
        facts=shown,
        team=team,
        columns=tuple(
            column
            for column in columns_with_cases(
                shown.columns,
                shown.cases,
                by_case(blocked),
                limits=typed.limits,
                is_whole=not team,
            )
            if column.n
        ),
        blocked=blocked,
        asked_of_us=typed.asked_of_us,
        trying=under_way(trying),
        n_tried=len(trying),
        steps=small_steps(typed.promises, facts.week),
    )
