"""The pages of one service: how its work flows, and how its log was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404

from mersey.charts.chart import Table
from mersey.report.board import board_view
from mersey.report.view import FigureView, ReadingView, TableView
from mersey.web.boards.case_rows import case_rows, case_table
from mersey.web.boards.one_board import shown_board
from mersey.web.page import Page, as_csv, flat_table
from mersey.web.pages.service_setting import (
    answer_for,
    linked,
    page_setting,
    state_of,
)
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from mersey.report.view import Block, PageView, Section
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.routing import Visit

OF_DATA: Final = ("service", "data", "reading", "method")
"""Ids of the report's sections that stand on the page about the data."""

FLOW: Final = ("arrivals-finishes",)
"""Blocks of the report's first screen that stand on the page about flow."""

FINDING: Final = ("id", "severity", "count", "share", "message", "hint")


MOST_ROWS: Final = 200
"""Cases on a page; all of them are in its CSV."""


@dataclass(frozen=True, kw_only=True)
class ServicePart:
    """A page that shows some of the report's sections.

    Attributes:
        title: Its heading. sections: Their ids. overview: Ids of blocks of the first
            screen that belong here too. keys: Of the look's JSON, "flow.map" for one
            below another.
        action: What somebody must be let do to see it.
    """

    title: str
    sections: tuple[str, ...]
    keys: tuple[str, ...]
    show: Callable[..., Page]
    overview: tuple[str, ...] = ()
    action: Action = Action.SEE_SERVICE


def overview(_request: HttpRequest, visit: Visit) -> Page:
    """How the work of the service flows, on one screen; its JSON is that of the look."""
    kept = answer_for(visit)
    return Page(
        template="service/overview.html.j2",
        context=lambda: {
            **page_setting(visit, kept, [], here="service"),
            "overview": [
                linked(one, visit.of, kept) for one in _first_screen(kept.view)
            ],
        },
        data=lambda: kept.look,
        table=lambda: flat_table(kept.look),
        version=state_of(visit),
    )


def _first_screen(view: PageView) -> list[Block]:
    """Where the time goes, and one chart of change: the first of the signals."""
    signals = [one for one in view.sections if one.id == "signals"]
    charts = [one for each in signals for one in each.blocks]
    change = [one for one in charts if isinstance(one, FigureView)][:1]
    strip = [one for one in view.overview if getattr(one, "id", "") not in FLOW]
    return [*strip, *change] if change else list(view.overview)


def part(name: str) -> Callable[..., Page]:
    """The view of a page of `PARTS`."""

    def show(_request: HttpRequest, visit: Visit) -> Page:
        return part_page(PARTS[name], visit, here=f"service-{name}")

    return show


def _as_it_is(section: Section) -> Section:
    """The section itself: for pages that change nothing."""
    return section


def part_page(
    page: ServicePart,
    visit: Visit,
    *,
    here: str,
    change: Callable[[Section], Section] = _as_it_is,
) -> Page:
    """A page of `PARTS`.

    Args:
        page: Which.
        visit: Who asked, and for which service.
        here: Its route.
        change: What becomes of each of its sections.
    """
    kept = answer_for(visit)
    sections = [change(one) for one in kept.view.sections if one.id in page.sections]
    told = {"schema": f"mersey.{here}/1", "log": kept.look["log"]}
    told |= {key: _below(kept.look, key) for key in page.keys}
    first = [
        linked(one, visit.of, kept)
        for one in kept.view.overview
        if getattr(one, "id", "") in page.overview
    ]
    return Page(
        template="service/part.html.j2",
        context=lambda: {
            **page_setting(visit, kept, sections, here=here),
            "overview": first,
            "heading": page.title,
        },
        data=lambda: told,
        table=lambda: flat_table(told),
        version=state_of(visit),
    )


def _below(look: Any, key: str) -> Any:
    """The value at a path of keys; None where the look has none."""
    for name in key.split("."):
        look = look.get(name) if isinstance(look, dict) else None
    return look


