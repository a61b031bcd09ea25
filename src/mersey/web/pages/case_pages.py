"""The open cases: how old they are, where they stand, and what each of them needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import Http404

from mersey.report.board import board_view
from mersey.report.view import TableView
from mersey.web.boards.case_filters import NEEDS, asked_cases, filter_of
from mersey.web.boards.case_rows import case_rows, case_table
from mersey.web.boards.one_board import shown_board
from mersey.web.page import Page
from mersey.web.pages.set_of_service import answer_for, page_setting

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.report.view import Section
    from mersey.web.boards.case_filters import AskedCases, CaseFilter
    from mersey.web.boards.one_board import ShownBoard
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.routing import Visit

HERE: Final = "service-cases"

OF_CASES: Final = "waiting"
"""Id of the report's section that stands on this page."""


def cases(request: HttpRequest, visit: Visit) -> Page:
    """The open cases; `?where=`, `?needs=` and `?team=` say which, `?page=` which part.

    Raises:
        Http404: No log of the service was loaded.
    """
    kept = answer_for(visit)
    shown = shown_board(request, visit)
    if shown is None:
        raise Http404
    asked = filter_of(request, shown.board)
    found = asked_cases(shown.board, asked)
    told = replace(shown, board=found.board)
    team = request.GET.get("team", "")
    team = team if team in shown.board.facts.teams else ""
    said = {**asked.asked, **({"team": team} if team else {})}
    return Page(
        template="service/cases.html.j2",
        context=lambda: _context(visit, kept, shown, (asked, found, said)),
        data=lambda: {
            "schema": "mersey.cases/1",
            "asked": said,
            "n": found.n,
            "cases": case_rows(told),
        },
        table=lambda: case_table(told),
    )


def _context(
    visit: Visit,
    kept: KeptAnswer,
    shown: ShownBoard,
    told: tuple[CaseFilter, AskedCases, dict[str, str]],
) -> dict[str, Any]:
    asked, found, said = told
    sections = [_without_list(one) for one in kept.view.sections if one.id == OF_CASES]
    around = page_setting(visit, kept, sections, here=HERE)
    pinned = {"v": visit.version} if visit.version else {}
    if said:
        for form in ("json", "csv"):
            address = around[form].partition("?")[0]
            around[form] = f"{address}?{urlencode({**pinned, **said})}"
    table = board_view(found.shown, shown.names, title=visit.of.name).table
    return around | {
        "table": replace(table, summary="", note="") if table else None,
        "columns": [(one.facts.title,) * 2 for one in shown.board.columns],
        "needs": [(name, words) for name, (words, _) in NEEDS.items()],
        "teams": [(one, one) for one in shown.board.facts.teams],
        "n_open": shown.board.facts.n_open,
        "n_unlisted": sum(one.n_unlisted for one in shown.board.columns),
        "asked": asked,
        "team": said.get("team", ""),
        "found": found,
        "pages": _pages(found, {**pinned, **said}),
    }


def _pages(found: AskedCases, said: dict[str, str]) -> dict[str, Any] | None:
    """The list's pages as the design system's component takes them; None for one."""
    if found.n_pages == 1:
        return None

    def to(page: int) -> str:
        return f"?{urlencode({**said, 'page': page})}#every-case"

    items = [
        {"number": one, "href": to(one), "current": one == found.page}
        for one in range(1, found.n_pages + 1)
    ]
    told: dict[str, Any] = {"items": items}
    if found.page > 1:
        told["previous"] = {"href": to(found.page - 1)}
    if found.page < found.n_pages:
        told["next"] = {"href": to(found.page + 1)}
    return told


def _without_list(section: Section) -> Section:
    """The section without its short list of cases: all of them stand below."""
    blocks = [one for one in section.blocks if not isinstance(one, TableView)]
    return replace(section, blocks=tuple(blocks))
