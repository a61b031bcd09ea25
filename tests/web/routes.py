"""Every route that there is, with its action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mersey.web.permissions import Action

API = "api/v1/"
"""Where other programs ask, with tokens: `test_api` walks those."""


@dataclass(frozen=True)
class Route:
    """A route. `parts` are the parts of its address."""

    name: str
    action: Action | None
    parts: tuple[str, ...]


def routes() -> list[Route]:
    """All routes, allauth's among them."""
    from django.urls import get_resolver

    return sorted(_below(get_resolver().url_patterns), key=lambda one: one.name)


def _below(patterns: Any) -> Iterator[Route]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            if str(pattern.pattern) != API:
                yield from _below(pattern.url_patterns)
        else:
            yield Route(
                name=pattern.name or str(pattern.pattern),
                action=getattr(pattern.callback, "action", None),
                parts=tuple(pattern.pattern.regex.groupindex),
            )


EXAMPLES = {
    "blocker": "1",
    "promise": "1",
    "service": "planning",
    "chart": "process-map",
    "draft": "1",
    "way": "a-home-that-fits",
    "file": "1",
    "job": "1",
    "step": "outcome",
    "experiment": "early-officer",
    "day": "2026-09-01",
    "measure": "lead_time",
    "question": "1",
    "person": "1",
    "invitation": "1",
    "token": "0" * 64,
    "key": "no-key",
    "uidb36": "1",
    "provider_id": "none",
}
"""A value of each part of an address; a new part needs one here."""


def address(route: Route, **others: str) -> str:
    """An address of the route that leads somewhere."""
    from django.urls import reverse

    said = EXAMPLES | others
    return reverse(route.name, kwargs={part: said[part] for part in route.parts})
