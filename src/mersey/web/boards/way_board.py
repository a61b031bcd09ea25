"""The board of a way: the boards of its services that somebody sees, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mersey.answer.board import (
    TeamLimit,
    Typed,
    board,
    way_facts,
)
from mersey.answer.board.board_facts import of_team
from mersey.report.board import names_of_way
from mersey.web.boards.kept_facts import on_day
from mersey.web.boards.one_board import ShownBoard, facts_if_made, tell_names_seen
from mersey.web.boards.typed_in import names_of, typed_of
from mersey.web.experiments.under_way import trying_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from mersey.answer.board import BoardFacts
    from mersey.answer.board.trying import Trying
    from mersey.web.access import Visitor
    from mersey.web.boards.ways import SeenWay
    from mersey.web.models import BoardWayPart, CouncilService


@dataclass(frozen=True, kw_only=True)
class ShownWay:
    """The board of a way, and the services of it that are told on it.

    Attributes:
        missing: Services that the reader sees, whose log is not here yet.
    """

    shown: ShownBoard
    services: tuple[CouncilService, ...]
    missing: tuple[CouncilService, ...]


def way_board(request: HttpRequest, who: Visitor, seen: SeenWay) -> ShownWay | None:
    """The board of a way; None where no log of any of its services is here.

    Args:
        request: Of the session in which names are seen.
        who: Who asked.
        seen: The way, with the parts that they may see.
    """
    told = [(part, facts) for part in seen.parts if (facts := _facts(part))]
    if not told:
        return None
    day = max(facts.week.now for _, facts in told)
    parts = [on_day(facts, day) for _, facts in told]
    services = [part.service for part, _ in told]
    way = way_facts(seen.way.name, parts)
    by_name = {
        facts.service: names_of(service, who=who, keeps_ids=facts.keeps_ids)
        for service, facts in zip(services, parts, strict=True)
    }
    names = names_of_way(way, by_name)
    for service, facts in zip(services, parts, strict=True):
        names_here = by_name[facts.service]
        tell_names_seen(request, who.person, service, facts, names_here)
    made = board(way, _typed(services, who, way), trying=_trying(services))
    return ShownWay(
        shown=ShownBoard(board=made, names=names, today=day, is_now=True, versions={}),
        services=tuple(services),
        missing=tuple(
            part.service for part in seen.parts if part.service not in services
        ),
    )


def _facts(part: BoardWayPart) -> BoardFacts | None:
    """What the log of a part says, under the name that the service has here."""
    found = facts_if_made(part.service)
    if found is None:
        return None
    named = replace(found, service=part.service.name)
    return of_team(named, part.team) if part.team in named.teams else named


def _trying(services: Sequence[CouncilService]) -> list[Trying]:
    """The experiments of all; the id says whose each is."""
    return [
        replace(one, id=f"{service.slug}-{one.id}")
        for service in services
        for one in trying_now(service)
    ]


def _typed(services: Sequence[CouncilService], who: Visitor, way: BoardFacts) -> Typed:
    """All that was typed on the boards of the parts, and who of them waits for whom."""
    each = [(one, typed_of(one, who).typed) for one in services]
    keys = {case.key for case in way.cases}
    return Typed(
        blockers=tuple(
            one
            for _, typed in each
            for one in typed.blockers
            if one.case_key in keys or one.cleared
        ),
        promises=tuple(one for _, typed in each for one in typed.promises),
        limits=tuple(
            TeamLimit(column=_column(one.column, service.name, way), n=one.n)
            for service, typed in each
            for one in typed.limits
        ),
        asked_of_us=tuple(
            replace(one, of=service.name)
            for service, typed in each
            for one in typed.asked_of_us
        ),
    )


def _column(title: str, service: str, way: BoardFacts) -> str:
    """The title that a column of a service has on the way."""
    own = {one.title for one in way.columns if one.service == service}
    named = f"{title} ({service})"
    return named if named in own else title
