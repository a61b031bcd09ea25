"""The pages of a service, in the order in which they are offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse

if TYPE_CHECKING:
    from mersey.web.models import CouncilService

TABS: Final = (
    ("Overview", "service"),
    ("Experiments", "service-experiments"),
    ("Data and method", "service-data"),
)
"""Name and route of each."""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of a service."""

    name: str
    address: str
    is_here: bool


def tabs(service: CouncilService, *, here: str) -> tuple[Tab, ...]:
    """The pages of `service`; `here` is the route of the one that is shown."""
    return tuple(
        Tab(
            name=name,
            address=reverse(route, kwargs={"service": service.slug}),
            is_here=route == here,
        )
        for name, route in TABS
    )
