"""The pages of a service, in the order in which they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from mersey.web.permissions import Action

if TYPE_CHECKING:
    from mersey.web.access import Visitor
    from mersey.web.models import CouncilService

TABS: Final = (
    ("Monday board", "service-board", Action.SEE_CASES),
    ("Overview", "service", Action.SEE_SERVICE),
    ("Deadlines", "service-deadlines", Action.SEE_SERVICE),
    ("Flow", "service-flow", Action.SEE_SERVICE),
    ("What comes next", "service-next", Action.SEE_SERVICE),
    ("Map", "service-map", Action.SEE_SERVICE),
    ("Split", "service-split", Action.SEE_SERVICE),
    ("What if", "service-what-if", Action.SEE_SERVICE),
    ("Cases", "service-cases", Action.SEE_CASES),
    ("Outcomes", "service-outcomes", Action.SEE_SERVICE),
    ("Experiments", "service-experiments", Action.SEE_SERVICE),
    ("Data and method", "service-data", Action.SEE_SERVICE),
    ("Settings", "service-settings", Action.SETTLE_SERVICE),
)
"""Name, route and action of each; shown to those who may."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of a service."""

    name: str
    address: str
    is_here: bool


def tabs(
    service: CouncilService, *, here: str, who: Visitor, version: str = ""
) -> tuple[Tab, ...]:
    """The pages of `service` that somebody may see.

    Args:
        service: The service.
        here: Route of the page that is shown.
        who: Who sees it.
        version: Of the log, where the address pins one; it stays pinned.
    """
    pin = f"?v={version}" if version else ""
    return tuple(
        Tab(
            name=name,
            address=f"{reverse(route, kwargs={'service': service.slug})}{pin}",
            is_here=route == here,
        )
        for name, route, action in TABS
        if who.may(action, service)
    )
