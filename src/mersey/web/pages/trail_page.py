"""The trail, newest first: by service, person and action, as a page, JSON and CSV.

An administrator sees what was done in their organisation; an approver what was done to
the services that they see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from mersey.web.access import services_of
from mersey.web.models import CouncilService, Membership, Organisation, TrailEntry
from mersey.web.numbers_sent import number_sent
from mersey.web.page import Page, as_table
from mersey.web.permissions import Action, MemberRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from mersey.charts.chart import Table
    from mersey.web.access import Visitor
    from mersey.web.routing import Visit

A_PAGE: Final = 50

COLUMNS: Final = ("number", "at", "person", "action", "place", "details", "digest")

FILTERS: Final = ("service", "person", "action")


def trail(request: HttpRequest, visit: Visit) -> Page:
    """Entries that the visitor may see, as far as they asked for them."""
    seen = seen_by(visit.who)
    asked = {name: request.GET.get(name, "")[:120] for name in FILTERS}
    found = _filtered(seen, asked).order_by("-number")
    return Page(
        template="trail.html.j2",
        context=lambda: _context(request, visit, found, asked),
        data=lambda: {
            "schema": "mersey.trail-entries/1",
            "entries": [dict(zip(COLUMNS, _row(one), strict=True)) for one in found],
        },
        table=lambda: _table(found),
    )


def seen_by(who: Visitor) -> Any:
    """The entries that somebody may see: a query."""
    roles = {key: MemberRole(one.role) for key, one in who.memberships.items()}
    looked_after = [
        key for key, role in roles.items() if role is MemberRole.ADMINISTRATOR
    ]
    if looked_after and Organisation.objects.count() == len(looked_after):
        return TrailEntry.objects.all()
    slugs = list(services_of(who, Action.SEE_TRAIL).values_list("slug", flat=True))
    may = Q(person_id=who.person.pk) if who.person else Q()
    if looked_after:
        own = CouncilService.objects.filter(organisation__in=looked_after)
        slugs = list(own.values_list("slug", flat=True))
        for one in Organisation.objects.filter(pk__in=looked_after):
            may |= Q(place__startswith=f"organisations/{one.slug}/")
        members = Membership.objects.filter(organisation__in=looked_after)
        may |= Q(person_id__in=members.values("person_id"))
    for slug in slugs:
        may |= _of_service(slug)
    return TrailEntry.objects.filter(may)


def _of_service(slug: str) -> Q:
    return Q(place=f"services/{slug}") | Q(place__startswith=f"services/{slug}/")


def _filtered(entries: Any, asked: dict[str, str]) -> Any:
    if asked["service"]:
        entries = entries.filter(_of_service(asked["service"]))
    if (person := number_sent(asked["person"])) is not None:
        entries = entries.filter(person_id=person)
    if asked["action"]:
        entries = entries.filter(action=asked["action"])
    return entries


def _context(
    request: HttpRequest, visit: Visit, found: Any, asked: dict[str, str]
) -> dict[str, Any]:
    seen = seen_by(visit.who).order_by()
    people = seen.exclude(person_id=None).values_list("person_id", "person_name")
    actions = seen.values_list("action", flat=True).distinct()
    services = {
        place.split("/")[1]
        for place in seen.filter(place__startswith="services/")
        .values_list("place", flat=True)
        .distinct()
    }
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    query = urlencode({name: value for name, value in asked.items() if value})
    return {
        "page": page,
        "actions": _options(((one, one) for one in sorted(actions)), asked["action"]),
        "people": _options(sorted(set(people), key=_by_name), asked["person"]),
        "services": _options(
            ((one, one) for one in sorted(services)), asked["service"]
        ),
        "query": query,
        "json": f"{reverse('trail-json')}?{query}",
        "csv": f"{reverse('trail-csv')}?{query}",
    }


def _by_name(person: tuple[int, str]) -> tuple[str, int]:
    return person[1].casefold(), person[0]


def _options(found: Iterable[tuple[Any, str]], asked: str) -> list[dict[str, Any]]:
    """The choices of a list, the first of which is all."""
    shown = [
        {"value": str(value), "text": text, "selected": str(value) == asked}
        for value, text in found
    ]
    return [{"value": "", "text": "All"}, *shown]


def _row(one: TrailEntry) -> tuple[Any, ...]:
    at = one.at.isoformat(timespec="seconds")
    name = one.person_name or None
    return (one.number, at, name, one.action, one.place, one.details, one.digest)


def _table(found: Iterable[TrailEntry]) -> Table:
    rows = ((*_row(one)[:5], said(one.details), one.digest) for one in found)
    return as_table(COLUMNS, rows)


def said(details: dict[str, Any]) -> str:
    """The details in one line."""
    shown = (
        (key, ", ".join(map(str, value)) if isinstance(value, list) else value)
        for key, value in details.items()
    )
    return "; ".join(
        f"{key}: {value}" for key, value in shown if value not in ("", None)
    )
