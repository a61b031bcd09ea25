"""Which of the open cases somebody asked for: where they stand, and what they need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mersey.answer.board.who_waits import Need, WaitingCase
from mersey.web.numbers_sent import number_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from django.http import HttpRequest

    from mersey.answer.board import Board
    from mersey.answer.board.who_waits import BoardColumn

NEEDS: Final[
    Mapping[str, tuple[str, Callable[[WaitingCase, Collection[Need]], bool]]]
] = {
    "past": ("Past a limit", lambda case, _: bool(case.past)),
    "soon": (
        "Due within 10 working days",
        lambda _, needs: Need.NEAR in needs or Need.DUE_AT_ONCE in needs,
    ),
    "likely": ("Likely to miss its limit", lambda _, needs: Need.LIKELY in needs),
    "older": ("Open longer than usual", lambda case, _: case.older_than_usual),
    "blocked": ("Blocked", lambda _, needs: Need.BLOCKED in needs),
}
"""Name in the address → what it is called, and whether a case is one. Past a limit and
longer than usual are the answer's own count, on every page."""

PAGE_OF: Final = 50
"""Cases on one page; all of them are in the CSV."""


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What was asked for; empty for all.

    Attributes:
        where: Title of a column. needs: Of `NEEDS`. page: From 1.
    """

    where: str = ""
    needs: str = ""
    page: int = 1

    @property
    def asked(self) -> dict[str, str]:
        """What an address says of it, its page left out."""
        said = {"where": self.where, "needs": self.needs}
        return {name: value for name, value in said.items() if value}

    def keeps(self, case: WaitingCase, needs: Collection[Need]) -> bool:
        """Whether the case was asked for."""
        if self.where and case.column != self.where:
            return False
        return not self.needs or NEEDS[self.needs][1](case, needs)


@dataclass(frozen=True, kw_only=True)
class AskedCases:
    """The cases that were asked for.

    Attributes:
        board: The board with those alone. shown: With those of the page alone.
        n: How many they are. page, n_pages: From 1.
    """

    board: Board
    shown: Board
    n: int
    page: int
    n_pages: int


def filter_of(request: HttpRequest, board: Board) -> CaseFilter:
    """What the address asks for; what it cannot mean is left out."""
    where, needs = request.GET.get("where", ""), request.GET.get("needs", "")
    titles = {one.facts.title for one in board.columns}
    return CaseFilter(
        where=where if where in titles else "",
        needs=needs if needs in NEEDS else "",
        page=max(number_sent(request.GET.get("page", "")) or 1, 1),
    )


def asked_cases(board: Board, asked: CaseFilter) -> AskedCases:
    """The cases of a board that were asked for, and those of one page of them."""
    keys = [case.key for case, needs in _in_order(board) if asked.keeps(case, needs)]
    n_pages = max(1, -(-len(keys) // PAGE_OF))
    page = min(asked.page, n_pages)
    return AskedCases(
        board=_with(board, set(keys)),
        shown=_with(board, set(keys[(page - 1) * PAGE_OF : page * PAGE_OF])),
        n=len(keys),
        page=page,
        n_pages=n_pages,
    )


def _in_order(board: Board) -> Iterator[tuple[WaitingCase, tuple[Need, ...]]]:
    """Every case as lists have them: the last column first, who needs somebody first."""
    for column in reversed(board.columns):
        yield from ((card.case, card.needs) for card in column.cards)
        yield from ((case, ()) for case in column.others)


def _with(board: Board, keys: Collection[str]) -> Board:
    """The board with those cases alone."""

    def of(column: BoardColumn) -> BoardColumn:
        return replace(
            column,
            cards=tuple(one for one in column.cards if one.case.key in keys),
            others=tuple(one for one in column.others if one.key in keys),
        )

    return replace(board, columns=tuple(of(one) for one in board.columns))
