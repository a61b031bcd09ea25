"""Ways are made, changed and taken away by those who work on boards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from mersey.web.access import services_of
from mersey.web.boards.one_board import facts_if_made
from mersey.web.boards.ways import (
    FEWEST,
    MOST,
    WantedPart,
    WayChangedError,
    change_way,
    make_way,
    remove_way,
    way_of,
)
from mersey.web.numbers_sent import version_sent
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from mersey.web.boards.ways import SeenWay
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

LONGEST: Final = 80
WAS_WRONG: Final = 422
IN_CONFLICT: Final = 409


@dataclass(kw_only=True)
class FilledWay:
    """The form of a way as it was sent.

    Attributes:
        texts: Field → what was typed or chosen. errors: Field → what is wrong.
        services: Those that may be parts. parts: Those that are chosen.
    """

    texts: Mapping[str, str]
    services: list[CouncilService]
    errors: dict[str, str] = field(default_factory=dict)
    parts: list[WantedPart] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the way."""
        return " ".join(self.texts.get("name", "").split())


def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A form for a new way; a POST makes it."""
    services = _services(visit)
    if request.method != "POST" or visit.who.person is None:
        return _page(request, FilledWay(texts={}, services=services))
    filled = _read(request.POST.dict(), services)
    if filled.errors:
        return _page(request, filled, status=WAS_WRONG)
    organisation = filled.parts[0].service.organisation
    made = make_way(organisation, filled.name, filled.parts, by=visit.who.person)
    return redirect("way-board", way=made.slug)


def change(request: HttpRequest, visit: Visit, way: str) -> HttpResponse:
    """The form of a way; a POST changes it.

    Raises:
        Http404: There is none of which they see a part.
    """
    seen, services = _way(visit, way), _services(visit)
    if request.method != "POST" or visit.who.person is None:
        filled = FilledWay(texts=_texts(seen), services=services)
        return _page(request, filled, seen=seen)
    fewest = 1 if seen.is_withheld else FEWEST
    filled = _read(request.POST.dict(), services, fewest=fewest)
    if filled.errors:
        return _page(request, filled, seen=seen, status=WAS_WRONG)
    try:
        change_way(
            seen,
            filled.name,
            filled.parts,
            version=_version(request),
            by=visit.who.person,
        )
    except WayChangedError as error:
        return _conflict(request, visit, filled, error)
    return redirect("way-board", way=seen.way.slug)


def remove(request: HttpRequest, visit: Visit, way: str) -> HttpResponse:
    """Take a way away; where somebody changed it meanwhile, they are shown it first.

    Raises:
        Http404: There is none of which they see a part.
    """
    if request.method != "POST" or visit.who.person is None:
        return HttpResponseNotAllowed(["POST"])
    seen = _way(visit, way)
    try:
        remove_way(seen, version=_version(request), by=visit.who.person)
    except WayChangedError:
        return redirect("way-change", way=way)
    messages.success(request, f"“{seen.way.name}” is taken away. Nothing else is.")
    return redirect("ways")


def _services(visit: Visit) -> list[CouncilService]:
    return list(services_of(visit.who, Action.WORK_ON_BOARD))


def _way(visit: Visit, slug: str) -> SeenWay:
    found = way_of(visit.who, slug)
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest) -> int:
    return version_sent(request.POST.get("version", ""))


def _texts(seen: SeenWay) -> dict[str, str]:
    told = {"name": seen.way.name}
    for place, part in enumerate(seen.parts, start=1):
        told[f"place-{part.service.slug}"] = str(place)
        told[f"team-{part.service.slug}"] = part.team
    return told


def _read(
    sent: Mapping[str, str], services: list[CouncilService], *, fewest: int = FEWEST
) -> FilledWay:
    filled = FilledWay(texts=sent, services=services)
    if not 0 < len(filled.name) <= LONGEST:
        filled.errors["name"] = f"Name it, in {LONGEST} characters or fewer."
    for one in services:
        place = sent.get(f"place-{one.slug}", "")
        if place in _places():
            team = sent.get(f"team-{one.slug}", "")
            known = team in _teams(one)
            filled.parts.append(
                WantedPart(service=one, place=int(place), team=team if known else "")
            )
    filled.parts.sort(key=lambda part: part.place)
    n = len(filled.parts)
    if not fewest <= n <= MOST:
        filled.errors["parts"] = f"Give {fewest} to {MOST} services a place in the way."
    elif len({part.service.organisation_id for part in filled.parts}) > 1:
        filled.errors["parts"] = "Choose services of one organisation."
    return filled


def _places() -> list[str]:
    return [str(n) for n in range(1, MOST + 1)]


def _teams(service: CouncilService) -> tuple[str, ...]:
    facts = facts_if_made(service)
    return facts.teams if facts else ()


def _conflict(
    request: HttpRequest, visit: Visit, filled: FilledWay, error: WayChangedError
) -> HttpResponse:
    """Their words above, and the form as it was filled, from their version."""
    theirs = way_of(visit.who, error.way.slug)
    if theirs is None:
        raise Http404
    return _page(request, filled, seen=theirs, status=IN_CONFLICT)


def _page(
    request: HttpRequest,
    filled: FilledWay,
    *,
    seen: SeenWay | None = None,
    status: int = 200,
) -> HttpResponse:
    way = seen.way if seen else None
    said = {
        "way": way,
        "seen": seen,
        "is_conflict": status == IN_CONFLICT,
        "action": reverse("way-change", kwargs={"way": way.slug})
        if way
        else reverse("way-new"),
        "texts": filled.texts,
        "errors": filled.errors,
        "summary": [
            {"text": words, "href": f"#{name}"} for name, words in filled.errors.items()
        ],
        "choices": [_choice(one, filled.texts) for one in filled.services],
    }
    response: HttpResponse = render(request, "ways/form.html.j2", said, status=status)
    return response


def _choice(service: CouncilService, texts: Mapping[str, str]) -> dict[str, Any]:
    """The fields of one service: its place, and which team's part it is."""
    place = texts.get(f"place-{service.slug}", "")
    team = texts.get(f"team-{service.slug}", "")
    teams = _teams(service)
    return {
        "service": service,
        "places": [
            {"value": "", "text": "Not in it"},
            *({"value": n, "text": n, "selected": n == place} for n in _places()),
        ],
        "teams": [
            {"value": "", "text": "All of it"},
            *({"value": one, "text": one, "selected": one == team} for one in teams),
        ]
        if teams
        else [],
    }
