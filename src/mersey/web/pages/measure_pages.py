"""Measures: one definition for everybody, its formula, its hash, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from mersey.errors import UnknownName
from mersey.flow import MEASURES
from mersey.flow.definition_hash import definition_hash
from mersey.report.measure_words import example_tables, how_counted
from mersey.web.access import services_of
from mersey.web.definitions import pages_with
from mersey.web.page import Page, as_table, flat_table
from mersey.web.permissions import Action

if TYPE_CHECKING:
    from django.http import HttpRequest

    from mersey.flow import Measure
    from mersey.web.models import CouncilService
    from mersey.web.routing import Visit

CASES: Final = "service-cases"
"""The page that not everybody who sees a service may see."""

COLUMNS: Final = ("id", "title", "unit", "better", "dimension", "source", "hash")


def measures(_request: HttpRequest, visit: Visit) -> Page:
    """Every measure that there is."""
    del visit
    rows = [_short(one) for one in MEASURES.values()]
    return Page(
        template="measures/list.html.j2",
        context=lambda: {"measures": MEASURES.values(), "hashes": _hashes()},
        data=lambda: {"schema": "mersey.measures/1", "measures": rows},
        table=lambda: as_table(
            COLUMNS, [[one[name] for name in COLUMNS] for one in rows]
        ),
        version="measures",
    )


def measure(_request: HttpRequest, visit: Visit, measure: str) -> Page:
    """One measure: what it counts, how, an example, and on which pages it stands.

    Raises:
        Http404: There is none of that id.
    """
    found = MEASURES.get(measure)
    if found is None:
        raise Http404
    used = _used(found, visit)
    data = {
        "schema": "mersey.measure/1",
        **_short(found),
        "description": found.description,
        "query": found.query.text,
        "parts": {name: part.text for name, part in found.parts.items()},
        "estimate": found.estimate.value,
        "absent": found.absent.value,
        "used": [one["address"] for one in used],
    }
    return Page(
        template="measures/one.html.j2",
        context=lambda: {
            "measure": found,
            "hash": definition_hash(found),
            "counted": how_counted(found),
            "examples": example_tables(found),
            "used": used,
            "json": reverse("measure-json", kwargs={"measure": measure}),
            "csv": reverse("measure-csv", kwargs={"measure": measure}),
        },
        data=lambda: data,
        table=lambda: flat_table(data),
    )


def _short(one: Measure) -> dict[str, Any]:
    return {
        "id": one.name,
        "title": one.title,
        "unit": one.unit.value,
        "better": one.better.value,
        "dimension": one.dimension.value,
        "source": one.source,
        "hash": definition_hash(one),
    }


def _hashes() -> dict[str, str]:
    return {one.name: definition_hash(one) for one in MEASURES.values()}


def _used(found: Measure, visit: Visit) -> list[dict[str, str]]:
    """The pages of the services that the person sees on which the measure stands."""
    return [
        {
            "service": service.name,
            "page": name,
            "address": reverse(route, kwargs={"service": service.slug}),
        }
        for service in services_of(visit.who)
        if _has_log(service)
        for route, name in pages_with(found.name)
        if route != CASES or visit.who.may(Action.SEE_CASES, service)
    ]


def _has_log(service: CouncilService) -> bool:
    try:
        return bool(settings.SITE_ANSWERS.version(service.slug))
    except UnknownName:
        return False
