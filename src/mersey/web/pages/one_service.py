"""The pages of one service: how its work flows, and how its log was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.urls import reverse

from mersey.report.view import FigureView, ReadingView
from mersey.web.definitions import BEHIND_TILES, PAST_A_LIMIT
from mersey.web.page import Page, as_csv, as_table, flat_table
from mersey.web.pages.set_of_service import (
    answer_for,
    linked,
    page_setting,
    state_of,
)
from mersey.web.permissions import Action
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from mersey.charts.chart import Table
    from mersey.report.view import Block, PageView, Section
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.routing import Visit

OF_DATA: Final = ("service", "data", "reading", "method")
"""Ids of the report's sections that stand on the page about the data."""

OF_LIMITS: Final = ("deadlines",)
"""The section that tells of limits."""

FLOW: Final = ("arrivals-finishes",)
"""Blocks of the report's first screen that stand on the page about flow."""

FINDING: Final = ("id", "severity", "count", "share", "message", "hint")


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
        beside=lambda: numbers_of(_first_screen(kept.view), kept),
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
            "behind": _behind(visit, kept) if page.sections == OF_LIMITS else None,
        },
        data=lambda: told,
        table=lambda: flat_table(told),
        version=state_of(visit),
        beside=lambda: numbers_of(
            [*first, *(block for one in sections for block in one.blocks)], kept
        ),
    )


def _behind(visit: Visit, kept: KeptAnswer) -> dict[str, str] | None:
    """The cases past a limit, for those who may see cases; None where none is."""
    n = (kept.look.get("past_any_limit") or {}).get("overdue")
    if not n or visit.version or not visit.who.may(Action.SEE_CASES, visit.of):
        return None
    address = reverse("service-cases", kwargs={"service": visit.of.slug})
    return {
        "address": f"{address}{BEHIND_TILES[PAST_A_LIMIT]}#every-case",
        "words": f"See the {plural(n, 'open case')} past a limit",
    }


def numbers_of(blocks: Sequence[Block], kept: KeptAnswer) -> dict[str, str]:
    """The numbers behind the charts among the blocks, as CSV by their ids."""
    ids = [one.id for one in blocks if isinstance(one, FigureView)]
    return {name: kept.csv[name] for name in ids if name in kept.csv}


def _below(look: Any, key: str) -> Any:
    """The value at a path of keys; None where the look has none."""
    for name in key.split("."):
        look = look.get(name) if isinstance(look, dict) else None
    return look


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
    return as_table(FINDING, [[one[name] for name in FINDING] for one in found])


PARTS: Final[Mapping[str, ServicePart]] = {
    "deadlines": ServicePart(
        title="Deadlines",
        sections=OF_LIMITS,
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
}
"""Address → the page. A test holds that every section of the report is on one page."""
