"""What needs somebody: of the boards of their services, what is theirs, and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from mersey.answer.board import board
from mersey.report.board import board_view
from mersey.web.boards.one_board import facts_if_made
from mersey.web.boards.typed_in import typed_of
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.report.board import BoardView
    from mersey.web.access import Visitor
    from mersey.web.models import CouncilService


@dataclass(frozen=True, kw_only=True)
class Needed:
    """Something that needs somebody: where it is, and what is said of it."""

    address: str
    words: str
    rest: str
    kind: str = ""


def needs_of(services: Sequence[CouncilService], who: Visitor) -> tuple[Needed, ...]:
    """Per service its board, and the blockers and promises that bear the person's name."""
    return tuple(
        one
        for service in services
        if who.may(Action.SEE_CASES, service)
        for one in _of_board(service, who)
    )


def _of_board(service: CouncilService, who: Visitor) -> Iterator[Needed]:
    facts = facts_if_made(service)
    if facts is None:
        return
    view = board_view(board(facts, typed_of(service, who).typed), title=service.name)
    address = reverse("service-board", kwargs={"service": service.slug})
    waiting = next(one for one in view.questions if one.id == "waiting")
    said = "".join(words.text for words in waiting.said[:1])
    yield Needed(
        address=address,
        words=f"{view.title}: {service.name}",
        rest=said.strip(),
        kind="board",
    )
    yield from _named(view, str(who.person), address)


def _named(view: BoardView, name: str, address: str) -> Iterator[Needed]:
    for row in view.blocked:
        if _is_of(row.who, name):
            until = f"by {row.by}" if row.by else ""
            said = " ".join(part for part in (row.next_step, until) if part)
            anchor = f"{address}#blocker-{row.id}"
            yield Needed(address=anchor, words=row.waits_for, rest=said, kind="blocker")
    for one in (*view.before, *view.this_week):
        if not one.is_done and _is_of(one.rest, name):
            anchor = f"{address}#promise-{one.id}"
            yield Needed(address=anchor, words=one.words, rest=one.rest, kind="promise")


def _is_of(said: str, name: str) -> bool:
    """Whether a person is named: by their first name, as people are on a board."""
    first = name.split(maxsplit=1)[0].casefold() if name.split() else ""
    names = said.replace(",", " ").replace(".", " ").casefold().split()
    return bool(first) and first in names
