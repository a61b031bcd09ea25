"""Addresses of ways across services, and of their boards."""

from __future__ import annotations

from typing import Final

from mersey.web.pages import way_forms, way_pages
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

WAY_ROUTES: Final = (
    *pages("ways/", way_pages.ways, name="ways", action=Action.SEE_CASES),
    route("ways/new", way_forms.new, name="way-new", action=Action.WORK_ON_BOARD),
    *pages(
        "ways/<slug:way>/board/",
        way_pages.board,
        name="way-board",
        action=Action.SEE_CASES,
    ),
    route(
        "ways/<slug:way>/board/wall/",
        way_pages.wall,
        name="way-wall",
        action=Action.SEE_CASES,
    ),
    route(
        "ways/<slug:way>/change",
        way_forms.change,
        name="way-change",
        action=Action.WORK_ON_BOARD,
    ),
    route(
        "ways/<slug:way>/remove",
        way_forms.remove,
        name="way-remove",
        action=Action.WORK_ON_BOARD,
    ),
)
