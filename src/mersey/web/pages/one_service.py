"""The pages of one service: how its work flows, and how its log was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from mersey.charts.chart import Table
from mersey.errors import UnknownName
from mersey.report.view import FigureView, ReadingView
from mersey.web.aggregates import without_cases
from mersey.web.jobs.answers import answer_about
from mersey.web.page import Page, as_csv, flat_table
from mersey.web.permissions import Action
from mersey.web.tabs import tabs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mersey.report.view import Block, Section
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

OF_DATA: Final = ("data", "reading", "method")
"""Ids of the report's sections that stand on the page about the data."""

FINDING: Final = ("id", "severity", "count", "share", "message", "hint")


def overview(_request: HttpRequest, visit: Visit) -> Page:
    """How the work of the service flows; its JSON is that of `mersey look`."""
    kept = _answer(visit)
    sections = [one for one in kept.view.sections if one.id not in OF_DATA]
    return Page(
        template="service/overview.html.j2",
        context=lambda: _set(visit.of, kept, sections, here="service"),
        data=lambda: kept.look,
        table=lambda: flat_table(kept.look),
        version=_version(visit),
    )


def data(_request: HttpRequest, visit: Visit) -> Page:
    """How the log was read, what is wrong with it, and what the numbers mean."""
    kept = _answer(visit)
    sections = [for_pages(one) for one in kept.view.sections if one.id in OF_DATA]
    told = {
        "schema": "mersey.data/1",
        "log": kept.look["log"],
        "loading": kept.look["loading"],
    }
    return Page(
        template="service/data.html.j2",
        context=lambda: {
            **_set(visit.of, kept, sections, here="service-data"),
            "may_load": visit.who.may(Action.LOAD_DATA, visit.of),
        },
        data=lambda: told,
        table=lambda: _findings(kept),
        version=_version(visit),
    )


def chart_csv(_request: HttpRequest, visit: Visit, chart: str) -> HttpResponse:
    """The numbers behind a chart of the service.

    Raises:
        Http404: It has no such chart.
    """
    text = _answer(visit).csv.get(chart)
    if text is None:
        raise Http404
    return as_csv(text)


def _answer(visit: Visit) -> KeptAnswer:
    """The answer about the service, as far as the visitor may see it.

    Raises:
        Http404: No log of it was loaded, or no such version was ever in use.
        AnswerNotYet: A job works it out.
    """
    service = visit.of
    try:
        found: KeptAnswer = answer_about(service, visit.version)
    except UnknownName as error:
        raise Http404 from error
    may_see_all = visit.who.may(Action.SEE_CASES, service)
    return found if may_see_all else without_cases(found)


def _version(visit: Visit) -> str:
    service = visit.of
    return f"{service.name}:{settings.SITE_ANSWERS.version(service.slug)}"


def _set(
    service: CouncilService, kept: KeptAnswer, sections: list[Section], *, here: str
) -> dict[str, Any]:
    """What the templates of a service set."""
    return {
        "service": service,
        "view": kept.view,
        "overview": [_linked(one, service, kept) for one in kept.view.overview],
        "sections": [_with_csv(one, service, kept) for one in sections],
        "tabs": tabs(service, here=here),
        "json": reverse(f"{here}-json", kwargs={"service": service.slug}),
        "csv": reverse(f"{here}-csv", kwargs={"service": service.slug}),
    }


def _with_csv(section: Section, service: CouncilService, kept: KeptAnswer) -> Section:
    """The section, whose charts have their numbers at an address."""
    blocks = tuple(_linked(one, service, kept) for one in section.blocks)
    return replace(section, blocks=blocks)


def _linked(block: Block, service: CouncilService, kept: KeptAnswer) -> Block:
    if not isinstance(block, FigureView) or block.id not in kept.csv:
        return block
    parts = {"service": service.slug, "chart": block.id}
    return replace(block, csv=reverse("service-chart-csv", kwargs=parts))


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
