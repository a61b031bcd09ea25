"""The services that somebody sees, each with its sentence and its four figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from mersey.errors import UnknownName
from mersey.report.listed_marks import SHOWN, marks_of
from mersey.web.access import services_of
from mersey.web.definitions import tile_linked
from mersey.web.models import ServiceCare
from mersey.web.page import Page, as_table
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from mersey.charts.chart import Table
    from mersey.report.listed_marks import ListedMark
    from mersey.report.tiles import Tile
    from mersey.web.kept_answers import KeptAnswer
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

COLUMNS: Final = (
    *("service", "name", "as_at", "cases", "open", "closed"),
    *("p50_days", "p85_days", "p95_days", "log_version"),
    *(f"{name}_variation" for name in SHOWN),
    *("assurance", "owner"),
)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A service on a list.

    Attributes:
        answer: None while its log is not there or being read.
        tiles: Its figures, with where they are defined. marks: What the rules say.
        owner: Who answers for it; else the teams that do its work; may be empty.
    """

    service: CouncilService
    answer: KeptAnswer | None
    tiles: tuple[Tile, ...] = ()
    marks: tuple[ListedMark, ...] = ()
    owner: str = ""
    may_load: bool = False


def services(_request: HttpRequest, visit: Visit) -> Page:
    """Every service that the person sees."""
    return list_page(
        list(services_of(visit.who)),
        visit=visit,
        template="services.html.j2",
        schema="mersey.services/1",
    )


def list_page(
    found: Sequence[CouncilService], *, visit: Visit, template: str, schema: str
) -> Page:
    """A page that lists services."""
    listed = tuple(_listed(one, visit) for one in found)
    versions = [
        _version(one.service) and f"{_version(one.service)}:{one.owner}"
        for one in listed
    ]
    return Page(
        template=template,
        context=lambda: {"listed": listed},
        data=lambda: {"schema": schema, "services": [_data(one) for one in listed]},
        table=lambda: _table(listed),
        version=" ".join(versions) if all(versions) else "",
    )


def _version(service: CouncilService) -> str:
    """What is said of it depends on; empty while its answer is not made."""
    answers = settings.SITE_ANSWERS
    try:
        if answers.is_made(service.slug):
            return f"{service.slug}:{service.name}:{answers.version(service.slug)}"
    except UnknownName:
        pass
    return ""


def _listed(service: CouncilService, visit: Visit) -> Listed:
    """The service with its answer, where that is made: a list never waits for one."""
    answer = settings.SITE_ANSWERS.kept(service.slug) if _version(service) else None
    to_cases = visit.who.may(Action.SEE_CASES, service)
    return Listed(
        service=service,
        answer=answer,
        tiles=tuple(
            tile_linked(one, service.slug, to_cases=to_cases)
            for one in (answer.view.tiles if answer else ())
        ),
        marks=marks_of(answer.look) if answer else (),
        owner=_owner(service),
        may_load=visit.who.may(Action.LOAD_DATA, service),
    )


def _owner(service: CouncilService) -> str:
    care = ServiceCare.objects.filter(service=service).first()
    if care is not None and care.owner is not None:
        return str(care.owner)
    return ", ".join(str(one) for one in service.teams.all())


def _data(one: Listed) -> dict[str, Any]:
    """What is told of a service: of `mersey.look/1` the log, and flow without series."""
    told: dict[str, Any] = {
        "service": one.service.slug,
        "name": one.service.name,
        "owner": one.owner or None,
        "marks": [asdict(mark) for mark in one.marks],
    }
    if one.answer is None:
        return told | {"log": None, "flow": None}
    look = one.answer.look
    kept = ("cases_open", "cases_closed", "cases_silent", "lead_time_days")
    return told | {
        "log": look["log"],
        "flow": {name: look["flow"][name] for name in kept},
    }


def _table(listed: Sequence[Listed]) -> Table:
    return as_table(COLUMNS, map(_row, listed))


def _row(one: Listed) -> tuple[Any, ...]:
    named = (one.service.slug, one.service.name)
    if one.answer is None:
        return (*named, *(None for _ in COLUMNS[3:]), one.owner or None)
    log, flow = one.answer.look["log"], one.answer.look["flow"]
    lead = flow["lead_time_days"]
    return (
        *named,
        *(log["as_at"], log["cases"], flow["cases_open"], flow["cases_closed"]),
        *(lead["p50"], lead["p85"], lead["p95"], log["log_version"]),
        *(_state(one, "variation", name) for name in SHOWN),
        *(_state(one, "assurance"), one.owner or None),
    )


def _state(one: Listed, kind: str, of: str = "") -> str | None:
    """What a mark says; None where the service has none such."""
    marks = (mark for mark in one.marks if mark.kind == kind and of in ("", mark.of))
    return next((mark.state for mark in marks), None)