def cases(request: HttpRequest, visit: Visit) -> Page:
    """The open cases: how old they are, where they stand, and what each of them needs.

    Raises:
        Http404: No log of the service was loaded.
    """
    kept = answer_for(visit)
    shown = shown_board(request, visit)
    if shown is None:
        raise Http404
    sections = [_without_list(one) for one in kept.view.sections if one.id == "waiting"]
    table = board_view(shown.board, shown.names, title=visit.of.name).table
    where = request.GET.get("where", "")
    return Page(
        template="service/cases.html.j2",
        context=lambda: {
            **page_setting(visit, kept, sections, here="service-cases"),
            "table": _standing(table, where) if table else None,
            "columns": [one.facts.title for one in shown.board.columns],
            "where": where,
        },
        data=lambda: {"schema": "mersey.cases/1", "cases": case_rows(shown)},
        table=lambda: case_table(shown),
    )


def _without_list(section: Section) -> Section:
    """The section without its short list of cases: all of them stand below."""
    blocks = [one for one in section.blocks if not isinstance(one, TableView)]
    return replace(section, blocks=tuple(blocks))


def _standing(table: TableView, where: str) -> TableView:
    """The rows of the cases that stand in a column; all, where none is named."""
    place = table.columns.index("Where")
    rows = tuple(row for row in table.rows if not where or row[place] == where)
    return replace(table, rows=rows[:MOST_ROWS], summary="")


def data(_request: HttpRequest, visit: Visit) -> Page:
    """How the log was read, what is wrong with it, and what the numbers mean."""
    kept = answer_for(visit)
    sections = [for_pages(one) for one in kept.view.sections if one.id in OF_DATA]
    told = {
        "schema": "mersey.data/1",
        "log": kept.look["log"],
        "loading": kept.look["loading"],
    }
    return Page(
        template="service/data.html.j2",
        context=lambda: {
            **page_setting(visit, kept, sections, here="service-data"),
            "may_load": visit.who.may(Action.LOAD_DATA, visit.of),
        },
        data=lambda: told,
        table=lambda: _findings(kept),
        version=state_of(visit),
    )


def chart_csv(_request: HttpRequest, visit: Visit, chart: str) -> HttpResponse:
    """The numbers behind a chart of the service.

    Raises:
        Http404: It has no such chart.
    """
    text = answer_for(visit).csv.get(chart)
    if text is None:
        raise Http404
    return as_csv(text)


def for_pages(section: Section) -> Section:
    """The section unfolded, without what is typed at a prompt: a page has forms."""
    blocks: tuple[Block, ...] = tuple(
        replace(one, options=()) if isinstance(one, ReadingView) else one
        for one in section.blocks
    )
    return replace(section, fold="", blocks=blocks)


def _findings(kept: KeptAnswer) -> Table:
    found = kept.look["loading"]["findings"]
    raw = tuple(tuple(one[name] for name in FINDING) for one in found)
    return Table(
        columns=FINDING,
        rows=tuple(tuple("" if x is None else str(x) for x in row) for row in raw),
        raw=raw,
    )


PARTS: Final[Mapping[str, ServicePart]] = {
    "deadlines": ServicePart(
        title="Deadlines",
        sections=("deadlines",),
        keys=("clocks", "clocks_not_worked_out", "past_any_limit"),
        show=part("deadlines"),
    ),
    "flow": ServicePart(
        title="How the work flows",
        sections=("time", "in-and-out", "signals", "demand"),
        overview=FLOW,
        keys=(
            *(
                "flow.lead_time_days",
                "flow.arrivals_per_week",
                "flow.throughput_per_week",
            ),
            *("flow.wip_per_day", "flow.outcomes", "signals", "demand"),
        ),
        show=part("flow"),
    ),
    "next": ServicePart(
        title="What comes next",
        sections=("ahead",),
        keys=("forecast",),
        show=part("next"),
    ),
    "map": ServicePart(
        title="How cases really move",
        sections=("map", "paths", "handovers"),
        keys=("flow.map", "flow.variants", "flow.rework", "flow.handovers"),
        show=part("map"),
    ),
    "cases": ServicePart(
        title="Open cases",
        sections=("waiting",),
        keys=(),
        show=cases,
        action=Action.SEE_CASES,
    ),
}
"""Address → the page. A test holds that every section of the report is on one page."""
