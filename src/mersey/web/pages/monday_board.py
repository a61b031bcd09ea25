"""The Monday board of a service: on a page, on a wall, as JSON and as CSV."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from mersey.report.board import WALL_CARDS, board_html, board_view
from mersey.web.boards.case_rows import case_table
from mersey.web.boards.one_board import shown_board
from mersey.web.boards.slots import slots_of
from mersey.web.page import Page, flat_table
from mersey.web.permissions import Action
from mersey.web.tabs import tabs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.report.board import BoardView
    from mersey.web.boards.one_board import ShownBoard
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

SCHEMA: Final = "mersey.board/1"

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
"""Between them a calendar of weeks has all its days."""


def board(request: HttpRequest, visit: Visit) -> Page:
    """The board of this Monday, or of the week that `?week=` names."""
    week = _week(request)
    shown = shown_board(request, visit, week=week)
    if shown is None:
        return _none_kept(visit, week)
    view = board_view(shown.board, shown.names, title=visit.of.name)
    may_type = shown.is_now and visit.who.may(Action.WORK_ON_BOARD, visit.of)
    return Page(
        template="board/board.html.j2",
        context=lambda: {
            **_around(visit, shown, view),
            "part": board_html(
                view, slots_of(request, visit, shown, view, may_type=may_type)
            ),
        },
        data=lambda: as_data(shown),
        table=lambda: case_table(shown),
    )


def wall(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The board for a screen on a wall: nothing on it to click."""
    shown = shown_board(request, visit)
    if shown is None:
        raise Http404
    view = board_view(shown.board, shown.names, title=visit.of.name, cards=WALL_CARDS)
    said = {**_around(visit, shown, view), "part": board_html(view)}
    response: HttpResponse = render(request, "board/wall.html.j2", said)
    return response


def _week(request: HttpRequest) -> date | None:
    """A day of the week that was asked for.

    Raises:
        Http404: It is no day.
    """
    said = request.GET.get("week", "")
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError as error:
        raise Http404 from error
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return day


def _around(visit: Visit, shown: ShownBoard, view: BoardView) -> dict[str, Any]:
    """What stands around a board."""
    service = visit.of
    answers = settings.SITE_ANSWERS
    is_earlier = not shown.is_now and not visit.version
    week = f"?week={shown.board.facts.week.monday.isoformat()}" if is_earlier else ""
    week = f"?v={visit.version}" if visit.version else week
    return {
        "service": service,
        "title": view.title,
        "has_names": not shown.names.note(),
        "view": answers.kept(service.slug, visit.version).view,
        "pinned": visit.version,
        "tabs": tabs(
            service, here="service-board", who=visit.who, version=visit.version
        ),
        "json": _address(service, "service-board-json") + week,
        "csv": _address(service, "service-board-csv") + week,
    }


def _none_kept(visit: Visit, week: date | None) -> Page:
    """That the board of a Monday cannot be shown, and why."""
    service = visit.of
    said = {
        "service": service,
        "tabs": tabs(service, here="service-board", who=visit.who),
        "week": week,
    }
    told = {"schema": SCHEMA, "week": str(week), "why_not": "no log of it is kept"}
    return Page(
        template="board/none_kept.html.j2",
        context=lambda: said,
        data=lambda: told,
        table=lambda: flat_table(told),
    )


def as_data(shown: ShownBoard) -> dict[str, Any]:
    """The board's numbers, and what was typed, as JSON."""
    made, facts = shown.board, shown.board.facts
    return {
        "schema": SCHEMA,
        "log_version": facts.log_version,
        "week": {
            "monday": facts.week.monday.isoformat(),
            "since": facts.week.since.isoformat(),
            "as_at": facts.week.as_at.isoformat(),
        },
        "cases_open": made.n_open,
        "cases_past_limit": facts.n_past,
        "columns": _columns(shown),
        "blocked": _blocked(shown),
        "promises": [
            {
                "words": one.words,
                "who": one.who,
                "made": one.made.isoformat(),
                "by": one.by.isoformat() if one.by else None,
                "done": one.done.isoformat() if one.done else None,
            }
            for one in (*made.steps.before, *made.steps.this_week)
        ],
    }


def _columns(shown: ShownBoard) -> list[dict[str, Any]]:
    return [
        {
            "title": one.facts.title,
            "cases_open": one.n,
            "limit": one.limit.n,
            "limit_is_set": one.limit.is_set,
            "cases": [
                {
                    "case": shown.names.called(card.case.key).text,
                    "days": card.case.days,
                    "needs": [need.value for need in card.needs],
                }
                for card in one.cards
            ],
        }
        for one in shown.board.columns
    ]


def _blocked(shown: ShownBoard) -> list[dict[str, Any]]:
    return [
        {
            "case": shown.names.called(one.blocker.case_key).text,
            "reason": one.blocker.reason.value,
            "words": one.blocker.words,
            "days": one.days,
            "next_step": one.blocker.next_step,
            "who": one.blocker.who,
            "by": one.blocker.by.isoformat() if one.blocker.by else None,
        }
        for one in shown.board.blocked.now
    ]


def _address(service: CouncilService, route: str) -> str:
    return str(reverse(route, kwargs={"service": service.slug}))
