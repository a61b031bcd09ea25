"""Addresses of the Monday board of a service, and of what is typed on it."""

from __future__ import annotations

from typing import Final

from mersey.web.page_memory import Remember
from mersey.web.pages import board_forms, monday_board
from mersey.web.permissions import Action
from mersey.web.routing import pages, route

BOARD_ROUTES: Final = (
    *pages(
        "services/<slug:service>/board/",
        monday_board.board,
        name="service-board",
        action=Action.SEE_CASES,
        remember=Remember.SIGHT,
    ),
    route(
        "services/<slug:service>/board/wall/",
        monday_board.wall,
        name="board-wall",
        action=Action.SEE_CASES,
    ),
    *(
        route(
            f"services/<slug:service>/board/{address}",
            view,
            name=name,
            action=Action.WORK_ON_BOARD,
        )
        for address, view, name in (
            ("blockers/", board_forms.blockers, "board-blockers"),
            ("blockers/<int:blocker>/", board_forms.blocker, "board-blocker"),
            ("limits/", board_forms.limits, "board-limits"),
            ("promises/", board_forms.promises, "board-promises"),
            ("promises/<int:promise>/", board_forms.promise, "board-promise"),
            ("undo", board_forms.undo, "board-undo"),
        )
    ),
)
