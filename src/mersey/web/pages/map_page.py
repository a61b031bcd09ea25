"""How cases really move: the map in the detail that is asked for, paths, hand-overs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.report.view import FigureView
from mersey.web.asked.kept_maps import detail_of, is_usual, map_of, tells_of
from mersey.web.asked.map_work import DETAILS
from mersey.web.pages.one_service import PARTS, part_page
from mersey.web.pages.set_of_service import answer_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.report.view import Block, Section
    from mersey.web.page import Page
    from mersey.web.routing import Visit

THE_MAP: Final = "process-map"
"""Id of the drawing in the report's section."""

TELLING: Final = (
    ("both", "How often and how long"),
    ("frequency", "How often"),
    ("time", "How long"),
)


def process_map(request: HttpRequest, visit: Visit) -> Page:
    """The map; `?detail=` from 20 to 100, `?by=` frequency or time.

    Raises:
        AnswerNotYet: A job draws it.
    """
    detail = detail_of(request.GET.get("detail", ""))
    tells = tells_of(request.GET.get("by", ""))
    drawn = None
    if not is_usual(detail, tells):
        answer_for(visit)
        drawn = map_of(visit.of, visit.version, detail, tells)

    def changed(section: Section) -> Section:
        blocks = tuple(_in_place(one, drawn) for one in section.blocks)
        return replace(section, fold="", blocks=blocks)

    page = part_page(PARTS["map"], visit, here="service-map", change=changed)
    return replace(
        page,
        template="service/map.html.j2",
        context=lambda: {
            **page.context(),
            "detail": detail,
            "tells": tells,
            "telling": TELLING,
            "least": min(DETAILS),
            "most": max(DETAILS),
            "step": min(DETAILS),
        },
    )


def _in_place(block: Block, drawn: Block | None) -> Block:
    is_map = isinstance(block, FigureView) and block.id == THE_MAP
    return drawn if drawn is not None and is_map else block
