"""What every page of a service is set with: its answer, its tabs, and where its forms are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from mersey.errors import UnknownName
from mersey.report.view import FigureView
from mersey.web.aggregates import without_cases
from mersey.web.definitions import definitions_of, tile_linked
from mersey.web.jobs.answers import answer_about
from mersey.web.permissions import Action
from mersey.web.tabs import tabs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.report.view import Block, Section
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit


def answer_for(visit: Visit) -> KeptAnswer:
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


def state_of(visit: Visit) -> str:
    """What the page depends on: as long as it stays, a browser may keep the page."""
    service = visit.of
    return f"{service.name}:{settings.SITE_ANSWERS.version(service.slug)}"


def page_setting(
    visit: Visit, kept: KeptAnswer, sections: Sequence[Section], *, here: str
) -> dict[str, Any]:
    """What the templates of a service set.

    Args:
        visit: Who asked, and for which service.
        kept: Its answer.
        sections: Of the report, in their order.
        here: Route of the page.
    """
    service = visit.of
    to_cases = visit.who.may(Action.SEE_CASES, service) and not visit.version
    return {
        "service": service,
        "view": replace(
            kept.view,
            tiles=tuple(
                tile_linked(one, service.slug, to_cases=to_cases)
                for one in kept.view.tiles
            ),
        ),
        "definitions": definitions_of(sections),
        "sections": [_with_csv(one, service, kept) for one in sections],
        "tabs": tabs(service, here=here, who=visit.who, version=visit.version),
        "pinned": visit.version,
        **forms_of(visit, here),
    }


def forms_of(visit: Visit, here: str, **parts: Any) -> dict[str, str]:
    """Where the page is as JSON and as CSV, of the same version and with what was asked.

    Args:
        visit: Who asked, for which service and which version.
        here: Route of the page.
        parts: Other parts of its address.
    """
    pin = f"?v={visit.version}" if visit.version else ""
    said = {"service": visit.of.slug, **parts}
    return {
        form: f"{reverse(f'{here}-{form}', kwargs=said)}{pin}"
        for form in ("json", "csv")
    }


def linked(block: Block, service: CouncilService, kept: KeptAnswer) -> Block:
    """The block; of a chart whose numbers are kept, with where they are."""
    if not isinstance(block, FigureView) or block.id not in kept.csv:
        return block
    parts = {"service": service.slug, "chart": block.id}
    return replace(block, csv=reverse("service-chart-csv", kwargs=parts))


def numbers_at(sections: Sequence[Section], address: str) -> list[Section]:
    """The sections, whose charts have their numbers at one address: the page's own."""
    return [
        replace(
            section,
            blocks=tuple(
                replace(one, csv=address) if isinstance(one, FigureView) else one
                for one in section.blocks
            ),
        )
        for section in sections
    ]


def _with_csv(section: Section, service: CouncilService, kept: KeptAnswer) -> Section:
    """The section, whose charts have their numbers at an address."""
    blocks = tuple(linked(one, service, kept) for one in section.blocks)
    return replace(section, blocks=blocks)
