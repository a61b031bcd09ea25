"""What stands around every page: whose it is, who is signed in, where one may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from mersey import __version__
from mersey.web.access import visitor
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.web.access import Visitor

DESTINATIONS: Final = (
    ("Services", "services", Action.SEE_SERVICE),
    ("Ways", "ways", Action.SEE_CASES),
    ("Programme", "programme", Action.SEE_SERVICE),
    ("Measures", "measures", Action.SEE_SERVICE),
    ("People", "people", Action.LOOK_AFTER_PEOPLE),
    ("Trail", "trail", Action.SEE_TRAIL),
)
"""Name, route and action of each entry of the navigation; shown to those who may."""


@dataclass(frozen=True, kw_only=True)
class Destination:
    """An entry of the navigation."""

    name: str
    address: str
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class PageFrame:
    """All that the base template needs besides the page itself."""

    council: str
    is_made_up: bool
    person: str
    destinations: tuple[Destination, ...]
    version: str
    workbook: str

    @property
    def as_items(self) -> list[dict[str, object]]:
        """The navigation as the design system's component takes it."""
        return [
            {"text": one.name, "href": one.address, "active": one.is_here}
            for one in self.destinations
        ]


def frame(request: HttpRequest) -> PageFrame:
    """The frame of the page that was asked for; also of an error's."""
    who = _who(request)
    config = settings.SITE
    shown = [
        Destination(
            name=name,
            address=reverse(route),
            is_here=request.path.startswith(reverse(route)),
        )
        for name, route, action in DESTINATIONS
        if who.person is not None and who.may_anywhere(action)
    ]
    return PageFrame(
        council=config.council,
        is_made_up=config.is_demo,
        person=str(who.person) if who.person else "",
        destinations=tuple(shown),
        version=__version__,
        workbook=_workbook(request),
    )


def _workbook(request: HttpRequest) -> str:
    """Address of the page as an Excel workbook; empty where it is no page with forms."""
    if not getattr(request, "has_forms", False):
        return ""
    match = request.resolver_match
    address = reverse(f"{match.url_name}-xlsx", kwargs=match.kwargs)
    asked = request.GET.urlencode()
    return f"{address}?{asked}" if asked else str(address)


def _who(request: HttpRequest) -> Visitor:
    """The visitor, also where no route of ours was met, as on an error's page."""
    visit = getattr(request, "visit", None)
    if visit is not None:
        known: Visitor = visit.who
        return known
    return visitor(getattr(request, "user", AnonymousUser()))
