"""Ways across services: the list, and the board of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from mersey.report.board import WALL_CARDS, Slots, board_html, board_view
from mersey.web.boards.case_rows import case_table
from mersey.web.boards.way_board import way_board
from mersey.web.boards.ways import way_of, ways_of
from mersey.web.page import Page, as_table, flat_table
from mersey.web.pages.monday_board import as_data
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.report.board import BoardView
    from mersey.web.boards.way_board import ShownWay
    from mersey.web.boards.ways import SeenWay
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

SCHEMA: Final = "mersey.ways/1"
COLUMNS: Final = ("way", "name", "services", "is_withheld")


def ways(_request: HttpRequest, visit: Visit) -> Page:
    """The ways of which the reader sees a part."""
    found = ways_of(visit.who)
    rows = [_row(one) for one in found]
    return Page(
        template="ways/ways.html.j2",
        context=lambda: {
            "ways": found,
            "may_make": visit.who.may_anywhere(Action.WORK_ON_BOARD),
        },
        data=lambda: {"schema": SCHEMA, "ways": rows},
        table=lambda: as_table(
            COLUMNS, [[_text(one[name]) for name in COLUMNS] for one in rows]
        ),
    )


def board(request: HttpRequest, visit: Visit, way: str) -> Page:
    """The board of a way, with the parts of it that the reader sees.

    Raises:
        Http404: There is none of which they see a part.
    """
    seen = _way(visit, way)
    made = way_board(request, visit.who, seen)
    if made is None:
        return _nothing_yet(seen)
    view = board_view(made.shown.board, made.shown.names, title=seen.way.name)
    return Page(
        template="ways/board.html.j2",
        context=lambda: {
            **_around(visit, seen, made, view),
            "part": board_html(view, _slots(visit, seen, made, view)),
        },
        data=lambda: {
            **as_data(made.shown),
            "parts": [one.slug for one in made.services],
            "is_withheld": seen.is_withheld,
        },
        table=lambda: case_table(made.shown),
    )


def wall(request: HttpRequest, visit: Visit, way: str) -> HttpResponse:
    """The board of a way for a screen on a wall.

    Raises:
        Http404: There is none of which the reader sees a part, or no log of any.
    """
    seen = _way(visit, way)
    made = way_board(request, visit.who, seen)
    if made is None:
        raise Http404
    view = board_view(
        made.shown.board, made.shown.names, title=seen.way.name, cards=WALL_CARDS
    )
    said = {"service": seen.way, "title": view.title, "part": board_html(view)}
    response: HttpResponse = render(request, "board/wall.html.j2", said)
    return response


def _way(visit: Visit, slug: str) -> SeenWay:
    found = way_of(visit.who, slug)
    if found is None:
        raise Http404
    return found


def _row(one: SeenWay) -> dict[str, Any]:
    return {
        "way": one.way.slug,
        "name": one.way.name,
        "services": [part.service.slug for part in one.parts],
        "is_withheld": one.is_withheld,
    }


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _around(
    visit: Visit, seen: SeenWay, made: ShownWay, view: BoardView
) -> dict[str, Any]:
    parts = {"way": seen.way.slug}
    return {
        "way": seen.way,
        "title": view.title,
        "is_withheld": seen.is_withheld,
        "missing": made.missing,
        "may_change": visit.who.may_anywhere(Action.WORK_ON_BOARD),
        "json": reverse("way-board-json", kwargs=parts),
        "csv": reverse("way-board-csv", kwargs=parts),
    }


def _nothing_yet(seen: SeenWay) -> Page:
    """That no log of any of its services is here."""
    told = {"schema": SCHEMA, "way": seen.way.slug, "why_not": "no log is here yet"}
    return Page(
        template="ways/nothing_yet.html.j2",
        context=lambda: {"way": seen.way, "parts": seen.parts},
        data=lambda: told,
        table=lambda: flat_table(told),
    )


def _slots(visit: Visit, seen: SeenWay, made: ShownWay, view: BoardView) -> Slots:
    """Links to the boards of its services, where everything is typed once."""
    links = [(_board(one), one.name) for one in made.services]
    wall = [(reverse("way-wall", kwargs={"way": seen.way.slug}), "Full screen")]
    may_type = visit.who.may_anywhere(Action.WORK_ON_BOARD)
    typed = Markup(
        '<p class="board-do">Typed once, on the board of the service: {}</p>'
    )
    boards = _links(links)
    return Slots(
        tools=Markup('<span class="board-tools">{}</span>').format(
            _links(wall + links)
        ),
        card=_on_cards(made) if may_type else {},
        note_blocker=typed.format(boards) if may_type else "",
        next_step=typed.format(boards) if may_type else "",
        trying=_on_trying(made, view),
    )


def _on_cards(made: ShownWay) -> dict[str, str]:
    """A link from each card that has no blocker to the form on its service's board."""
    boards = {one.name: _board(one) for one in made.services}
    link = Markup('<p class="board-tools"><a class="board-do" href="{}">{}</a></p>')
    return {
        card.case.key: link.format(
            f"{boards[card.case.service]}?case={_short(made, card.case.key)}#note-blocker",
            Markup('Blocked?<span class="board-unseen">: {}</span>').format(
                made.shown.names.called(card.case.key).text
            ),
        )
        for column in made.shown.board.columns
        for card in column.cards
        if card.blocker is None
    }


def _on_trying(made: ShownWay, view: BoardView) -> dict[str, str]:
    link = Markup('<p class="board-tools"><a href="{}">Look at it together</a></p>')
    found: dict[str, str] = {}
    for one in view.trying:
        for service in made.services:
            name = one.id.removeprefix(f"{service.slug}-")
            if name != one.id and one.mark != "unknown":
                parts = {"service": service.slug, "experiment": name}
                found[one.id] = link.format(reverse("experiment", kwargs=parts))
    return found


def _short(made: ShownWay, key: str) -> str:
    return made.shown.names.called(key).id.removeprefix("case-")


def _board(service: CouncilService) -> str:
    return str(reverse("service-board", kwargs={"service": service.slug}))


def _links(links: list[tuple[str, str]]) -> Markup:
    return Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(address, words) for address, words in links
    )
